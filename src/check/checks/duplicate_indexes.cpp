#include <fmt/format.h>

#include "check/check.h"
#include "check/query_helpers.h"

namespace check {

static base::Json gather_duplicate_indexes(const Surroundings& surroundings) {
  // The same in everything that decides which queries an index serves. Which one may go: not one that a constraint or
  // a replica identity rests on, and of two the one that is not unique.
  return rows(surroundings.session, R"(
WITH indexes AS (
  SELECT x.indexrelid AS oid, format('%I.%I', n.nspname, i.relname) AS name, format('%I.%I', n.nspname, t.relname) AS table,
         concat_ws('|', x.indrelid, i.relam, x.indkey, x.indclass, x.indcollation, x.indoption, x.indnkeyatts,
                   pg_get_expr(x.indexprs, x.indrelid), pg_get_expr(x.indpred, x.indrelid)) AS same,
         x.indisunique AS unique, x.indisreplident
           OR EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = x.indexrelid) AS needed,
         (SELECT sum(pg_relation_size(part.relid))::bigint FROM pg_partition_tree(x.indexrelid) AS part) AS parts,
         pg_relation_size(x.indexrelid) AS own, i.relkind = 'I' AS partitioned
  FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
  JOIN pg_catalog.pg_class t ON t.oid = x.indrelid JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
  WHERE x.indisvalid AND t.relkind IN ('r', 'm', 'p') AND NOT t.relispartition AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema')
SELECT a.table, a.name AS keep, b.name AS drop, greatest(b.parts, b.own) AS bytes, b.needed, b.partitioned FROM indexes a JOIN indexes b ON a.same = b.same
  AND (a.needed, a.unique, b.oid) > (b.needed, b.unique, a.oid)
WHERE NOT EXISTS (SELECT FROM indexes c WHERE c.same = a.same AND (c.needed, c.unique, a.oid) > (a.needed, a.unique, c.oid))
ORDER BY 4 DESC, 1, 3)");
}

static Answer decide_duplicate_indexes(const base::Json& facts, const config::Thresholds&) {
  if (facts.empty()) return {.verdict = Verdict::pass, .evidence = "no two indexes are the same"};
  std::vector<std::string> found;
  std::vector<std::string> todo;
  for (const auto& pair : facts) {
    found.push_back(fmt::format("{} on {} is the same as {} ({})", text(pair, "drop"), text(pair, "table"),
                                text(pair, "keep"), base::format_bytes(integer(pair, "bytes"))));
    todo.push_back(pair.at("needed").get<bool>()
                       ? fmt::format("Both {} and {} carry a constraint: drop one of the constraints.",
                                     text(pair, "keep"), text(pair, "drop"))
                       : dropping(text(pair, "drop"), pair.value("partitioned", false)));
  }
  return {.verdict = Verdict::warn, .evidence = lines_of(found, 10), .todo = lines_of(todo, 10)};
}

extern const Check duplicate_indexes{.question = "Are there two indexes for one purpose?",
                                     .suites = verify | health,
                                     .gather = gather_duplicate_indexes,
                                     .decide = decide_duplicate_indexes};

}  // namespace check
