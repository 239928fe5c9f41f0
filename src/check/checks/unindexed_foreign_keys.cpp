#include <fmt/format.h>

#include "check/check.h"
#include "check/gathering.h"

namespace check {

static base::Json gather(const Surroundings& surroundings) {
  // The key's columns have to be the index's first ones, in any order: indkey counts from 0, conkey from 1. An index
  // that is partial or invalid does not serve.
  return rows(surroundings.session, R"(
SELECT quote_ident(k.conname) AS name, format('%I.%I', n.nspname, c.relname) AS table, k.confrelid::regclass::text AS parent,
       (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY o.ord) FROM unnest(k.conkey) WITH ORDINALITY AS o (num, ord)
        JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = o.num) AS columns,
       greatest(c.reltuples, 0)::bigint AS rows, c.reltuples < 0 AS uncounted, pg_relation_size(c.oid) AS bytes
FROM pg_catalog.pg_constraint k
JOIN pg_catalog.pg_class c ON c.oid = k.conrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE k.contype = 'f' AND k.conparentid = 0 AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_index x
    WHERE x.indrelid = k.conrelid AND x.indisvalid AND x.indpred IS NULL AND x.indnkeyatts >= cardinality(k.conkey)
      AND ARRAY(SELECT x.indkey[i] FROM generate_series(0, cardinality(k.conkey) - 1) AS i ORDER BY 1)
        = ARRAY(SELECT unnest(k.conkey) ORDER BY 1))
ORDER BY 5 DESC, 2, 1)");
}

static Answer decide(const base::Json& facts, const config::Thresholds& thresholds) {
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
    todo.push_back(fmt::format("CREATE INDEX CONCURRENTLY ON {} ({});", text(key, "table"), text(key, "columns")));
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
    .gather = gather,
    .decide = decide};

}  // namespace check
