// Who is who: roles from the runbook's tables and the configuration, and whether somebody may answer.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runner/run.h"

namespace runner {

/// The role that has to answer for the step, or "": attribute `role`, "(role: DBA)", "sign-off by DBA",
/// "approved by the DBA" in its text where somebody has that role.
std::string role_for(const runbook::Step& step, const std::vector<Person>& people);

/// The step wants a second pair of eyes: attribute `two-person`, or its text says so.
bool wants_two(const runbook::Step& step);

/// Whether `answer` comes from the role: it says so itself and the table does not contradict, or the person has it.
bool has_role(const Answer& answer, const std::string& role, const std::vector<Person>& people);

/// Names are the same but for case and spaces around.
bool same_name(std::string_view a, std::string_view b);

/// Why the answer does not count for the question; "" when it does.
std::string refusal(const Question& question, const Answer& answer, const std::vector<Person>& people);

}  // namespace runner
