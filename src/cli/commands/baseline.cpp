// Records migrations as applied in a database that has them already.
#include <fmt/format.h>

#include "app/record.h"
#include "base/error.h"
#include "base/text.h"
#include "cli/applying.h"
#include "cli/command.h"

namespace cli {

namespace {

struct BaselineOptions {
  app::BaselineRequest request;
  LockOptions lock;
};

}  // namespace

static int record_baseline(Context& context, BaselineOptions options) {
  if (options.request.version.empty() && options.request.from.empty())
    throw base::Error{base::Code::usage, "baseline needs the last migration that the database has, or --from TOOL",
                      "See 'lockkeeper help baseline'."};
  options.request.waiting = waiting_of(context, options.lock);
  const auto recorded = app::baseline(context, options.request);
  if (recorded.names.empty())
    context.say(
        fmt::format("nothing to record: all that {} recorded is in the history already\n", options.request.from));
  else
    context.say(fmt::format("{} recorded as applied, the last is {}\n",
                            base::count_of(std::ssize(recorded.names), "migration"), recorded.last));
  context.answer({{"recorded", recorded.names}});
  return Exit::done;
}

extern const Command baseline{
    .summary = "record migrations as applied without running them",
    .repeats = {.database = true, .migrations = true},
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto options = std::make_shared<BaselineOptions>();
      auto* version = app.add_option("version", options->request.version, "the last migration that the database has")
                          ->type_name("NAME");
      auto* from =
          app.add_option("--from", options->request.from, "take over what this tool recorded: goose, flyway …")
              ->type_name("TOOL");
      from->excludes(version);
      app.add_flag("--force", options->request.force, "also where there is a history; records what is not in it");
      declare_lock_options(app, options->lock, false);
      return [options](Context& context) { return record_baseline(context, *options); };
    }};

}  // namespace cli
