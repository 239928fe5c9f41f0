#include "backup/contents.h"

#include <algorithm>

#include <fmt/format.h>

namespace backup {

// The search path is emptied so that types and functions are always written with their schema.
static constexpr auto settings = R"(SET LOCAL search_path = ''; SET LOCAL row_security = off)";

static constexpr auto user_schema = R"(n.nspname !~ '^pg_' AND n.nspname <> 'information_schema')";

static std::string not_of_extension(std::string_view catalog, std::string_view oid) {
  return fmt::format(
      "NOT EXISTS (SELECT 1 FROM pg_depend e WHERE e.classid = '{}'::regclass AND e.objid = {} AND e.deptype = 'e')",
      catalog, oid);
}

static std::string relations_sql() {
  return fmt::format(R"(
SELECT CASE c.relkind WHEN 'r' THEN 'tables' WHEN 'p' THEN 'partitioned tables' WHEN 'v' THEN 'views'
                      WHEN 'm' THEN 'materialized views' WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'foreign tables'
                      ELSE 'composite types' END AS kind,
       format('%I.%I', n.nspname, c.relname)
       || CASE WHEN c.relkind IN ('r', 'p', 'v', 'm', 'f') THEN format(' (%s columns)',
               (SELECT count(*) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped))
               ELSE '' END
       || CASE WHEN c.relispopulated THEN '' ELSE ' not populated' END AS name
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'c') AND c.relpersistence <> 't' AND {} AND {})",
                     user_schema, not_of_extension("pg_class", "c.oid"));
}

// pg_dump leaves invalid indexes out, except those of partitioned tables (getIndexes in pg_dump.c).
static std::string indexes_sql() {
  return fmt::format(R"(
SELECT 'indexes', format('%I.%I', n.nspname, c.relname)
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE (i.indisvalid OR c.relkind = 'I') AND i.indisready AND t.relpersistence <> 't' AND {} AND {})",
                     user_schema, not_of_extension("pg_class", "t.oid"));
}

// Not-null constraints have entries of their own only since 18, constraint triggers are triggers, and what a
// partition has from its parent's foreign key gets a new name when the parent's is made again.
static std::string constraints_sql() {
  return fmt::format(R"(
SELECT 'constraints', format('%I.%I %I (%s)%s', n.nspname, c.relname, k.conname,
                             CASE k.contype WHEN 'c' THEN 'check' WHEN 'f' THEN 'foreign key' WHEN 'p' THEN 'primary key'
                                            WHEN 'u' THEN 'unique' ELSE 'exclusion' END,
                             CASE WHEN k.convalidated THEN '' ELSE ' not valid' END)
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE k.contype IN ('c', 'f', 'p', 'u', 'x') AND NOT (k.contype = 'f' AND k.conparentid <> 0)
  AND c.relpersistence <> 't' AND {} AND {})",
                     user_schema, not_of_extension("pg_class", "c.oid"));
}

static std::string triggers_and_policies_sql(int server_version) {
  const auto* own = server_version >= 130000 ? "AND g.tgparentid = 0" : "";
  return fmt::format(R"(
SELECT 'triggers', format('%I.%I %I%s', n.nspname, c.relname, g.tgname, CASE g.tgenabled WHEN 'D' THEN ' disabled' ELSE '' END)
FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE NOT g.tgisinternal {0} AND {1} AND {2} AND {3}
UNION ALL
SELECT 'policies', format('%I.%I %I', n.nspname, c.relname, p.polname)
FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE {1} AND {3})",
                     own, user_schema, not_of_extension("pg_trigger", "g.oid"),
                     not_of_extension("pg_class", "c.oid"));
}

// public is in every new database, also where the one that was backed up had lost it.
static std::string other_objects_sql() {
  return fmt::format(R"(
SELECT 'functions', format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid))
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE {0} AND {1} AND NOT EXISTS (SELECT 1 FROM pg_depend i WHERE i.classid = 'pg_proc'::regclass AND i.objid = p.oid AND i.deptype = 'i')
UNION ALL
SELECT 'types', format('%I.%I', n.nspname, t.typname)
       || COALESCE((SELECT ': ' || string_agg(l.enumlabel, ', ' ORDER BY l.enumsortorder) FROM pg_enum l WHERE l.enumtypid = t.oid), '')
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE t.typtype IN ('e', 'd', 'r') AND {0} AND {2}
UNION ALL
SELECT 'statistics', format('%I.%I', n.nspname, s.stxname)
FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace WHERE {0}
UNION ALL
SELECT 'schemas', format('%I', n.nspname) FROM pg_namespace n WHERE n.nspname <> 'public' AND {0} AND {3}
UNION ALL
SELECT 'extensions', format('%I', x.extname) FROM pg_extension x WHERE x.extname <> 'plpgsql'
UNION ALL
SELECT 'event triggers', format('%I', v.evtname) FROM pg_event_trigger v WHERE {4}
UNION ALL
SELECT 'publications', format('%I', u.pubname) FROM pg_publication u)",
                     user_schema, not_of_extension("pg_proc", "p.oid"), not_of_extension("pg_type", "t.oid"),
                     not_of_extension("pg_namespace", "n.oid"), not_of_extension("pg_event_trigger", "v.oid"));
}

