// Says so when a step takes longer than the runbook allows it: attribute `takes`.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "runner/step_context.h"

namespace runner {

/// While it lives, raises an escalation when the step has run as long as it may, and after each of the spans of
/// Settings::escalation more. Does nothing for a step without `takes`.
class Overrun {
 public:
  Overrun(const runbook::Step& step, StepContext& stage);

 private:
  std::mutex mutex_;
  std::condition_variable_any over_;
  std::jthread watch_;  // last: it ends before what it uses
};

}  // namespace runner
