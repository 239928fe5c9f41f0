#include "apply/reconcile.h"

#include <map>
#include <set>
#include <string>
#include <utility>

#include "journal/events/migration_applied.h"

namespace apply {

// Runs of other machines are in other journals: their rows are none of ours.
static bool known(const journal::Journal& journal, const std::string& run, std::map<std::string, bool>& asked) {
  const auto [entry, first] = asked.try_emplace(run, false);
  if (first) entry->second = !run.empty() && !journal.read({.run = run, .at_most = 1}).empty();
  return entry->second;
}

void reconcile(const Run& run, const std::vector<Attempt>& attempts) {
  std::set<std::pair<std::string, std::string>> told;  // run and version
  for (const auto& event : run.journal->read({.kind = std::string(journal::MigrationApplied::kind)}))
    told.emplace(event.run, journal::as<journal::MigrationApplied>(event)->version);
  std::map<std::string, bool> asked;
  for (const auto& attempt : attempts) {
    const auto& applied = attempt.applied;
    if (attempt.adopted || applied.state != plan::State::applied || told.contains({applied.run, applied.version}))
      continue;
    if (!known(*run.journal, applied.run, asked)) continue;
    auto event = apply::event(run, journal::MigrationApplied{.version = applied.version,
                                                             .name = applied.name,
                                                             .duration = applied.duration,
                                                             .statements = applied.statements_total,
                                                             .transactional = applied.transactional,
                                                             .recovered = true,
                                                             .applied_at = applied.applied_at});
    event.run = applied.run;
    run.journal->append_soon(event);
  }
}

}  // namespace apply
