// Whether a step that would be asked about may run without the question: approved beforehand, or with the rest of its
// section on the night.
#pragma once

#include <optional>
#include <string>

#include "journal/events/step_approved.h"
#include "runner/step_context.h"

namespace runner {

/// Why the step stays asked, however often it was approved; empty where an approval lifts the question.
std::vector<std::string> stays_asked(const runbook::Step& step, const StepContext& stage);

/// The approval that lets the step run unasked; nothing where it has to be asked about.
std::optional<journal::StepApproved> permission_for(const runbook::Step& step, const StepContext& stage);

}  // namespace runner
