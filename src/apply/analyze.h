// Once migrations are applied: ANALYZE of the tables whose statistics they left stale. PostgreSQL drops a column's
// statistics with its type and has none of a new table or expression; autovacuum takes its time, and never looks at
// partitioned tables.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "apply/script.h"
#include "base/clock.h"
#include "pg/catalog.h"

namespace apply {

class Operation;

struct Analyzed {
  std::vector<std::string> tables = {};                            // as people write them: public left out
  std::vector<std::pair<std::string, std::string>> not_done = {};  // a table, and why it was not
  base::Milliseconds duration{0};
};

/// Whether any script may leave statistics stale: only then `before` is worth reading.
bool may_be_stale_after(const std::vector<const Script*>& scripts);

/// `before`: the schema as the first of `scripts` found it; all of them are applied. Each table is a transaction of
/// its own, under the run's timeouts. What fails is a warning and in the result: never throws for it, nor for a stop.
Analyzed analyze(Operation& operation, const std::vector<const Script*>& scripts, pg::Catalog before);

}  // namespace apply
