// Fills a Catalog from a server: all queries in one flight, seeing one moment.
#include <algorithm>
#include <charconv>
#include <unordered_map>

#include "base/json.h"
#include "pg/ask_catalog.h"
#include "pg/catalog.h"
#include "pg/catalog_queries.h"
#include "pg/load_objects.h"
#include "pg/session.h"

namespace pg {

using base::Error;

namespace {

// Relations and their columns by the numbers that the other catalogs refer to them with.
struct Numbers {
  std::unordered_map<std::string, Relation*> relations;                           // by oid
  std::unordered_map<std::string, std::unordered_map<int, std::string>> columns;  // by oid, attnum

  [[nodiscard]] Relation* relation(const Result& rows, std::size_t row) const {
    const auto found = relations.find(rows.text(row, "relation"));
    return found == relations.end() ? nullptr : found->second;
  }
  [[nodiscard]] std::string column(const std::string& relation, int number) const {
    const auto found = columns.find(relation);
    if (found == columns.end()) return {};
    const auto name = found->second.find(number);
    return name == found->second.end() ? std::string{} : name->second;
  }
};

}  // namespace

static std::vector<int> numbers(const Value& text) {
  std::vector<int> out;
  if (!text) return out;
  const char* end = text->data() + text->size();
  for (const char* at = text->data(); at < end;) {
    int number = 0;
    const auto [stop, error] = std::from_chars(at, end, number);
    if (error == std::errc{}) out.push_back(number);
    at = error == std::errc{} ? stop : at + 1;
  }
  return out;
}

static std::optional<int> target_of(long long target) {
  return target < 0 ? std::nullopt : std::optional(static_cast<int>(target));
}

static void take_server(const Result& rows, Catalog& catalog) {
  catalog.server_version = static_cast<int>(rows.integer(0, "version"));
  catalog.server_version_text = rows.text(0, "version_text");
  catalog.database = rows.text(0, "database");
  catalog.database_bytes = rows.integer(0, "bytes");
  catalog.role = rows.text(0, "role");
  catalog.superuser = rows.boolean(0, "superuser");
  catalog.in_recovery = rows.boolean(0, "in_recovery");
  catalog.time_zone = rows.text(0, "time_zone");
  if (const auto& text = rows.at(0, "settings")) {
    const auto settings = base::Json::parse(*text);
    for (const auto& [name, value] : settings.items()) catalog.settings[name] = value.get<std::string>();
  }
  if (const auto& text = rows.at(0, "roles")) {
    for (const auto& role : base::Json::parse(*text))
      catalog.roles.push_back({.name = role.at("name").get<std::string>(),
                               .superuser = role.at("superuser").get<bool>(),
                               .member_of = role.at("member_of").get<std::vector<std::string>>()});
  }
  catalog.tablespaces = texts(rows.at(0, "tablespaces"));
  catalog.access_methods = texts(rows.at(0, "access_methods"));
  if (rows.at(0, "counted_since_ms"))
    catalog.counted_since = base::Instant(base::Milliseconds(rows.integer(0, "counted_since_ms")));
  catalog.taken_at = base::Instant(base::Milliseconds(rows.integer(0, "now_ms")));
}

static void take_relations(const Result& rows, Catalog& catalog, Numbers& known) {
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    const auto name = name_at(rows, row);
    Relation relation{.name = name,
                      .kind = static_cast<RelationKind>(rows.text(row, "kind").front()),
                      .estimated_rows = rows.integer(row, "rows"),
                      .heap_bytes = rows.integer(row, "heap_bytes"),
                      .total_bytes = rows.integer(row, "total_bytes"),
                      .dead_rows = rows.integer(row, "dead_rows"),
                      .default_partition = rows.text(row, "partition_bound") == "DEFAULT",
                      .owner = rows.text(row, "owner"),
                      .persistence = rows.text(row, "persistence").front(),
                      .access_method = rows.text(row, "access_method"),
                      .tablespace = rows.text(row, "tablespace"),
                      .partition_key = rows.text(row, "partition_key"),
                      .partition_bound = rows.text(row, "partition_bound"),
                      .server = rows.at(row, "server").value_or(""),
                      .options = texts(rows.at(row, "options")),
                      .privileges = texts(rows.at(row, "privileges")),
                      .row_security = rows.boolean(row, "row_security"),
                      .force_row_security = rows.boolean(row, "force_row_security"),
                      .replica_identity = rows.text(row, "replica_identity").front(),
                      .definition = rows.text(row, "definition"),
                      .toast_bytes = rows.integer(row, "toast_bytes"),
                      .scans = rows.integer(row, "scans"),
                      .rows_changed = rows.integer(row, "rows_changed"),
                      .populated = rows.boolean(row, "populated")};
    if (rows.at(row, "type_name")) relation.of_type = {rows.text(row, "type_schema"), rows.text(row, "type_name")};
    if (rows.at(row, "parent_name"))
      relation.partition_of = Name{rows.text(row, "parent_schema"), rows.text(row, "parent_name")};
    known.relations[rows.text(row, "oid")] = &(catalog.relations[name] = std::move(relation));
  }
}

