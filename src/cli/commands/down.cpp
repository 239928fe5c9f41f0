// Undoes applied migrations, newest first.
#include "app/down.h"

#include <fmt/format.h>

#include "base/text.h"
#include "cli/applying.h"
#include "cli/command.h"

namespace cli {

namespace {

struct DownOptions {
  app::DownRequest request;
  bool dry_run = false;
  LockOptions lock;
};

}  // namespace

static int run_down(Context& context, DownOptions options) {
  options.request.waiting = waiting_of(context, options.lock);
  if (options.dry_run) return report_tried(context, app::try_down(context, options.request), "undone");
  const auto undone = app::down(context, options.request);
  context.say(undone.names.empty()
                  ? "nothing to undo\n"
                  : fmt::format("{} undone\n", base::count_of(std::ssize(undone.names), "migration")));
  context.answer({{"undone", undone.names}, {"run", undone.run}});
  return Exit::done;
}

extern const Command down{
    .summary = "undo applied migrations, newest first",
    .repeats = {.database = true, .migrations = true},
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto options = std::make_shared<DownOptions>();
      auto* target =
          app.add_option("--target", options->request.choice.target, "stays applied; everything after it is undone")
              ->type_name("NAME");
      auto* steps =
          app.add_option("--steps", options->request.choice.steps, "undo so many (default 1)")->type_name("N");
      auto* all = app.add_flag("--all", options->request.choice.all, "undo everything");
      target->excludes(steps)->excludes(all);
      steps->excludes(all);
      app.add_flag("--force", options->request.choice.force,
                   "also where the file changed since, or the undo changes nothing");
      app.add_flag("--dry-run", options->dry_run, "run them in a transaction that is rolled back");
      declare_lock_options(app, options->lock, true);
      return [options](Context& context) { return run_down(context, *options); };
    }};

}  // namespace cli
