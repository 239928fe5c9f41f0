// What becomes of a step as it is read: run unasked, asked for, chosen, done by a person, never run. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runbook/runbook.h"

namespace runner {

enum class Runs { unasked, asked, chosen, on_demand, by_person, never };
std::string_view name(Runs runs);

struct StepReading {
  Runs runs = Runs::unasked;
  std::string why = {};  // "" where it simply runs
};
/// `on_demand`: it stands in a procedure.
StepReading reading_of(const runbook::Step& step, bool on_demand);

/// Why a person is asked before the step runs, each reason for itself: what the runbook says, what it would do, who
/// is to see it.
std::vector<std::string> reasons_to_ask(const runbook::Step& step);
/// A command or query that can run and is asked about, wherever it stands.
bool is_asked_about(const runbook::Step& step);

/// Lines of a step that are read in another way than the step.
struct PartReading {
  runbook::Lines lines;
  std::string as;    // "expected", "left out"
  std::string runs;  // "never", or "unasked" where it goes on beside the step
  std::string why;
};
std::vector<PartReading> parts_of(const runbook::Step& step);

}  // namespace runner