static std::string storage_of(std::string_view letter) {
  if (letter == "p") return "plain";
  if (letter == "e") return "external";
  if (letter == "m") return "main";
  return "extended";
}

static void take_columns(const Result& rows, Numbers& known) {
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    auto* relation = known.relation(rows, row);
    if (!relation) continue;
    known.columns[rows.text(row, "relation")][static_cast<int>(rows.integer(row, "number"))] = rows.text(row, "name");
    relation->columns.push_back({.name = rows.text(row, "name"),
                                 .type = rows.text(row, "type"),
                                 .not_null = rows.boolean(row, "not_null"),
                                 .default_expression = rows.at(row, "default_expression"),
                                 .identity = !rows.text(row, "identity").empty(),
                                 .generated = !rows.text(row, "generated").empty(),
                                 .always = rows.text(row, "identity") == "a",
                                 .stored = rows.text(row, "generated") != "v",
                                 .inherited = rows.boolean(row, "inherited"),
                                 .storage = storage_of(rows.text(row, "storage")),
                                 .collation = rows.text(row, "collation"),
                                 .comment = rows.at(row, "comment"),
                                 .statistics_target = target_of(rows.integer(row, "statistics_target")),
                                 .options = texts(rows.at(row, "options")),
                                 .privileges = texts(rows.at(row, "privileges"))});
  }
}

static void take_statistics(const Result& rows, Catalog& catalog) {
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    const auto relation = catalog.relations.find(name_at(rows, row));
    if (relation == catalog.relations.end()) continue;
    const auto wanted = rows.text(row, "column");
    for (auto& column : relation->second.columns) {
      if (column.name != wanted) continue;
      column.null_fraction = std::max(column.null_fraction, rows.number(row, "null_fraction"));
      const auto width = static_cast<int>(rows.integer(row, "average_bytes"));
      if (width > 0) column.average_bytes = std::max(column.average_bytes.value_or(0), width);
    }
  }
}

static void take_indexes(const Result& rows, const Numbers& known) {
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    auto* relation = known.relation(rows, row);
    if (!relation) continue;
    Index index{.name = rows.text(row, "name"),
                .unique = rows.boolean(row, "is_unique"),
                .primary = rows.boolean(row, "is_primary"),
                .valid = rows.boolean(row, "valid"),
                .ready = rows.boolean(row, "ready"),
                .bytes = rows.integer(row, "bytes"),
                .definition = rows.text(row, "definition"),
                .method = rows.text(row, "method"),
                .clustered = rows.boolean(row, "clustered"),
                .replica_identity = rows.boolean(row, "replica_identity"),
                .comment = rows.at(row, "comment"),
                .tablespace = rows.text(row, "tablespace"),
                .targets = texts(rows.at(row, "targets")),
                .scans = rows.integer(row, "scans")};
    if (rows.at(row, "parent_name"))
      index.partition_of = Name{rows.text(row, "parent_schema"), rows.text(row, "parent_name")};
    const auto columns = numbers(rows.at(row, "numbers"));
    const auto expressions = texts(rows.at(row, "expressions"));
    const auto keys = std::min(columns.size(), static_cast<std::size_t>(rows.integer(row, "keys")));
    for (std::size_t i = 0; i < keys; ++i) {
      const bool plain = columns[i] != 0;
      if (plain) index.columns.push_back(known.column(rows.text(row, "relation"), columns[i]));
      if (!plain) index.columns.push_back(i < expressions.size() ? expressions[i] : "");
    }
    relation->indexes.push_back(std::move(index));
  }
}

