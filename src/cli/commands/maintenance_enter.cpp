// Keeps the application out: the state before is saved, the declared command run, the fence put up, sessions waited
// for.
#include <fmt/format.h>

#include "app/maintenance.h"
#include "base/text.h"
#include "cli/maintenance_words.h"

namespace cli {

namespace {

struct MaintenanceEnterOptions {
  std::string reason;
  std::string span;
  std::string drain;
  bool terminate = false;
  bool dead_man = false;
  std::optional<int> owner;
};

}  // namespace

static void show_maintenance_enter(Context& context, const maintenance::Entered& entered, std::optional<int> guard) {
  const auto& record = entered.record;
  const auto* state = entered.extended ? "was on already, and has been extended" : "was on already";
  context.say(fmt::format("maintenance mode {} for {} ({}{})\n", entered.already ? state : "is on", record.database,
                          record.id, record.until ? ", until " + base::format_for_people(*record.until) : ""));
  context.say(fmt::format("fence: {}\n", fence_words(record)));
  if (guard) context.say(fmt::format("dead-man: process {} leaves it when the time or its owner is over\n", *guard));
  for (const auto& one : entered.drained.terminated) context.say("ended: " + maintenance::describe(one) + "\n");
  for (const auto& one : entered.drained.left_over) context.say("still there: " + maintenance::describe(one) + "\n");
  if (!entered.drained.left_over.empty())
    context.say("Wait and run 'lockkeeper maintenance enter' again, or add --terminate to end these sessions.\n");
}

static int run_maintenance_enter(Context& context, const MaintenanceEnterOptions& options) {
  const auto span = span_of("--for", options.span);
  const auto [entered, guard] = app::enter_maintenance(context, {.reason = options.reason,
                                                                 .span = span,
                                                                 .drain = span_of("--drain", options.drain),
                                                                 .terminate = options.terminate,
                                                                 .owner_pid = options.owner,
                                                                 .dead_man = options.dead_man});
  show_maintenance_enter(context, entered, guard);
  auto answer = to_json(entered.record);
  answer["already"] = entered.already;
  answer["extended"] = entered.extended;
  answer["guard_pid"] = guard ? base::Json(*guard) : base::Json();
  answer["terminated"] = described(entered.drained.terminated);
  answer["left_over"] = described(entered.drained.left_over);
  context.answer(answer);
  return entered.drained.left_over.empty() ? Exit::done : Exit::does_not_hold;
}

extern const Command maintenance_enter{
    .summary = "keep the application out, its state saved for putting it back",
    .repeats = {.database = true},
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto options = std::make_shared<MaintenanceEnterOptions>();
      app.add_option("--reason", options->reason, "why, for the record")->type_name("TEXT");
      app.add_option("--for", options->span, "when it shall be over at the latest: 2h")->type_name("SPAN");
      app.add_option("--drain", options->drain, "how long the application's sessions are waited for")
          ->type_name("SPAN");
      app.add_flag("--terminate", options->terminate, "end the application's sessions that are still there then");
      app.add_flag("--dead-man", options->dead_man,
                   "start a process that leaves when the run dies or the time is over");
      app.add_option("--owner", options->owner, "process whose end the dead-man looks at (default: the run's)")
          ->type_name("PID");
      return [options](Context& context) { return run_maintenance_enter(context, *options); };
    }};

}  // namespace cli
