// Takes the migration lock from a run that is gone.
#include <fmt/format.h>

#include "base/error.h"
#include "cli/command.h"
#include "cli/lock_words.h"

namespace cli {

static int run_lock_release(Context& context) {
  const auto lock = app::migration_lock(context);
  context.say(lock_words(lock));
  if (!lock.state.backend) {
    context.answer(to_json(lock));
    return Exit::done;
  }
  if (const auto why = apply::why_not_released(lock.state)) {
    throw base::Error{base::Code::lock_held, fmt::format("the migration lock is not released: {}", *why),
                      "Stop that run where it runs. If its process or machine is gone for certain, wait until its "
                      "lease is over and run this again."};
  }
  if (!context.confirm(fmt::format("End backend {}, which holds the lock?", lock.state.backend->pid), lock.database))
    return Exit::stopped;
  app::release_migration_lock(context, lock.state);
  context.say("the migration lock is free: the next 'lockkeeper up' first deals with what that run left\n");
  context.answer({{"released", true}, {"backend", lock.state.backend->pid}});
  return Exit::done;
}

extern const Command lock_release{
    .summary = "take the migration lock from a run that is gone",
    .repeats = {.database = true},
    .declare = [](CLI::App&) -> std::function<int(Context&)> { return run_lock_release; }};

}  // namespace cli
