// Moves a run's T-0, and with it everything that is due relative to it.
#include "base/error.h"
#include "cli/driving.h"
#include "journal/events/run_scheduled.h"
#include "journal/typed.h"

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
  const auto at = time_given(options.at);
  const auto run = run_meant(context, options.run);
  const auto state = runner::project(context.journal().read({.run = run}));
  if (state.finished) {
    throw base::Error{base::Code::usage, fmt::format("the run {} is over", run),
                      "Give a new run its time with 'lockkeeper run RUNBOOK --at TIME'."};
  }
  auto event =
      journal::in_run(run, journal::event(journal::RunScheduled{.at = at,
                                                                .before = state.planned,
                                                                .by = options.by.empty() ? user_name() : options.by,
                                                                .reason = options.reason}));
  secrets_known(context, run, event.data).hide(event.data);
  auto data = event.data;
  context.journal().append(std::move(event));
  context.say(fmt::format("T-0 of run {} is {}{}\n", run, base::format_for_people(at),
                          state.planned ? ", was " + base::format_for_people(*state.planned) : ""));
  data["run"] = run;
  context.answer(data);
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
