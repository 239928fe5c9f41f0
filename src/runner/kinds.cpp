// Questions about steps of any kind.
#include "base/error.h"
#include "runner/steps.h"

namespace runner {

const StepKind& kind_of(const runbook::Step& step) {
  const auto* entry = base::find(steps(), step.kind);
  if (!entry)
    throw base::Error{base::Code::internal, fmt::format("step {} has the unknown kind {}", step.id, step.kind)};
  return *entry->item;
}

std::string does(const runbook::Step& step) {
  return kind_of(step).does(step);
}

}  // namespace runner
