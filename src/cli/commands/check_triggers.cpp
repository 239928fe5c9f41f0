// Holds a runbook's conditions that have numbers in them against what the database and the team's metrics tell.
// Advice.
#include "journal/events/check_triggers.h"

#include <filesystem>

#include <fmt/format.h>

#include "base/interrupt.h"
#include "base/text.h"
#include "check/measure.h"
#include "cli/maintenance_words.h"
#include "journal/typed.h"
#include "pg/identity.h"
#include "runbook/runbook.h"
#include "runbook/tables.h"

namespace cli {

namespace {

struct CheckTriggersOptions {
  std::filesystem::path file;
  std::string window = "10s";
};

// What a list is there for, by its heading.
enum class Meaning { trigger, target, neither };

struct CheckTriggersGroup {
  std::string title;
  int line = 0;
  Meaning meaning = Meaning::trigger;
  std::vector<std::string> conditions;
};

}  // namespace

static Meaning meaning_of(std::string_view title) {
  const auto lower = base::to_lower(title);
  const auto has = [&](std::string_view word) { return lower.find(word) != std::string::npos; };
  if (has("do not") || has("don't") || has("not rollback")) return Meaning::neither;
  if (has("success") || (lower.starts_with("go") && !has("no-go")) || has("acceptance")) return Meaning::target;
  return Meaning::trigger;
}

static std::vector<CheckTriggersGroup> groups_of(const runbook::Runbook& book) {
  std::vector<CheckTriggersGroup> out;
  for (const auto& criteria : book.criteria)
    out.push_back({criteria.title, criteria.line, meaning_of(criteria.title), criteria.conditions});
  for (const auto& table : book.tables) {
    CheckTriggersGroup group{.title = "targets", .line = table.line, .meaning = Meaning::target, .conditions = {}};
    for (const auto& row : runbook::criteria_of(table)) group.conditions.push_back(row.metric + ": " + row.target);
    if (!group.conditions.empty()) out.push_back(std::move(group));
  }
  return out;
}

// True when it speaks for rolling back: a trigger that is met, a target that is missed.
static bool is_alarm(Meaning meaning, check::Standing standing) {
  return (meaning == Meaning::trigger && standing == check::Standing::met) ||
         (meaning == Meaning::target && standing == check::Standing::not_met);
}

static void show_check_triggers(Context& context, const CheckTriggersGroup& group,
                                std::span<const check::Advice> advices) {
  context.say(fmt::format("{} (line {})\n", group.title, group.line));
  for (const auto& advice : advices) {
    const auto mark = is_alarm(group.meaning, advice.standing)      ? "✗"
                      : advice.standing == check::Standing::unknown ? "–"
                                                                    : "✓";
    context.say(fmt::format(
        "  {} {}: {}\n", mark, advice.trigger ? advice.trigger->text : advice.condition,
        advice.trigger ? fmt::format("{}; {}", name(advice.standing), advice.evidence) : advice.evidence));
  }
}

static base::Json to_json_check_triggers(const CheckTriggersGroup& group, std::span<const check::Advice> advices) {
  base::Json out{{"title", group.title}, {"line", group.line}, {"conditions", base::Json::array()}};
  out["kind"] = group.meaning == Meaning::trigger  ? "trigger"
                : group.meaning == Meaning::target ? "target"
                                                   : "neither";
  for (const auto& advice : advices)
    out["conditions"].push_back({{"condition", advice.condition},
                                 {"metric", advice.trigger ? base::Json(advice.trigger->metric) : base::Json()},
                                 {"limit", advice.trigger ? base::Json(advice.trigger->number_text) : base::Json()},
                                 {"standing", name(advice.standing)},
                                 {"alarm", is_alarm(group.meaning, advice.standing)},
                                 {"evidence", advice.evidence}});
  return out;
}

static int run_check_triggers(Context& context, const CheckTriggersOptions& options) {
  const auto book = runbook::load(options.file);
  const auto groups = groups_of(book);
  std::vector<std::string> all;
  for (const auto& group : groups) all.insert(all.end(), group.conditions.begin(), group.conditions.end());
  auto session = context.connect();
  const auto advices = check::evaluate(
      all, {.session = session, .config = context.config(), .journal = context.journal()},
      {.window = span_of("--for", options.window).value_or(base::Milliseconds(10'000)), .stop = base::interrupted()});
  int alarms = 0;
  std::size_t at = 0;
  auto result = base::Json::array();
  for (const auto& group : groups) {
    const auto mine = std::span(advices).subspan(at, group.conditions.size());
    at += mine.size();
    for (const auto& advice : mine) alarms += is_alarm(group.meaning, advice.standing) ? 1 : 0;
    show_check_triggers(context, group, mine);
    result.push_back(to_json_check_triggers(group, mine));
  }
  if (groups.empty())
    context.say(
        fmt::format("{} has no conditions: no list under '… if:' and no table of targets\n", options.file.string()));
  else
    context.say(alarms == 0 ? "nothing measured speaks for rolling back; what has no verdict, people judge\n"
                            : fmt::format("{} for rolling back; people decide\n",
                                          base::count_of(alarms, "condition speaks", "conditions speak")));
  context.journal().append(
      journal::event(journal::CheckTriggers{.runbook = options.file.string(), .alarms = alarms, .groups = result},
                     pg::identity_of(session)));
  context.answer({{"alarms", alarms}, {"groups", result}});
  return alarms == 0 ? Exit::done : Exit::does_not_hold;
}

extern const Command check_triggers{
    .summary = "hold a runbook's rollback triggers against what is measured; advice only",
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto options = std::make_shared<CheckTriggersOptions>();
      app.add_option("file", options->file, "the runbook")->required()->type_name("RUNBOOK");
      app.add_option("--for", options->window, "how long transactions are counted for a rate (default 10s)")
          ->type_name("SPAN");
      return [options](Context& context) { return run_check_triggers(context, *options); };
    }};

}  // namespace cli
