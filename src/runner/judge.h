// From what a command or query did to an outcome: failures and differences, in words.
#pragma once

#include <string>

#include "runbook/expect.h"
#include "runner/run.h"

namespace runner {

/// Adds to a passed outcome what its expectations say: "as expected", or differs with what is different as evidence.
/// An expectation inside a query's text is held against the answer of the statement it stands behind:
/// `statement_lines` are the lines (in the file) where the statements begin that gave `produced.tables`.
void judge(const runbook::Step& step, const runbook::Produced& produced, const std::vector<int>& statement_lines,
           Outcome& outcome);

/// The lines that are not run, as text for the evidence; "" if there are none.
std::string tell(const std::vector<runbook::SkippedLine>& left_out);
/// "line 9 is not run: waits for a keyboard"; "" where every line is, beside the step at least.
std::string not_run_in_words(const std::vector<runbook::SkippedLine>& left_out);

/// Asks whether a dangerous step may run. Nothing: go ahead. Else the outcome that ends the step.
std::optional<Outcome> ask_if_dangerous(const runbook::Step& step, class StepContext& stage);

}  // namespace runner
