#include "app/applying.h"

namespace app {

apply::Run run_for(Project& project, const Waiting& waiting) {
  auto run = apply::make_run(project.connection(), project.config(), project.journal());
  run.lock_wait = waiting.lock_wait;
  run.lock_retry = waiting.lock_retry;
  run.stop = project.stop();
  run.on_progress = waiting.on_progress;
  return run;
}

}  // namespace app
