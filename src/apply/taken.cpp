#include "apply/taken.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text.h"
#include "impact/simulate/schema.h"

namespace apply {

// A row is known by its place in the catalog, so that what is renamed or moved is still there. `within`: the table it
// belongs to, or the partitioned one, or the table's index that an index is attached to. `columns`: of `within`, that
// it is made of. What an extension made goes with the extension.
static constexpr std::string_view objects = R"(
SELECT o.class, o.oid, o.part, o.kind, n.nspname AS schema, o.name, o.within,
       pg_catalog.array_to_string(o.columns, ' ') AS columns
FROM (
  SELECT 'class' AS class, c.oid, 0 AS part,
         CASE WHEN c.relkind = ANY ('{i,I}') THEN 'index' WHEN c.relkind = 'S' THEN 'sequence'
              WHEN c.relkind = 'v' THEN 'view' WHEN c.relkind = 'm' THEN 'materialized view'
              WHEN c.relkind = 'c' THEN 'type' ELSE 'table' END AS kind,
         c.relnamespace AS space, c.relname AS name,
         coalesce((SELECT h.inhparent FROM pg_catalog.pg_inherits h WHERE h.inhrelid = c.oid AND c.relispartition),
                  (SELECT i.indrelid FROM pg_catalog.pg_index i WHERE i.indexrelid = c.oid),
                  (SELECT d.refobjid FROM pg_catalog.pg_depend d
                   WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid
                     AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
                     AND d.deptype = ANY ('{a,i}') LIMIT 1), 0::pg_catalog.oid) AS within,
         coalesce((SELECT i.indkey::pg_catalog.int2[] FROM pg_catalog.pg_index i WHERE i.indexrelid = c.oid),
                  (SELECT pg_catalog.array_agg(d.refobjsubid::pg_catalog.int2) FROM pg_catalog.pg_depend d
                   WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid
                     AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.deptype = ANY ('{a,i}'))
                 ) AS columns
  FROM pg_catalog.pg_class c WHERE c.relkind = ANY ('{r,p,f,v,m,S,i,I,c}')
  UNION ALL
  SELECT 'class', a.attrelid, a.attnum, 'column', c.relnamespace, a.attname, a.attrelid, NULL
  FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
  WHERE a.attnum OPERATOR(pg_catalog.>) 0 AND NOT a.attisdropped AND c.relkind = ANY ('{r,p,f}')
  UNION ALL
  SELECT 'constraint', k.oid, 0, CASE WHEN k.contype = 'f' THEN 'foreign key' ELSE 'constraint' END, k.connamespace,
         k.conname, k.conrelid, k.conkey
  FROM pg_catalog.pg_constraint k WHERE k.contype = ANY ('{f,c,p,u,x}') AND k.conrelid OPERATOR(pg_catalog.<>) 0
  UNION ALL
  SELECT 'function', p.oid, 0, 'function', p.pronamespace, p.proname, 0, NULL FROM pg_catalog.pg_proc p
  UNION ALL
  SELECT 'type', t.oid, 0, 'type', t.typnamespace, t.typname, 0, NULL
  FROM pg_catalog.pg_type t WHERE t.typtype = ANY ('{e,d}')
  UNION ALL
  SELECT 'trigger', t.oid, 0, 'trigger', c.relnamespace, t.tgname, c.oid, NULL
  FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal
  UNION ALL
  SELECT 'policy', p.oid, 0, 'policy', c.relnamespace, p.polname, c.oid, NULL
  FROM pg_catalog.pg_policy p JOIN pg_catalog.pg_class c ON c.oid = p.polrelid
) o
JOIN pg_catalog.pg_namespace n ON n.oid = o.space
WHERE NOT pg_catalog.starts_with(n.nspname::pg_catalog.text, 'pg_')
  AND n.nspname OPERATOR(pg_catalog.<>) 'information_schema'
  AND NOT pg_catalog.starts_with(o.name::pg_catalog.text, '_migration_')
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.objid = o.oid AND e.deptype = 'e'
                    AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass)
ORDER BY 5, 6, 4)";

// It runs behind the undo's own SET search_path: an operator of the user's must not stand in.
pg::Request objects_there() {
  return {.sql = base::replace_all(std::string(objects), " = ", " OPERATOR(pg_catalog.=) ")};
}

namespace {

struct Place {
  std::string catalog;
  std::string oid;
  std::string part;
  auto operator<=>(const Place&) const = default;
};

struct Object {
  std::string kind;
  std::string schema;
  std::string name;
  std::string within;
  std::string columns;
};

using Objects = std::map<Place, Object>;

class Comparison {
 public:
  Comparison(const Objects& were, const Objects& are, std::string_view migration, std::string_view undo)
      : were_(were), are_(are), migration_(migration), undo_(undo) {
    for (const auto& [place, object] : are) names_.insert({object.kind, object.schema, object.name, object.within});
  }

