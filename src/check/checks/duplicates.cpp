#include <optional>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "check/check.h"
#include "check/query_helpers.h"

namespace check {

// What is meant to be unique: unique indexes that a failed build left invalid, and what [thresholds] unique_keys
// names.
static base::Json failed_builds(pg::Session& session) {
  return rows(session, R"(
SELECT format('%I.%I', n.nspname, t.relname) AS table, quote_ident(i.relname) AS index,
       (SELECT string_agg(pg_get_indexdef(x.indexrelid, k, true), ', ' ORDER BY k) FROM generate_series(1, x.indnkeyatts) AS k) AS columns,
       pg_get_expr(x.indpred, x.indrelid) AS condition,
       EXISTS (SELECT FROM pg_catalog.pg_depend d
               LEFT JOIN pg_catalog.pg_operator o ON d.refclassid = 'pg_catalog.pg_operator'::regclass AND o.oid = d.refobjid
               JOIN pg_catalog.pg_proc p ON p.oid = CASE WHEN d.refclassid = 'pg_catalog.pg_proc'::regclass THEN d.refobjid ELSE o.oprcode END
               JOIN pg_catalog.pg_roles r ON r.oid = p.proowner
               WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = x.indexrelid AND d.refobjid >= 16384
                 AND NOT r.rolsuper AND r.rolname <> current_user) AS calls_others
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
          {"condition", nullptr},
          {"calls_others", false}};
}

// Names as the role's own search_path has them; what is ours in `sql` has to name its schema.
static pg::Result by_their_names(pg::Session& session, const std::string& sql, const pg::Parameters& parameters) {
  std::optional<pg::Transaction> own;
  std::optional<pg::Savepoint> inner;
  if (session.transaction_state() == pg::TransactionState::idle)
    own.emplace(session);
  else
    inner.emplace(session, "lockkeeper_names");
  session.query("SELECT pg_catalog.set_config('search_path', $1, true)", {pg::search_path_of(session.search_path())});
  return session.query(sql, parameters);
}

// An index holds the rows of its table and of its partitions, not those of tables that inherit from it.
static std::string own_rows(pg::Session& session, const std::string& table) {
  const auto found = by_their_names(session,
                                    "SELECT c.relkind, pg_catalog.format('%I.%I', n.nspname, c.relname) AS name"
                                    " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n"
                                    " ON n.oid OPERATOR(pg_catalog.=) c.relnamespace"
                                    " WHERE c.oid OPERATOR(pg_catalog.=) $1::pg_catalog.regclass",
                                    {table});
  if (found.empty()) return table;
  return (found.text(0, "relkind") == "r" ? "ONLY " : "") + found.text(0, "name");
}

// NULLs are distinct from each other, as in a unique index. Values stay out: they are the customers'.
static std::string counting_groups(const base::Json& key, const std::string& from) {
  return fmt::format(
      "SELECT pg_catalog.count(*) AS groups, coalesce(pg_catalog.sum(n), 0)::pg_catalog.int8 AS rows FROM"
      " (SELECT pg_catalog.count(*) AS n FROM {0} WHERE ROW({1}) IS NOT NULL{2} GROUP BY {1}"
      " HAVING pg_catalog.count(*) OPERATOR(pg_catalog.>) 1) AS twice",
      from, text(key, "columns"),
      text(key, "condition").empty() ? "" : fmt::format(" AND ({})", text(key, "condition")));
}

// What the team wrote means pg_catalog's functions where these do: lower(email) is not to call what somebody planted
// beside it.
static pg::Result count_groups(pg::Session& session, const base::Json& key) {
  const auto sql = counting_groups(key, own_rows(session, text(key, "table")));
  try {
    return session.query_ours(sql);
  } catch (const base::Error& error) {
    const bool unknown_name = error.sqlstate() == "42883" || error.sqlstate() == "42704";
    if (!unknown_name || session.transaction_state() == pg::TransactionState::failed) throw;
    return by_their_names(session, sql, {});
  }
}

static base::Json gather_duplicates(const Surroundings& surroundings) {
  auto& session = surroundings.session;
  auto keys = failed_builds(session);
  for (const auto& declared : surroundings.config.thresholds.unique_keys) keys.push_back(declared_key(declared));
  for (auto& key : keys) {
    if (key.at("calls_others").get<bool>()) continue;
    const auto counted = count_groups(session, key);
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
  std::vector<std::string> not_counted;
  for (const auto& key : facts) {
    if (key.at("calls_others").get<bool>())
      not_counted.push_back(fmt::format(
          "{} was not counted: its expression calls a function of another role, which would run with the rights of "
          "this one",
          text(key, "index")));
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
  found.insert(found.end(), not_counted.begin(), not_counted.end());
  if (!todo.empty()) return {.verdict = Verdict::fail, .evidence = lines_of(found), .todo = lines_of(todo)};
  if (!not_counted.empty())
    return {.verdict = Verdict::warn,
            .evidence = lines_of(not_counted),
            .todo = "Check these as the table's owner, or drop the failed index."};
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
