#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "check/check.h"
#include "check/gathering.h"

namespace check {

// What is meant to be unique: unique indexes that a failed build left invalid, and what [thresholds] unique_keys
// names.
static base::Json failed_builds(pg::Session& session) {
  return rows(session, R"(
SELECT format('%I.%I', n.nspname, t.relname) AS table, quote_ident(i.relname) AS index,
       (SELECT string_agg(pg_get_indexdef(x.indexrelid, k, true), ', ' ORDER BY k) FROM generate_series(1, x.indnkeyatts) AS k) AS columns,
       pg_get_expr(x.indpred, x.indrelid) AS condition
FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
JOIN pg_catalog.pg_class t ON t.oid = x.indrelid JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
WHERE x.indisunique AND NOT x.indisvalid AND t.relkind IN ('r', 'm') AND n.nspname !~ '^pg_' ORDER BY 1, 2)");
}

// "users (lower(email)) " → table and columns; the SQL is the team's own, as in any query of theirs.
static base::Json declared_key(const std::string& declared) {
  const auto open = declared.find('(');
  const auto close = declared.rfind(')');
  if (open == std::string::npos || close == std::string::npos || close < open) {
    throw base::Error{base::Code::configuration,
                      fmt::format("\"{}\" in thresholds.unique_keys names no columns", declared),
                      "Write table (column, …): \"users (lower(email))\"."};
  }
  return {{"table", std::string(base::trim(declared.substr(0, open)))},
          {"index", ""},
          {"columns", declared.substr(open + 1, close - open - 1)},
          {"condition", nullptr}};
}

// An index holds the rows of its table and of its partitions, not those of tables that inherit from it.
static std::string own_rows(pg::Session& session, const std::string& table) {
  const auto found = session.query("SELECT relkind FROM pg_catalog.pg_class WHERE oid = $1::regclass", {table});
  return !found.empty() && found.text(0, "relkind") == "r" ? "ONLY " : "";
}

static base::Json gather_duplicates(const Surroundings& surroundings) {
  auto& session = surroundings.session;
  auto keys = failed_builds(session);
  for (const auto& declared : surroundings.config.thresholds.unique_keys) keys.push_back(declared_key(declared));
  for (auto& key : keys) {
    const auto from = own_rows(session, text(key, "table")) + text(key, "table");
    // NULLs are distinct from each other, as in a unique index. Values stay out: they are the customers'.
    const auto counted = session.query(
        fmt::format("SELECT count(*) AS groups, coalesce(sum(n), 0)::bigint AS rows FROM (SELECT count(*) AS n FROM "
                    "{} WHERE ROW({}) IS NOT "
                    "NULL{} GROUP BY {} HAVING count(*) > 1) AS twice",
                    from, text(key, "columns"),
                    text(key, "condition").empty() ? "" : fmt::format(" AND ({})", text(key, "condition")),
                    text(key, "columns")));
    key["groups"] = counted.integer(0, "groups");
    key["rows"] = counted.integer(0, "rows");
  }
  return keys;
}

static Answer decide_duplicates(const base::Json& facts, const config::Thresholds&) {
  if (facts.empty()) {
    return {.verdict = Verdict::pass,
            .evidence =
                "nothing that is meant to be unique is unguarded (no failed unique index, no unique_keys declared)"};
  }
  std::vector<std::string> found;
  std::vector<std::string> todo;
  for (const auto& key : facts) {
    if (integer(key, "groups") == 0) continue;
    const auto name = fmt::format("{} ({})", text(key, "table"), text(key, "columns"));
    found.push_back(fmt::format("{}: {} more than once, in {} rows", name,
                                base::count_of(integer(key, "groups"), "value occurs", "values occur"),
                                grouped(integer(key, "rows"))));
    todo.push_back(
        fmt::format("SELECT {}, count(*) FROM {} GROUP BY {} HAVING count(*) > 1; and decide which row stays{}",
                    text(key, "columns"), text(key, "table"), text(key, "columns"),
                    text(key, "index").empty() ? "." : fmt::format(", then rebuild {}.", text(key, "index"))));
  }
  if (!found.empty()) return {.verdict = Verdict::fail, .evidence = lines_of(found), .todo = lines_of(todo)};
  return {.verdict = Verdict::pass,
          .evidence =
              fmt::format("no duplicates in {}", base::count_of(std::ssize(facts), "key that is meant to be unique",
                                                                "keys that are meant to be unique"))};
}

extern const Check duplicates{.question = "Are there duplicates where something is meant to be unique?",
                              .suites = preflight | verify,
                              .gather = gather_duplicates,
                              .decide = decide_duplicates};

}  // namespace check
