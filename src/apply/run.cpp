#include "apply/run.h"

#include <mutex>

#include "base/account.h"

namespace apply {

Run make_run(pg::Options target, const config::Config& config, journal::Journal& journal) {
  const auto& context = journal.context();
  Run run{.target = std::move(target),
          .timeouts = config.timeouts,
          .schema = config.history_schema,
          .journal = &journal,
          .id = context.run,
          .actor = context.actor.empty() ? base::account() : context.actor,
          .host = base::host_name(),
          .analyze = config.up.analyze};
  if (run.id.empty()) run.id = journal::new_run_id(run.clock->now());
  return run;
}

void tell(const Run& run, const Progress& progress) {
  static std::mutex one_at_a_time;
  if (!run.on_progress) return;
  const std::lock_guard lock(one_at_a_time);
  run.on_progress(progress);
}

void note(const Run& run, std::string text) {
  tell(run, {.kind = Progress::Kind::note, .text = std::move(text)});
}

Run on_database(Run run, pg::Session& session) {
  if (run.database == pg::Identity{}) run.database = pg::identity_of(session);
  return run;
}

std::string quoted_schema(const Run& run) {
  return pg::quote_identifier(run.schema);
}

}  // namespace apply
