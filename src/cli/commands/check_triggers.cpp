// Holds a runbook's conditions that have numbers in them against what the database and the team's metrics tell.
// Advice.
#include <fmt/format.h>

#include "app/triggers.h"
#include "base/text.h"
#include "cli/maintenance_words.h"

namespace cli {

namespace {

struct CheckTriggersOptions {
  std::filesystem::path file;
  std::string window = "10s";
};

}  // namespace

static void show_check_triggers(Context& context, const app::ConditionGroup& group) {
  context.say(fmt::format("{} (line {})\n", group.title, group.line));
  for (const auto& advice : group.advices) {
    const auto mark = app::is_alarm(group.meaning, advice.standing)       ? "✗"
                      : advice.standing == check::ConditionState::unknown ? "–"
                                                                          : "✓";
    context.say(fmt::format(
        "  {} {}: {}\n", mark, advice.trigger ? advice.trigger->text : advice.condition,
        advice.trigger ? fmt::format("{}; {}", name(advice.standing), advice.evidence) : advice.evidence));
  }
}

static int run_check_triggers(Context& context, const CheckTriggersOptions& options) {
  const auto window = span_of("--for", options.window).value_or(base::Milliseconds(10'000));
  const auto [groups, alarms] = app::check_triggers(context, options.file, window);
  auto result = base::Json::array();
  for (const auto& group : groups) {
    show_check_triggers(context, group);
    result.push_back(app::to_json(group));
  }
  if (groups.empty())
    context.say(
        fmt::format("{} has no conditions: no list under '… if:' and no table of targets\n", options.file.string()));
  else
    context.say(alarms == 0 ? "nothing measured speaks for rolling back; what has no verdict, people judge\n"
                            : fmt::format("{} for rolling back; people decide\n",
                                          base::count_of(alarms, "condition speaks", "conditions speak")));
  context.answer({{"alarms", alarms}, {"groups", result}});
  return alarms == 0 ? Exit::done : Exit::does_not_hold;
}

extern const Command check_triggers{
    .summary = "hold a runbook's rollback triggers against what is measured; advice only",
    .repeats = {.database = true},
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto options = std::make_shared<CheckTriggersOptions>();
      app.add_option("file", options->file, "the runbook")->required()->type_name("RUNBOOK");
      app.add_option("--for", options->window, "how long transactions are counted for a rate (default 10s)")
          ->type_name("SPAN");
      return [options](Context& context) { return run_check_triggers(context, *options); };
    }};

}  // namespace cli
