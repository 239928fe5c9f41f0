#include "impact/procedural/catalog_query_eval.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "impact/impact.h"
#include "impact/procedural/sql_text.h"
#include "impact/simulate/schema.h"

namespace impact {

namespace {

// A query over one of the catalogs that list relations.
struct Query {
  std::string text;  // lower case, one space between words
  int understood = 0;
  int conditions = 0;
};

}  // namespace

static int count(std::string_view text, std::string_view word) {
  int found = 0;
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) ++found;
  return found;
}

// The literal behind `column` and `comparison`: schemaname = 'archive'.
static std::optional<std::string> compared(const Query& query, std::string_view column, std::string_view comparison) {
  for (auto at = query.text.find(column); at != std::string::npos; at = query.text.find(column, at + 1)) {
    auto rest = base::trim(std::string_view(query.text).substr(at + column.size()));
    if (!rest.starts_with(comparison)) continue;
    rest = base::trim(rest.substr(comparison.size()));
    const auto end = rest.find('\'', 1);
    if (rest.starts_with('\'') && end != std::string_view::npos) return std::string(rest.substr(1, end - 1));
  }
  return std::nullopt;
}

// LIKE with % and _; a backslash takes what follows it as it is.
static bool is_like(std::string_view name, std::string_view pattern) {
  if (pattern.empty()) return name.empty();
  if (pattern.front() == '%')
    return is_like(name, pattern.substr(1)) || (!name.empty() && is_like(name.substr(1), pattern));
  if (name.empty()) return false;
  if (pattern.front() == '\\' && pattern.size() > 1)
    return name.front() == pattern[1] && is_like(name.substr(1), pattern.substr(2));
  if (pattern.front() != '_' && pattern.front() != name.front()) return false;
  return is_like(name.substr(1), pattern.substr(1));
}

// 'orders'::regclass, 'archive.orders': the same relation as the row's.
static bool same_relation(const std::string& written, const Row& row, const pg::Catalog& catalog) {
  const auto dot = written.find('.');
  const auto found = resolve({dot == std::string::npos ? "" : written.substr(0, dot),
                              dot == std::string::npos ? written : written.substr(dot + 1)},
                             catalog);
  return found && row.contains("(schema)") && found->schema == row.at("(schema)") &&
         found->name == row.at("(relation)");
}

// column IN ('a', 'b')
static std::optional<std::vector<std::string>> listed(const Query& query, std::string_view column) {
  for (auto at = query.text.find(column); at != std::string::npos; at = query.text.find(column, at + 1)) {
    auto rest = base::trim(std::string_view(query.text).substr(at + column.size()));
    if (!rest.starts_with("in (") && !rest.starts_with("in(")) continue;
    const auto close = rest.find(')');
    if (close == rest.npos) return std::nullopt;
    std::vector<std::string> values;
    for (auto part : base::split(rest.substr(rest.find('(') + 1, close - rest.find('(') - 1), ',')) {
      part = base::trim(part);
      if (part.size() < 2 || part.front() != '\'' || part.find('\'', 1) == part.npos) return std::nullopt;
      values.emplace_back(part.substr(1, part.find('\'', 1) - 1));
    }
    return values;
  }
  return std::nullopt;
}

// Whether the row is one that the query finds; counts the conditions that were understood.
static bool passes(Query& query, const Row& row, const pg::Catalog& catalog) {
  query.understood = 0;
  bool passed = true;
  for (const auto& [column, value] : row) {
    if (column.starts_with("(")) continue;
    const bool relation = column == "conrelid" || column == "tgrelid" || column == "inhparent";
    const auto same = [&](const std::string& wanted) {
      return relation ? same_relation(wanted, row, catalog) : wanted == value;
    };
    if (const auto wanted = compared(query, column, "=")) ++query.understood, passed = passed && same(*wanted);
    if (const auto pattern = compared(query, column, "like"))
      ++query.understood, passed = passed && is_like(value, *pattern);
    if (const auto other = compared(query, column, "<>")) ++query.understood, passed = passed && !same(*other);
    if (const auto other = compared(query, column, "!=")) ++query.understood, passed = passed && !same(*other);
    if (const auto values = listed(query, column))
      ++query.understood, passed = passed && std::ranges::any_of(*values, same);
  }
  if (count(query.text, "c.relnamespace") > 0 && count(query.text, " where ") > 0 && count(query.text, " join ") == 0)
    ++query.understood;  // the join of pg_class and pg_namespace written as a condition
  return passed;
}

