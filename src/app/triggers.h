// A runbook's conditions that have numbers in them, held against what the database and the team's metrics tell.
// Advice: people decide.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/project.h"
#include "check/measure.h"

namespace app {

struct ConditionGroup {
  /// What a list is there for, by its heading.
  enum class Meaning { trigger, target, neither };
  std::string title;
  int line = 0;
  Meaning meaning = Meaning::trigger;
  std::vector<std::string> conditions = {};
  std::vector<check::Advice> advices = {};  // one for each
};
/// Speaks for rolling back: a trigger that is met, a target that is missed.
bool is_alarm(ConditionGroup::Meaning meaning, check::ConditionState standing);

struct Triggers {
  std::vector<ConditionGroup> groups;
  int alarms = 0;
};
/// Measures for so long where a rate is asked for; recorded.
Triggers check_triggers(Project& project, const std::filesystem::path& runbook, base::Milliseconds window);

base::Json to_json(const ConditionGroup& group);

}  // namespace app
