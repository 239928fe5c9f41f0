#include <fmt/format.h>

#include "check/check.h"
#include "check/query_helpers.h"

namespace check {

// A month's end and a quarter's have queries of their own; below this many days nobody can say that an index is
// unused.
static constexpr long long enough_days = 14;

static base::Json gather_unused_indexes(const Surroundings& surroundings) {
  // The counters live on each server alone: what a standby's queries use shows on the standby only.
  auto facts = row(surroundings.session, R"(
SELECT floor(extract(epoch FROM clock_timestamp() - coalesce(stats_reset, pg_postmaster_start_time())) / 86400)::bigint AS days,
       (SELECT count(*) FROM pg_catalog.pg_stat_replication) AS standbys
FROM pg_catalog.pg_stat_database WHERE datname = current_database())");
  // A partition's index is part of the partitioned table's, and can only go with it.
  facts["indexes"] = rows(surroundings.session, R"(
WITH whole AS (
  SELECT coalesce(pg_partition_root(s.indexrelid), s.indexrelid) AS oid, sum(s.idx_scan) AS scans,
         sum(pg_relation_size(s.indexrelid))::bigint AS bytes
  FROM pg_catalog.pg_stat_user_indexes s GROUP BY 1)
SELECT format('%I.%I', n.nspname, i.relname) AS name, format('%I.%I', n.nspname, t.relname) AS table, w.bytes,
       i.relkind = 'I' AS partitioned
FROM whole w JOIN pg_catalog.pg_index x ON x.indexrelid = w.oid JOIN pg_catalog.pg_class i ON i.oid = w.oid
JOIN pg_catalog.pg_class t ON t.oid = x.indrelid JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
WHERE w.scans = 0 AND NOT x.indisunique AND NOT x.indisreplident AND x.indisvalid
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = w.oid)
ORDER BY 3 DESC, 1)");
  return facts;
}

static Answer decide_unused_indexes(const base::Json& facts, const config::Thresholds& thresholds) {
  std::vector<std::string> found;
  std::vector<std::string> todo;
  long long bytes = 0;
  for (const auto& index : facts.at("indexes")) {
    if (integer(index, "bytes") < thresholds.unused_index_bytes) continue;
    bytes += integer(index, "bytes");
    found.push_back(fmt::format("{} on {} ({})", text(index, "name"), text(index, "table"),
                                base::format_bytes(integer(index, "bytes"))));
    todo.push_back(dropping(text(index, "name"), index.value("partitioned", false)));
  }
  if (found.empty())
    return {.verdict = Verdict::pass,
            .evidence =
                fmt::format("no index of {} or more is unused", base::format_bytes(thresholds.unused_index_bytes))};
  const auto days = integer(facts, "days");
  if (days < enough_days) {
    return {.verdict = Verdict::skip,
            .evidence =
                fmt::format("{} not used in the {} days the counters reach back, which is too short to say",
                            found.size() == 1 ? "1 index was" : fmt::format("{} indexes were", found.size()), days),
            .todo = fmt::format("Ask again once the counters reach back {} days.", enough_days)};
  }
  return {.verdict = Verdict::warn,
          .evidence = fmt::format("not used for {} days, {} together:\n{}", days, base::format_bytes(bytes),
                                  lines_of(found, 10)),
          .todo = fmt::format(
              "{}{}",
              integer(facts, "standbys") > 0 ? "Ask the standbys too, whose queries do not count here; then:\n" : "",
              lines_of(todo, 10))};
}

extern const Check unused_indexes{.question = "Are there indexes that nobody uses?",
                                  .suites = health,
                                  .gather = gather_unused_indexes,
                                  .decide = decide_unused_indexes};

}  // namespace check