static ConstraintKind constraint_kind(char letter) {
  switch (letter) {
    case 'f':
      return ConstraintKind::foreign_key;
    case 'p':
      return ConstraintKind::primary_key;
    case 'u':
      return ConstraintKind::unique;
    case 'x':
      return ConstraintKind::exclusion;
    case 't':
      return ConstraintKind::trigger;
    case 'n':
      return ConstraintKind::not_null;  // from PostgreSQL 18 on
    default:
      return ConstraintKind::check;
  }
}

static void take_constraints(const Result& rows, const Numbers& known) {
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    auto* relation = known.relation(rows, row);
    if (!relation) continue;
    Constraint constraint{.name = rows.text(row, "name"),
                          .kind = constraint_kind(rows.text(row, "kind").front()),
                          .validated = rows.boolean(row, "validated"),
                          .definition = rows.text(row, "definition"),
                          .index = rows.at(row, "index").value_or(""),
                          .inherited = rows.boolean(row, "inherited")};
    constraint.enforced = !constraint.definition.ends_with(" NOT ENFORCED");
    for (const int number : numbers(rows.at(row, "numbers"))) {
      constraint.columns.push_back(known.column(rows.text(row, "relation"), number));
    }
    const auto referenced = rows.text(row, "referenced");
    if (const auto found = known.relations.find(referenced); found != known.relations.end()) {
      constraint.references = found->second->name;
      for (const int number : numbers(rows.at(row, "referenced_numbers"))) {
        constraint.referenced_columns.push_back(known.column(referenced, number));
      }
    }
    relation->constraints.push_back(std::move(constraint));
  }
}

static void take_links(const Result& rows, const Numbers& known) {
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    auto* relation = known.relation(rows, row);
    const auto other = known.relations.find(rows.text(row, "other"));
    if (!relation || other == known.relations.end()) continue;
    const auto& name = other->second->name;
    const auto kind = rows.text(row, "kind");
    if (kind == "inherits") relation->inherits.push_back(name);
    if (kind == "reads" && std::find(relation->reads.begin(), relation->reads.end(), name) == relation->reads.end())
      relation->reads.push_back(name);
    if (kind == "reads" && rows.integer(row, "number") > 0) {
      relation->reads_columns.emplace_back(
          name, known.column(rows.text(row, "other"), static_cast<int>(rows.integer(row, "number"))));
    }
    if (kind == "owned by") relation->owned_by = name;
  }
}

static void take_column_users(const Result& rows, const Numbers& known) {
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    auto* relation = known.relation(rows, row);
    if (!relation) continue;
    relation->column_users.push_back(
        {.column = known.column(rows.text(row, "relation"), static_cast<int>(rows.integer(row, "number"))),
         .what = rows.text(row, "what")});
  }
}

static void take_triggers(const Result& rows, const Numbers& known) {
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    if (auto* relation = known.relation(rows, row)) {
      relation->triggers.push_back({.name = rows.text(row, "name"),
                                    .definition = rows.text(row, "definition"),
                                    .enabled = rows.boolean(row, "enabled"),
                                    .function = {rows.text(row, "function_schema"), rows.text(row, "function_name")},
                                    .cloned = rows.boolean(row, "cloned")});
    }
  }
}

static void take_extended_statistics(const Result& rows, const Numbers& known, Catalog& catalog) {
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    const auto* table = known.relation(rows, row);
    if (!table) continue;
    Statistics statistics{
        .name = name_at(rows, row), .table = table->name, .definition = rows.text(row, "definition")};
    for (const int number : numbers(rows.at(row, "numbers")))
      statistics.columns.push_back(known.column(rows.text(row, "relation"), number));
    catalog.statistics.push_back(std::move(statistics));
  }
}

static void take_policies_and_rules(const Result& rows, const Numbers& known) {
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    auto* relation = known.relation(rows, row);
    if (!relation) continue;
    if (rows.text(row, "kind") == "policy") relation->policies.push_back(rows.text(row, "name"));
    if (rows.text(row, "kind") == "rule")
      relation->rules.push_back({.name = rows.text(row, "name"), .definition = rows.text(row, "definition")});
  }
}

