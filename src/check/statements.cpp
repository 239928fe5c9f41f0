#include "check/statements.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/error.h"
#include "check/query_helpers.h"

namespace check {

static std::string schema_of(pg::Session& session) {
  const auto found = session.query(
      "SELECT quote_ident(n.nspname) AS schema FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON "
      "n.oid = "
      "e.extnamespace WHERE e.extname = 'pg_stat_statements'");
  return found.empty() ? "" : found.text(0, "schema");
}

// The names of columns changed with 1.8 and the reset's time came with 1.9; an extension keeps its version over an
// upgrade of the server, so the rows are asked, not the server.
static base::Json capture(pg::Session& session, const std::string& schema) {
  auto out = row(session, fmt::format(R"(
SELECT to_regclass('{0}.pg_stat_statements_info') IS NOT NULL AS dated, count(*) > 1000 AS cut,
       coalesce(bool_or(queryid IS NULL), false) AS hidden
FROM {0}.pg_stat_statements WHERE dbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()))",
                                      schema));
  if (out.at("hidden").get<bool>()) return nullptr;
  base::Json queries = base::Json::object();
  for (const auto& query : rows(session, fmt::format(R"(
SELECT queryid::text AS id, sum(calls)::bigint AS calls,
       round(sum(coalesce((j->>'total_exec_time')::float8, (j->>'total_time')::float8))::numeric, 3)::float8 AS ms
FROM {}.pg_stat_statements s, to_jsonb(s) AS j
WHERE dbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()) AND queryid IS NOT NULL
GROUP BY 1 ORDER BY 3 DESC LIMIT 1000)",
                                                     schema))) {
    queries[text(query, "id")] = {{"calls", integer(query, "calls")}, {"ms", number(query, "ms")}};
  }
  base::Json since = nullptr;
  if (out.at("dated").get<bool>())
    since = row(session, fmt::format("SELECT stats_reset AS since FROM {}.pg_stat_statements_info", schema))["since"];
  return {{"since", since}, {"cut", out.at("cut")}, {"queries", std::move(queries)}};
}

base::Json capture_statements(pg::Session& session, std::string& why) {
  const auto schema = schema_of(session);
  if (schema.empty()) {
    why = "pg_stat_statements is not installed in this database";
    return nullptr;
  }
  try {
    auto out = capture(session, schema);
    if (out.is_null()) why = "this role does not see the statements of others";
    return out;
  } catch (const base::Error& error) {
    // 55000: installed, and not in shared_preload_libraries.
    if (error.code() != base::Code::server || (error.sqlstate() != "55000" && error.sqlstate() != "42501")) throw;
    why = error.message();
    return nullptr;
  }
}

base::Json statement_shapes(pg::Session& session, const std::vector<std::string>& ids) {
  const auto schema = schema_of(session);
  base::Json out = base::Json::object();
  if (schema.empty() || ids.empty()) return out;
  for (const auto& query :
       rows(session, fmt::format("SELECT DISTINCT ON (queryid) queryid::text AS id, {} AS shape FROM "
                                 "{}.pg_stat_statements WHERE queryid::text IN ('{}')",
                                 shape_of("query"), schema, fmt::join(ids, "', '")))) {
    out[text(query, "id")] = query.at("shape");
  }
  return out;
}

StatementDeltas compare_statements(const base::Json& before, const base::Json& now) {
  StatementDeltas out;
  out.reset = before.at("since") != now.at("since");
  for (const auto& [id, counted] : now.at("queries").items()) {
    StatementDelta delta{.id = id, .calls = integer(counted, "calls")};
    auto ms = number(counted, "ms");
    const auto then = before.at("queries").find(id);
    if (then != before.at("queries").end()) {
      const auto calls = integer(*then, "calls");
      if (calls > 0) delta.before_ms = number(*then, "ms") / static_cast<double>(calls);
      // A single query's counters can be reset as well (pg_stat_statements_reset(…, queryid)), or have been evicted.
      const bool reset = out.reset || delta.calls < calls || ms < number(*then, "ms");
      if (!reset) {
        delta.calls -= calls;
        ms -= number(*then, "ms");
      }
      out.reset = out.reset || reset;
    }
    if (delta.calls <= 0) continue;
    delta.mean_ms = ms / static_cast<double>(delta.calls);
    out.queries.push_back(std::move(delta));
  }
  std::ranges::stable_sort(out.queries, [](const StatementDelta& a, const StatementDelta& b) {
    return a.mean_ms * static_cast<double>(a.calls) > b.mean_ms * static_cast<double>(b.calls);
  });
  return out;
}

}  // namespace check