  [[nodiscard]] bool is_taken(const Place& place, const Object& object) const {
    if (!is_gone(place, object) || is_said(object.name)) return false;
    if (object.within.empty()) return true;
    const Place table{"class", object.within, "0"};
    if (!are_.contains(table) && were_.contains(table)) return false;  // with its table, which is looked at by itself
    if (object.kind != "index" && object.kind != "column" && is_said(name_of(table))) return false;
    return !goes_with_a_column(object);
  }

 private:
  // Not there, and nothing else of its name instead: DROP and CREATE again.
  [[nodiscard]] bool is_gone(const Place& place, const Object& object) const {
    return !are_.contains(place) && !names_.contains({object.kind, object.schema, object.name, object.within});
  }
  [[nodiscard]] bool is_said(const std::string& name) const {
    return !name.empty() && (impact::mentions(migration_, name) || impact::mentions(undo_, name));
  }
  [[nodiscard]] std::string name_of(const Place& place) const {
    const auto found = were_.find(place);
    return found == were_.end() ? "" : found->second.name;
  }
  // A column that the texts name takes its indexes, constraints and sequence along.
  [[nodiscard]] bool goes_with_a_column(const Object& object) const {
    const auto parts = base::split(object.columns, ' ');
    return std::ranges::any_of(parts, [&](std::string_view part) {
      const Place column{"class", object.within, std::string(part)};
      return part != "0" && !are_.contains(column) && is_said(name_of(column));
    });
  }

  const Objects& were_;
  const Objects& are_;
  std::string_view migration_;
  std::string_view undo_;
  std::set<std::tuple<std::string, std::string, std::string, std::string>> names_;
};

}  // namespace

static Objects objects_of(const pg::Result& rows) {
  Objects out;
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    const auto within = rows.text(row, "within");
    out[{rows.text(row, "class"), rows.text(row, "oid"), rows.text(row, "part")}] = {
        .kind = rows.text(row, "kind"),
        .schema = rows.text(row, "schema"),
        .name = rows.text(row, "name"),
        .within = within == "0" ? "" : within,
        .columns = rows.text(row, "columns")};
  }
  return out;
}

static std::string shown(const Object& object, const Objects& were) {
  const auto table = were.find({"class", object.within, "0"});
  if (table == were.end() || object.kind == "index")
    return fmt::format("{} {}", object.kind, pg::Name{object.schema, object.name}.text());
  return fmt::format("{} {} of {}", object.kind, object.name,
                     pg::Name{table->second.schema, table->second.name}.text());
}

std::vector<std::string> taken_beyond(const pg::Result& before, const pg::Result& after, std::string_view migration,
                                      std::string_view undo) {
  const auto were = objects_of(before);
  const auto are = objects_of(after);
  const Comparison comparison(were, are, migration, undo);
  std::vector<std::string> taken;
  for (const auto& [place, object] : were) {
    if (comparison.is_taken(place, object)) taken.push_back(shown(object, were));
  }
  std::ranges::sort(taken);
  // The index of a constraint says the same twice.
  std::erase_if(taken, [&](const std::string& one) {
    return one.starts_with("index ") && std::ranges::any_of(taken, [&](const std::string& other) {
             const auto name = one.substr(one.rfind('.') + 1);
             return other.starts_with("constraint " + name + " of ");
           });
  });
  return taken;
}

bool may_take_more(const sql::Statement& statement) {
  if (const auto* drop = statement.as<sql::Drop>()) return drop->cascade;
  if (const auto* alter = statement.as<sql::AlterTable>())
    return std::ranges::any_of(alter->commands, &sql::AlterTableCommand::cascade);
  if (statement.as<sql::Select>() || statement.as<sql::Insert>()) return !statement.calls.empty();
  return statement.as<sql::DoBlock>() || statement.as<sql::Other>();
}

base::Error takes_too_much(const plan::Undo& undo, const std::vector<std::string>& taken) {
  constexpr std::size_t most = 12;
  auto listed =
      fmt::format("{}", fmt::join(taken.begin(), taken.begin() + std::min<long>(most, std::ssize(taken)), ", "));
  if (taken.size() > most) listed += fmt::format(", and {} more", taken.size() - most);
  base::Error error{
      base::Code::migration,
      fmt::format("the undo of {0} drops what neither it nor {0} names: {1}", undo.applied.name, listed),
      "Name in the undo what it is to drop, one by one; where all of that is meant, pass --force."};
  error.at({.file = undo.source});
  return error;
}

}  // namespace apply
