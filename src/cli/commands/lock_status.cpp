// Who holds the migration lock.
#include "cli/command.h"
#include "cli/lock_words.h"

namespace cli {

static int run_lock_status(Context& context) {
  const auto lock = app::migration_lock(context);
  context.say(lock_words(lock));
  context.answer(to_json(lock));
  return Exit::done;
}

extern const Command lock_status{
    .summary = "who holds the migration lock, and whether that run is at work",
    .repeats = {.database = true},
    .declare = [](CLI::App&) -> std::function<int(Context&)> { return run_lock_status; }};

}  // namespace cli
