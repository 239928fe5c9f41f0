#include "app/triggers.h"

#include "app/condition_meaning.h"
#include "check/measure.h"
#include "journal/events/check_triggers.h"
#include "journal/typed.h"
#include "pg/identity.h"
#include "runbook/runbook.h"
#include "runbook/tables.h"

namespace app {

static std::vector<ConditionGroup> groups_of(const runbook::Runbook& book) {
  std::vector<ConditionGroup> out;
  for (const auto& criteria : book.criteria)
    out.push_back({criteria.title, criteria.line, meaning_of_conditions(criteria.title), criteria.conditions});
  for (const auto& table : book.tables) {
    ConditionGroup group{
        .title = "targets", .line = table.line, .meaning = ConditionGroup::Meaning::target, .conditions = {}};
    for (const auto& row : runbook::criteria_of(table)) group.conditions.push_back(row.metric + ": " + row.target);
    if (!group.conditions.empty()) out.push_back(std::move(group));
  }
  return out;
}

bool is_alarm(ConditionGroup::Meaning meaning, check::ConditionState standing) {
  return (meaning == ConditionGroup::Meaning::trigger && standing == check::ConditionState::met) ||
         (meaning == ConditionGroup::Meaning::target && standing == check::ConditionState::not_met);
}

base::Json to_json(const ConditionGroup& group) {
  base::Json out{{"title", group.title}, {"line", group.line}, {"conditions", base::Json::array()}};
  out["kind"] = group.meaning == ConditionGroup::Meaning::trigger  ? "trigger"
                : group.meaning == ConditionGroup::Meaning::target ? "target"
                                                                   : "neither";
  for (const auto& advice : group.advices)
    out["conditions"].push_back({{"condition", advice.condition},
                                 {"metric", advice.trigger ? base::Json(advice.trigger->metric) : base::Json()},
                                 {"limit", advice.trigger ? base::Json(advice.trigger->number_text) : base::Json()},
                                 {"standing", name(advice.standing)},
                                 {"alarm", is_alarm(group.meaning, advice.standing)},
                                 {"evidence", advice.evidence}});
  return out;
}

Triggers check_triggers(Project& project, const std::filesystem::path& runbook, base::Milliseconds window) {
  Triggers out{.groups = groups_of(runbook::load(runbook))};
  std::vector<std::string> all;
  for (const auto& group : out.groups) all.insert(all.end(), group.conditions.begin(), group.conditions.end());
  auto session = project.connect();
  const auto advices =
      check::evaluate(all, {.session = session, .config = project.config(), .journal = project.journal()},
                      {.window = window, .stop = project.stop()});
  auto next = advices.begin();
  auto recorded = base::Json::array();
  for (auto& group : out.groups) {
    const auto end = next + std::ssize(group.conditions);
    group.advices.assign(next, end);
    next = end;
    out.alarms += static_cast<int>(std::ranges::count_if(
        group.advices, [&](const auto& advice) { return is_alarm(group.meaning, advice.standing); }));
    recorded.push_back(to_json(group));
  }
  project.journal().append(
      journal::event(journal::CheckTriggers{.runbook = runbook.string(), .alarms = out.alarms, .groups = recorded},
                     pg::identity_of(session)));
  return out;
}

}  // namespace app
