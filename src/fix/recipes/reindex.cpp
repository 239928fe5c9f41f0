// REINDEX: CONCURRENTLY, outside a transaction.
#include <fmt/format.h>

#include "base/text.h"
#include "fix/indexes.h"

namespace fix {

static std::optional<Rewrite> remedy_reindex(const Subject& subject) {
  const auto* reindex = subject.statement.as<sql::Reindex>();
  if (!reindex || reindex->concurrently) return std::nullopt;
  if (base::to_lower(reindex->object) == "system")
    return Rewrite{.impossible =
                       "the indexes of the catalogs cannot be rebuilt CONCURRENTLY: do it in a maintenance "
                       "window"};
  return Rewrite{.steps = {Part{.title = "reindex",
                                .does = "rebuilds beside, while reads and writes go on",
                                .running = Running::steps,
                                .up = {concurrently(subject.text())},
                                .nothing_to_undo = "an index that was built anew holds the same"}}};
}

extern const Recipe reindex{.remedy = remedy_reindex};

}  // namespace fix