static void take_sequences(const Result& rows, const Numbers& known) {
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    auto* relation = known.relation(rows, row);
    if (!relation) continue;
    relation->max_value = rows.integer(row, "max_value");
    if (rows.at(row, "last_value")) relation->last_value = rows.integer(row, "last_value");
  }
}

static std::vector<Name> names(const Result& rows) {
  std::vector<Name> out;
  for (std::size_t row = 0; row < rows.rows(); ++row) out.push_back(name_at(rows, row));
  return out;
}

Catalog load_catalog(Session& session) {
  namespace q = catalog_queries;
  const std::array queries{q::server,
                           q::schemas,
                           q::extensions,
                           q::members,
                           q::relations,
                           q::columns,
                           q::statistics,
                           q::indexes,
                           q::constraints,
                           q::links,
                           q::column_users,
                           q::triggers,
                           q::enums,
                           q::types,
                           q::functions,
                           q::extended_statistics,
                           q::policies_and_rules,
                           q::sequences,
                           q::servers,
                           q::publications,
                           q::event_triggers,
                           q::owned};
  auto path = session.search_path();
  const auto results = ask_catalog(session, queries, path);
  const auto answer = [&](std::string_view query) -> const Result& {
    return results.at(static_cast<std::size_t>(std::find(queries.begin(), queries.end(), query) - queries.begin()));
  };
  Catalog catalog;
  Numbers known;
  catalog.search_path = std::move(path);
  take_server(answer(q::server), catalog);
  take_relations(answer(q::relations), catalog, known);
  take_columns(answer(q::columns), known);
  take_statistics(answer(q::statistics), catalog);
  take_indexes(answer(q::indexes), known);
  take_constraints(answer(q::constraints), known);
  take_links(answer(q::links), known);
  take_column_users(answer(q::column_users), known);
  take_triggers(answer(q::triggers), known);
  const auto& enums = answer(q::enums);
  for (std::size_t row = 0; row < enums.rows(); ++row)
    catalog.enums[name_at(enums, row)] = texts(enums.at(row, "labels"));
  take_types(answer(q::types), catalog);
  take_routines(answer(q::functions), catalog);
  take_extended_statistics(answer(q::extended_statistics), known, catalog);
  take_policies_and_rules(answer(q::policies_and_rules), known);
  take_sequences(answer(q::sequences), known);
  take_extensions(answer(q::extensions), answer(q::members), catalog);
  take_publications(answer(q::publications), catalog);
  take_event_triggers(answer(q::event_triggers), catalog);
  take_owned(answer(q::owned), catalog);
  catalog.connected = true;
  const auto& schemas = answer(q::schemas);
  for (std::size_t row = 0; row < schemas.rows(); ++row) catalog.schemas.push_back(schemas.text(row, "name"));
  const auto& servers = answer(q::servers);
  for (std::size_t row = 0; row < servers.rows(); ++row)
    catalog.servers.push_back({.name = servers.text(row, "name"), .wrapper = servers.text(row, "wrapper")});
  return catalog;
}

// Partitions are counted, not the partitioned tables above them; ONLY, so that no row is counted twice.
std::map<Name, long long> count_rows(Session& session) {
  std::optional<Transaction> own;
  if (session.transaction_state() == TransactionState::idle) {
    own.emplace(session, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    session.execute("SET LOCAL row_security = off");  // an error instead of a number that policies made smaller
  }
  const auto tables = names(session.query(
      "SELECT n.nspname AS schema, c.relname AS name FROM pg_catalog.pg_class c "
      "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
      "WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' ORDER BY 1, 2"));
  std::vector<Request> requests;
  for (const auto& table : tables) requests.push_back({"SELECT count(*) AS rows FROM ONLY " + table.text()});
  std::optional<BatchFailure> failure;
  const auto results = session.batch(requests, failure);
  if (failure) throw failure->error.during("counting the rows of " + tables.at(failure->index).text());
  std::map<Name, long long> out;
  for (std::size_t i = 0; i < tables.size(); ++i) out[tables[i]] = results.at(i).integer(0, "rows");
  return out;
}

}  // namespace pg
