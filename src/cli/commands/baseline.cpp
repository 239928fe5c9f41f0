// Records migrations as applied in a database that has them already.
#include "apply/baseline.h"

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "cli/applying.h"
#include "cli/command.h"

namespace cli {

namespace {

struct BaselineOptions {
  std::string version;
  bool force = false;
  LockOptions lock;
};

}  // namespace

static int record_baseline(Context& context, const BaselineOptions& options) {
  const auto folder = context.folder();
  const auto& last = migration::find(folder, options.version);
  const auto database = context.connect().database();
  if (!context.confirm(
          fmt::format("Record everything up to {} as applied in {}, without running it?", last.name, database),
          database))
    throw base::Error{base::Code::stopped, "nothing was recorded, as you said"};
  const auto names = apply::baseline(run_for(context, options.lock), folder, options.version, options.force);
  context.say(fmt::format("{} recorded as applied, the last is {}\n", base::count_of(std::ssize(names), "migration"),
                          last.name));
  context.answer({{"recorded", names}});
  return Exit::done;
}

extern const Command baseline{
    .summary = "record migrations as applied without running them",
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto options = std::make_shared<BaselineOptions>();
      app.add_option("version", options->version, "the last migration that the database has")
          ->required()
          ->type_name("NAME");
      app.add_flag("--force", options->force, "also where there is a history; records what is not in it");
      declare_lock_options(app, options->lock, false);
      return [options](Context& context) { return record_baseline(context, *options); };
    }};

}  // namespace cli
