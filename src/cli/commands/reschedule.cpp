// Moves a run's T-0, and with it everything that is due relative to it.
#include <fmt/format.h>

#include "app/answer.h"
#include "app/times.h"
#include "base/text.h"
#include "cli/command.h"

namespace cli {

namespace {

struct RescheduleOptions {
  std::string run;
  std::string at;
  std::string by;
  std::string reason;
};

}  // namespace

static int move(Context& context, const RescheduleOptions& options) {
  const auto at = app::time_given(context, options.at);
  auto moved = app::reschedule(context, {.run = options.run, .at = at, .by = options.by, .reason = options.reason});
  context.say(fmt::format("T-0 of run {} is {}{}\n", moved.run, base::format_for_people(at),
                          moved.before ? ", was " + base::format_for_people(*moved.before) : ""));
  moved.data["run"] = moved.run;
  context.answer(moved.data);
  return Exit::done;
}

static std::function<int(Context&)> declare_reschedule(CLI::App& app) {
  auto options = std::make_shared<RescheduleOptions>();
  app.add_option("RUN", options->run, "the run: its id or the beginning of it, its runbook's file, or latest")
      ->required();
  app.add_option("--at", options->at, "the new T-0: 2026-12-06T02:00+01:00")->required()->type_name("TIME");
  app.add_option("--by", options->by, "who says so (default: the user)")->type_name("NAME");
  app.add_option("--reason", options->reason, "why")->type_name("TEXT");
  return [options](Context& context) { return move(context, *options); };
}

extern const Command reschedule{.summary = "move a run's T-0, and all that is due relative to it",
                                .declare = declare_reschedule};

}  // namespace cli
