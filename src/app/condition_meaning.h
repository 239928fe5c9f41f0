// What a list of conditions is there for, by its title. Pure.
#pragma once

#include <string_view>

#include "app/triggers.h"

namespace app {

/// "Immediate Rollback if" is a trigger, "Continue if" and "Exit criteria" are targets; "Rollback is NOT required
/// if", and what says neither, speak for nothing.
ConditionGroup::Meaning meaning_of_conditions(std::string_view title);

}  // namespace app