static std::string contype(pg::ConstraintKind kind) {
  switch (kind) {
    case pg::ConstraintKind::check:
      return "c";
    case pg::ConstraintKind::foreign_key:
      return "f";
    case pg::ConstraintKind::primary_key:
      return "p";
    case pg::ConstraintKind::unique:
      return "u";
    case pg::ConstraintKind::exclusion:
      return "x";
    case pg::ConstraintKind::trigger:
      return "t";
    case pg::ConstraintKind::not_null:
      return "n";
  }
  return {};
}

static std::string words_of(pg::ConstraintKind kind) {
  switch (kind) {
    case pg::ConstraintKind::foreign_key:
      return "FOREIGN KEY";
    case pg::ConstraintKind::primary_key:
      return "PRIMARY KEY";
    case pg::ConstraintKind::unique:
      return "UNIQUE";
    default:
      return "CHECK";
  }
}

// One relation's rows in the catalog `table`.
static std::vector<Row> rows_in(std::string_view table, const pg::Relation& relation) {
  using Kind = pg::RelationKind;
  const auto& name = relation.name;
  const bool is_table = relation.kind == Kind::table || relation.kind == Kind::partitioned_table;
  const Row base{{"(schema)", name.schema}, {"(relation)", name.name}};
  const auto with = [&](Row more) {
    more.insert(base.begin(), base.end());
    return more;
  };
  std::vector<Row> rows;
  if (table == "pg_tables" && is_table)
    rows.push_back(with({{"schemaname", name.schema}, {"tablename", name.name}, {"tableowner", relation.owner}}));
  if (table == "information_schema.tables" && (is_table || relation.kind == Kind::view))
    rows.push_back(with({{"table_schema", name.schema},
                         {"table_name", name.name},
                         {"table_type", is_table ? "BASE TABLE" : "VIEW"}}));
  if (table == "pg_views" && relation.kind == Kind::view)
    rows.push_back(with({{"schemaname", name.schema}, {"viewname", name.name}}));
  if (table == "pg_matviews" && relation.kind == Kind::materialized_view)
    rows.push_back(with({{"schemaname", name.schema}, {"matviewname", name.name}}));
  if (table == "pg_sequences" && relation.kind == Kind::sequence)
    rows.push_back(with({{"schemaname", name.schema}, {"sequencename", name.name}}));
  if (table == "pg_class") {
    rows.push_back(with({{"relname", name.name},
                         {"nspname", name.schema},
                         {"relkind", std::string(1, static_cast<char>(relation.kind))}}));
    const char kind = relation.kind == Kind::partitioned_table ? 'I' : 'i';
    for (const auto& index : relation.indexes)
      rows.push_back({{"relname", index.name}, {"nspname", name.schema}, {"relkind", std::string(1, kind)}});
  }
  if (table == "pg_indexes") {
    for (const auto& index : relation.indexes)
      rows.push_back(with({{"schemaname", name.schema}, {"tablename", name.name}, {"indexname", index.name}}));
  }
  for (const auto& constraint : relation.constraints) {
    if (table == "pg_constraint")
      rows.push_back(with({{"conname", constraint.name},
                           {"contype", contype(constraint.kind)},
                           {"conrelid", name.name},
                           {"relname", name.name},
                           {"nspname", name.schema}}));
    if (table == "information_schema.table_constraints")
      rows.push_back(with({{"constraint_name", constraint.name},
                           {"constraint_type", words_of(constraint.kind)},
                           {"table_schema", name.schema},
                           {"constraint_schema", name.schema},
                           {"table_name", name.name}}));
  }
  if (table == "information_schema.columns") {
    for (const auto& column : relation.columns)
      rows.push_back(with({{"column_name", column.name},
                           {"table_schema", name.schema},
                           {"table_name", name.name},
                           {"data_type", column.type.substr(0, column.type.find('('))},
                           {"is_nullable", column.not_null ? "NO" : "YES"}}));
  }
  if (table == "pg_trigger") {
    for (const auto& trigger : relation.triggers)
      rows.push_back(with({{"tgname", trigger.name}, {"tgrelid", name.name}, {"relname", name.name}}));
  }
  if (table == "pg_inherits") {
    std::vector<pg::Name> parents = relation.inherits;
    if (relation.partition_of) parents.push_back(*relation.partition_of);
    for (const auto& parent : parents)
      rows.push_back({{"(schema)", parent.schema},
                      {"(relation)", parent.name},
                      {"inhparent", parent.name},
                      {"inhrelid", name.text()}});
  }
  if (table == "pg_policies") {
    for (const auto& policy : relation.policies)
      rows.push_back(with({{"policyname", policy}, {"schemaname", name.schema}, {"tablename", name.name}}));
  }
  return rows;
}

