#include <fmt/format.h>

#include "check/check.h"
#include "check/query_helpers.h"

namespace check {

static base::Json gather_unindexed_foreign_keys(const Surroundings& surroundings) {
  // A partitioned table has what its partitions have: their rows, and an index where each of them has one.
  // The key's columns have to be the index's first ones, in any order: indkey counts from 0, conkey from 1. An index
  // that is partial or invalid does not serve. What is materialized keeps the planner from comparing every key with
  // every index of the database.
  return rows(surroundings.session, R"(
WITH RECURSIVE key AS MATERIALIZED (
  SELECT oid, conrelid, conkey FROM pg_catalog.pg_constraint WHERE contype = 'f' AND conparentid = 0),
tree AS (
  SELECT conrelid AS root, conrelid AS oid FROM key
  UNION SELECT t.root, i.inhrelid FROM tree t JOIN pg_catalog.pg_inherits i ON i.inhparent = t.oid
  JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid AND c.relispartition),
leaf AS MATERIALIZED (
  SELECT t.root, t.oid, l.reltuples FROM tree t JOIN pg_catalog.pg_class l ON l.oid = t.oid WHERE l.relkind <> 'p'),
candidate AS MATERIALIZED (
  SELECT k.*, x.indrelid, x.indkey FROM key k JOIN tree t ON t.root = k.conrelid
  JOIN pg_catalog.pg_index x ON x.indrelid = t.oid
  WHERE x.indisvalid AND x.indpred IS NULL AND x.indnkeyatts >= cardinality(k.conkey)),
serving AS MATERIALIZED (
  SELECT k.oid AS key, k.indrelid FROM candidate k
  WHERE ARRAY(SELECT i.attname FROM generate_series(0, cardinality(k.conkey) - 1) AS n
              JOIN pg_catalog.pg_attribute i ON i.attrelid = k.indrelid AND i.attnum = k.indkey[n] ORDER BY 1)
      = ARRAY(SELECT a.attname FROM unnest(k.conkey) AS num
              JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = num ORDER BY 1))
SELECT quote_ident(k.conname) AS name, format('%I.%I', n.nspname, c.relname) AS table, k.confrelid::regclass::text AS parent,
       (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY o.ord) FROM unnest(k.conkey) WITH ORDINALITY AS o (num, ord)
        JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = o.num) AS columns,
       (SELECT coalesce(sum(greatest(l.reltuples, 0)), 0)::bigint FROM leaf l WHERE l.root = c.oid) AS rows,
       (SELECT coalesce(bool_or(l.reltuples < 0), false) FROM leaf l WHERE l.root = c.oid) AS uncounted,
       (SELECT coalesce(sum(pg_relation_size(l.oid)), 0)::bigint FROM leaf l WHERE l.root = c.oid) AS bytes,
       c.relkind = 'p' AS partitioned
FROM pg_catalog.pg_constraint k
JOIN pg_catalog.pg_class c ON c.oid = k.conrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE k.contype = 'f' AND k.conparentid = 0 AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM serving s WHERE s.key = k.oid AND s.indrelid = k.conrelid)
  AND (c.relkind <> 'p' OR EXISTS (
    SELECT FROM leaf l WHERE l.root = c.oid
      AND NOT EXISTS (SELECT FROM serving s WHERE s.key = k.oid AND s.indrelid = l.oid)))
ORDER BY 5 DESC, 2, 1)");
}

static Answer decide_unindexed_foreign_keys(const base::Json& facts, const config::Thresholds& thresholds) {
  std::vector<std::string> found;
  std::vector<std::string> todo;
  long long small = 0;
  for (const auto& key : facts) {
    // A table that was never analyzed says -1; a page holds some hundred rows at most.
    const auto rows = key.at("uncounted").get<bool>() ? integer(key, "bytes") / 100 : integer(key, "rows");
    if (rows < thresholds.foreign_key_rows) {
      ++small;
      continue;
    }
    found.push_back(fmt::format("{} ({}) → {}: {}, about {} rows", text(key, "table"), text(key, "columns"),
                                text(key, "parent"), text(key, "name"), grouped(rows)));
    todo.push_back(fmt::format(
        fmt::runtime(key.value("partitioned", false)
                         ? "CREATE INDEX ON ONLY {0} ({1}); then for each partition CREATE INDEX CONCURRENTLY "
                           "… ({1}), and ALTER INDEX … ATTACH PARTITION"
                         : "CREATE INDEX CONCURRENTLY ON {} ({});"),
        text(key, "table"), text(key, "columns")));
  }
  if (!found.empty())
    return {.verdict = Verdict::warn,
            .evidence = "foreign keys without an index that begins with their columns:\n" + lines_of(found, 10),
            .todo = lines_of(todo, 10)};
  return {.verdict = Verdict::pass,
          .evidence = small == 0 ? std::string("every foreign key has an index")
                                 : fmt::format("{} without an index, on tables of fewer than {} rows", small,
                                               grouped(thresholds.foreign_key_rows))};
}

extern const Check unindexed_foreign_keys{
    .question = "Does every foreign key have an index that begins with its columns?",
    .suites = verify | health,
    .gather = gather_unindexed_foreign_keys,
    .decide = decide_unindexed_foreign_keys};

}  // namespace check
