// Keeps the application out: the state before is saved, the declared command run, the fence put up, sessions waited
// for.
#include <filesystem>
#include <unistd.h>

#include <fmt/format.h>

#include "base/error.h"
#include "base/interrupt.h"
#include "base/text.h"
#include "cli/maintenance_words.h"
#include "maintenance/guard.h"

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

// The guard finds the same database and journal, wherever it stands; the address goes by the environment, since a
// password in the arguments shows in ps.
static int start_guard(Context& context, const std::string& id) {
  const auto self = std::filesystem::read_symlink("/proc/self/exe").string();
  std::vector<std::string> argv{self, "maintenance", "guard", id};
  if (!context.config().file.empty()) argv.insert(argv.end(), {"--config", context.config().file.string()});
  auto environment = context.inherited();
  environment.set("LOCKKEEPER_JOURNAL", std::filesystem::absolute(context.journal_file()).string());
  if (const auto target = context.connection().target; !target.empty()) environment.set("DATABASE_URL", target);
  return maintenance::start_guard(context.journal(), id, argv, environment);
}

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
  auto session = context.connect();
  if (context.production() &&
      !context.confirm(options.terminate ? "Keep the application out, and end its sessions that are left?"
                                         : "Keep the application out?",
                       session.database()))
    throw base::Error{base::Code::stopped, "nothing was changed, as you said"};
  const auto entered =
      maintenance::enter(surroundings_of(context, session), {.reason = options.reason,
                                                             .span = span,
                                                             .drain = span_of("--drain", options.drain),
                                                             .terminate = options.terminate,
                                                             .owner_pid = options.owner,
                                                             .dead_man = options.dead_man});
  auto guard = maintenance::guard_of(context.journal(), entered.record.id);
  if (options.dead_man && !guard) guard = start_guard(context, entered.record.id);
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
