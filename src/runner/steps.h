// The catalogue of step kinds: what a step of each kind will do, and how it is carried out.
#pragma once

#include <span>
#include <string>

#include "base/catalogue.h"
#include "runbook/runbook.h"

namespace runner {

class StepContext;
struct Outcome;

struct StepKind {
  /// Has a place in the run's record. Notes have not: they are only shown.
  bool recorded = true;
  /// One line: what it will do, whom it asks about what.
  std::string (*does)(const runbook::Step& step);
  /// May be carried out again without a question when nobody knows how far it came. Kinds that only ask people
  /// always.
  bool (*repeatable)(const runbook::Step& step);
  /// Does it. Asks through the stage; failures and differences are outcomes, not exceptions.
  Outcome (*carry_out)(const runbook::Step& step, StepContext& stage);
};

std::span<const base::Entry<StepKind>> steps();

/// The step's kind. Throws Error{Code::internal} for one that is not in the catalogue.
const StepKind& kind_of(const runbook::Step& step);
/// What the step will do, in one line.
std::string does(const runbook::Step& step);

}  // namespace runner