static std::string sequences_sql() {
  return fmt::format(R"(
SELECT format('%I.%I', s.schemaname, s.sequencename) AS name, s.last_value, s.cycle
FROM pg_sequences s JOIN pg_namespace n ON n.nspname = s.schemaname
JOIN pg_class c ON c.relname = s.sequencename AND c.relnamespace = n.oid
WHERE {} AND {})",
                     user_schema, not_of_extension("pg_class", "c.oid"));
}

static std::optional<long long> number(const pg::Value& value) {
  return value ? std::optional(std::stoll(*value)) : std::nullopt;
}

Contents read_objects(pg::Session& session) {
  session.execute(settings);
  Contents out;
  const auto found = session.query(
      relations_sql() + "\nUNION ALL" + indexes_sql() + "\nUNION ALL" + constraints_sql() + "\nUNION ALL" +
      triggers_and_policies_sql(session.server_version()) + "\nUNION ALL" + other_objects_sql());
  for (std::size_t row = 0; row < found.rows(); ++row)
    out.objects[found.text(row, "kind")].push_back(found.text(row, "name"));
  for (auto& [kind, names] : out.objects)
    std::sort(names.begin(), names.end());  // servers sort by their own collation

  const auto sequences = session.query(sequences_sql());
  for (std::size_t row = 0; row < sequences.rows(); ++row) {
    const auto value = number(sequences.at(row, "last_value"));
    out.sequences[sequences.text(row, "name")] = {.from = value, .to = value};
  }
  out.large_objects = session.query("SELECT count(*) AS n FROM pg_largeobject_metadata").integer(0, "n");
  return out;
}

void count_rows(pg::Session& session, Contents& contents, bool in_recovery) {
  const auto tables = session.query(fmt::format(R"(
SELECT format('%I.%I', n.nspname, c.relname) AS name
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND c.relpersistence <> 't' {} AND {} AND {}
ORDER BY c.relpages DESC, c.oid)",
                                                in_recovery ? "AND c.relpersistence = 'p'" : "", user_schema,
                                                not_of_extension("pg_class", "c.oid")));
  // Counting locks the table and its indexes until the transaction ends; thousands would not fit into the server's
  // lock table. Rolling back to a savepoint lets the locks go and keeps the snapshot.
  constexpr std::size_t at_once = 100;
  for (std::size_t begin = 0; begin < tables.rows(); begin += at_once) {
    const pg::Savepoint savepoint(session, "counting");
    for (std::size_t row = begin; row < std::min(tables.rows(), begin + at_once); ++row) {
      const auto name = tables.text(row, "name");
      contents.rows[name] = session.query(fmt::format("SELECT count(*) AS n FROM ONLY {}", name)).integer(0, "n");
    }
  }
}

void widen_sequences(pg::Session& session, Contents& contents) {
  const auto sequences = session.query(sequences_sql());
  for (std::size_t row = 0; row < sequences.rows(); ++row) {
    const auto known = contents.sequences.find(sequences.text(row, "name"));
    if (known == contents.sequences.end()) continue;
    const auto now = number(sequences.at(row, "last_value"));
    auto& [from, to] = known->second;
    if (now == to) continue;
    if (sequences.boolean(row, "cycle")) {
      contents.sequences.erase(known);  // may have gone round: any value is possible
    } else if (!from || !now || *now > *from) {
      to = now;
    } else {
      from = now;  // counts down
    }
  }
}

long long Contents::total_rows() const {
  long long total = 0;
  for (const auto& [table, number_of_rows] : rows) total += number_of_rows;
  return total;
}

long long Contents::count(const std::string& kind) const {
  const auto found = objects.find(kind);
  return found == objects.end() ? 0 : static_cast<long long>(found->second.size());
}

static base::Json to_json(const std::optional<long long>& value) {
  return value ? base::Json(*value) : base::Json(nullptr);
}

base::Json to_json(const Contents& contents) {
  base::Json json = base::Json::object();
  json["rows"] = base::Json::object();
  for (const auto& [table, rows] : contents.rows) json["rows"][table] = rows;
  json["objects"] = base::Json::object();
  for (const auto& [kind, names] : contents.objects) json["objects"][kind] = names;
  json["sequences"] = base::Json::object();
  for (const auto& [name, value] : contents.sequences)
    json["sequences"][name] = {to_json(value.from), to_json(value.to)};
  json["large_objects"] = contents.large_objects;
  return json;
}

static std::optional<long long> optional_number(const base::Json& json) {
  return json.is_null() ? std::nullopt : std::optional(json.get<long long>());
}

Contents contents_from_json(const base::Json& json) {
  Contents out;
  for (const auto& [table, rows] : json.at("rows").items()) out.rows[table] = rows.get<long long>();
  for (const auto& [kind, names] : json.at("objects").items())
    out.objects[kind] = names.get<std::vector<std::string>>();
  for (const auto& [name, value] : json.at("sequences").items()) {
    out.sequences[name] = {.from = optional_number(value.at(0)), .to = optional_number(value.at(1))};
  }
  out.large_objects = json.at("large_objects").get<long long>();
  return out;
}

}  // namespace backup