std::optional<std::vector<Row>> catalog_rows(std::string_view written, const pg::Catalog& catalog, bool& exact) {
  Query query{.text = one_spaced(written, Letters::lower) + " "};
  static constexpr std::array tables{"pg_inherits",
                                     "pg_tables",
                                     "information_schema.tables",
                                     "pg_class",
                                     "pg_indexes",
                                     "pg_constraint",
                                     "information_schema.columns",
                                     "pg_views",
                                     "pg_matviews",
                                     "information_schema.table_constraints",
                                     "pg_sequences",
                                     "pg_trigger",
                                     "pg_policies"};
  std::string_view table;
  for (const std::string_view each : tables) {
    if (count(query.text, fmt::format("from {} ", each)) +
            count(query.text, fmt::format("from pg_catalog.{} ", each)) >
        0)
      table = each;
  }
  if (table.empty()) return std::nullopt;
  const auto where = query.text.find(" where ");
  query.conditions = where == std::string::npos ? 0 : 1 + count(std::string_view(query.text).substr(where), " and ");
  std::vector<Row> found;
  exact = count(query.text, " or ") == 0 && count(query.text, "not ") == 0 && count(query.text, " limit ") == 0;
  if ((query.conditions > 0 && catalog.relations.empty()) || catalog.doubt) exact = false;
  // A NOT NULL is a CHECK there, under a name of the server's.
  if (table == "information_schema.table_constraints" && !compared(query, "constraint_name", "=") &&
      compared(query, "constraint_type", "=").value_or("CHECK") == "CHECK")
    exact = false;
  for (const auto& [name, relation] : catalog.relations) {
    for (auto& row : rows_in(table, relation)) {
      const bool passed = passes(query, row, catalog);
      exact = exact && query.understood == query.conditions;
      if (passed) found.push_back(std::move(row));
    }
  }
  return found;
}

// inhrelid::regclass AS part: the value under the name that the query gives it.
static void add_aliases(Row& row, std::string_view query) {
  const auto text = one_spaced(query, Letters::lower);
  const auto columns = row;
  for (const auto& [column, value] : columns) {
    for (auto at = text.find(column); at != std::string::npos; at = text.find(column, at + 1)) {
      auto rest = std::string_view(text).substr(at + column.size());
      for (const std::string_view cast : {"::regclass", "::text"}) {
        while (rest.starts_with(cast)) rest.remove_prefix(cast.size());
      }
      if (!rest.starts_with(" as ")) continue;
      rest.remove_prefix(4);
      row[std::string(rest.substr(0, rest.find_first_of(" ,)")))] = value;
    }
  }
}

LoopTexts texts_of(const sql::BodyStatement& statement, const pg::Catalog& catalog) {
  if (statement.dynamic.empty()) return {.texts = {statement.text}};
  bool exact = false;
  const auto rows = catalog_rows(statement.loop_query, catalog, exact);
  if (!rows) {
    return {.unsure = fmt::format("line {} runs a text made from rows that only the server knows", statement.line)};
  }
  LoopTexts out;
  if (!exact)  // which rows it finds is a guess, and so would be the tables that are named
    return {.unsure = fmt::format("line {} runs a text for each row of a query that is understood only in part",
                                  statement.line)};
  for (auto row : *rows) {
    add_aliases(row, statement.loop_query);
    auto text = sql::complete(statement, row);
    if (!text) {
      return {.unsure = fmt::format("line {} of it runs a text that is put together at run time", statement.line)};
    }
    out.texts.push_back(std::move(*text));
  }
  return out;
}

}  // namespace impact
