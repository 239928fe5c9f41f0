// The loop over the main line: what is to do next, what came of it, who decides, what is recorded.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runbook/stage.h"

namespace runbook {

class Executor {
 public:
  Executor(const Runbook& runbook, Stage& stage, Screen& screen)
      : runbook_(runbook), stage_(stage), screen_(screen) {}

  /// Does every step that is not done yet, of the phases that `selected` says. Records everything but the run's end.
  RunResult carry_out(const std::vector<bool>& selected);

 private:
  enum class Next { step, pause, end };  // how the loop goes on after a step

  Next carry_out(const Step& step);
  Outcome attempt(const Step& step);
  std::optional<Next> decide(const Step& step, Outcome outcome);            // nothing: do it again
  std::optional<Next> ask_after(const Step& step, const Outcome& outcome);  // nothing: do it again
  std::optional<Next> ask_before(const Step& step);                         // nothing: do it
  void finish(const Step& step, StepState state, const Outcome& outcome);
  Next pause(const Step& step, std::string reason, int exit_code, const Question* question = nullptr);
  [[nodiscard]] std::optional<std::string> not_taken(const Step& step) const;
  void sum_up(Next last);

  const Runbook& runbook_;
  Stage& stage_;
  Screen& screen_;
  RunResult result_;
};

}  // namespace runbook
