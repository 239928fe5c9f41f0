#include <fmt/format.h>

#include "check/check.h"
#include "check/query_helpers.h"

namespace check {

static base::Json gather_invalid_indexes(const Surroundings& surroundings) {
  return rows(surroundings.session, R"(
SELECT format('%I.%I', n.nspname, i.relname) AS name, format('%I.%I', n.nspname, t.relname) AS table,
       i.relkind = 'I' AS partitioned,
       EXISTS (SELECT FROM pg_catalog.pg_stat_progress_create_index p WHERE p.index_relid = x.indexrelid) AS building
FROM pg_catalog.pg_index x
JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid JOIN pg_catalog.pg_class t ON t.oid = x.indrelid
JOIN pg_catalog.pg_namespace n ON n.oid = i.relnamespace
WHERE NOT x.indisvalid AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' ORDER BY 1)");
}

static Answer decide_invalid_indexes(const base::Json& facts, const config::Thresholds&) {
  if (facts.empty()) return {.verdict = Verdict::pass, .evidence = "every index is valid"};
  std::vector<std::string> found;
  std::vector<std::string> todo;
  auto verdict = Verdict::warn;
  for (const auto& index : facts) {
    const auto name = text(index, "name");
    if (index.at("building").get<bool>()) {
      found.push_back(fmt::format("index {} on {} is being built", name, text(index, "table")));
      todo.push_back(fmt::format("Wait until {} is built.", name));
      continue;
    }
    verdict = Verdict::fail;
    found.push_back(fmt::format("invalid index {} on {}", name, text(index, "table")));
    // What REINDEX CONCURRENTLY leaves when it fails: the new index, or the old one that was to go.
    const bool left_over = name.find("_ccnew") != std::string::npos || name.find("_ccold") != std::string::npos;
    if (index.at("partitioned").get<bool>()) {
      todo.push_back(fmt::format("Attach an index of every partition to {} (ALTER INDEX … ATTACH PARTITION).", name));
    } else if (left_over) {
      todo.push_back(fmt::format("DROP INDEX CONCURRENTLY {};", name));
    } else {
      todo.push_back(fmt::format("REINDEX INDEX CONCURRENTLY {};", name));
    }
  }
  return {.verdict = verdict, .evidence = lines_of(found), .todo = lines_of(todo)};
}

extern const Check invalid_indexes{.question = "Is every index valid?",
                                   .suites = verify | health,
                                   .gather = gather_invalid_indexes,
                                   .decide = decide_invalid_indexes};

}  // namespace check
