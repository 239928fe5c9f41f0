#include "impact/loops.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "base/text.h"
#include "impact/schema.h"

namespace impact {

namespace {

using Row = std::map<std::string, std::string>;

// A query over one of the catalogs that list relations.
struct Query {
  std::string text;  // lower case, one space between words
  int understood = 0;
  int conditions = 0;
};

}  // namespace

static std::string flattened(std::string_view text) {
  std::string out;
  bool quoted = false;
  for (const char c : text) {
    if (c == '\'') quoted = !quoted;
    const bool blank = !quoted && std::isspace(static_cast<unsigned char>(c)) != 0;
    if (blank && (out.empty() || out.back() == ' ')) continue;
    out += blank ? ' ' : quoted ? c : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return out;
}

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

// LIKE with % and _ and no escapes.
static bool is_like(std::string_view name, std::string_view pattern) {
  if (pattern.empty()) return name.empty();
  if (pattern.front() == '%')
    return is_like(name, pattern.substr(1)) || (!name.empty() && is_like(name.substr(1), pattern));
  if (name.empty() || (pattern.front() != '_' && pattern.front() != name.front())) return false;
  return is_like(name.substr(1), pattern.substr(1));
}

// Which relations the query finds: by schema, name and kind.
static bool passes(Query& query, const pg::Relation& relation) {
  query.understood = 0;
  bool passed = true;
  const auto test = [&](std::string_view column, const std::string& value) {
    if (const auto wanted = compared(query, column, "=")) ++query.understood, passed = passed && *wanted == value;
    if (const auto pattern = compared(query, column, "like"))
      ++query.understood, passed = passed && is_like(value, *pattern);
    if (const auto other = compared(query, column, "<>")) ++query.understood, passed = passed && *other != value;
  };
  for (const auto* column : {"schemaname", "table_schema", "nspname"}) test(column, relation.name.schema);
  for (const auto* column : {"tablename", "table_name", "relname"}) test(column, relation.name.name);
  test("relkind", std::string(1, static_cast<char>(relation.kind)));
  if (const auto type = compared(query, "table_type", "="))
    ++query.understood, passed = passed && *type == "BASE TABLE";
  if (count(query.text, "c.relnamespace") > 0 && count(query.text, " where ") > 0 && count(query.text, " join ") == 0)
    ++query.understood;  // the join of pg_class and pg_namespace written as a condition
  return passed;
}

static std::optional<std::vector<Row>> rows_of(std::string_view written, const pg::Catalog& catalog, bool& exact) {
  Query query{.text = flattened(written) + " "};
  const auto from = [&](std::string_view name) {
    return count(query.text, fmt::format("from {} ", name)) +
               count(query.text, fmt::format("from pg_catalog.{} ", name)) >
           0;
  };
  const bool tables = from("pg_tables") || from("information_schema.tables");
  if (!tables && !from("pg_class")) return std::nullopt;
  const auto where = query.text.find(" where ");
  query.conditions = where == std::string::npos ? 0 : 1 + count(std::string_view(query.text).substr(where), " and ");
  std::vector<Row> rows;
  for (const auto& [name, relation] : catalog.relations) {
    const bool table =
        relation.kind == pg::RelationKind::table || relation.kind == pg::RelationKind::partitioned_table;
    if (tables && !table) continue;
    if (!passes(query, relation)) continue;
    rows.push_back({{"tablename", name.name},
                    {"table_name", name.name},
                    {"relname", name.name},
                    {"schemaname", name.schema},
                    {"table_schema", name.schema},
                    {"nspname", name.schema}});
  }
  exact = query.understood == query.conditions && count(query.text, " or ") == 0 && count(query.text, "not ") == 0 &&
          count(query.text, " limit ") == 0;
  return rows;
}

LoopTexts texts_of(const sql::BodyStatement& statement, const pg::Catalog& catalog) {
  if (statement.dynamic.empty()) return {.texts = {statement.text}};
  bool exact = false;
  const auto rows = rows_of(statement.loop_query, catalog, exact);
  if (!rows) {
    return {.unsure = fmt::format("line {} runs a text made from rows that only the server knows", statement.line)};
  }
  LoopTexts out;
  if (!exact)
    out.unsure =
        fmt::format("line {} runs a text for each row of a query that is understood only in part", statement.line);
  for (const auto& row : *rows) {
    auto text = sql::complete(statement, row);
    if (!text) {
      return {.unsure = fmt::format("line {} of it runs a text that is put together at run time", statement.line)};
    }
    out.texts.push_back(std::move(*text));
  }
  return out;
}

}  // namespace impact
