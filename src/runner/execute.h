// The loop over the steps: what is to do next, whose turn it is, what came of it, who decides, what is recorded.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/file_lock.h"
#include "runner/procedures.h"
#include "runner/step_context.h"

namespace runner {

class Executor {
 public:
  /// `locks`: path of the runbook's lock files without their extension.
  Executor(const runbook::Runbook& runbook, StepContext& stage, RunObserver& screen,
           const std::filesystem::path& locks);

  /// Does every step of the main line that is not done yet, of the phases that `selected` says. Records everything
  /// but the run's end.
  RunResult carry_out(const std::vector<bool>& selected);
  /// Does the steps of a procedure that are not done yet. Records everything but the procedure's end.
  RunResult carry_out(const OnDemand& procedure);

 private:
  enum class Next { step, pause, end };   // how the loop goes on after a step
  enum class Turn { ours, done, leave };  // what may be done with a step
  struct Item {
    const runbook::Step* step = nullptr;
    std::size_t number = 0;
  };

  Next carry_out_all(const std::vector<Item>& items, std::size_t of);
  Turn take_turn(const runbook::Step& step);
  bool wait_until_due(const runbook::Step& step);  // false: stopped
  void share_turns();
  Next carry_out(const runbook::Step& step);
  Outcome attempt(const runbook::Step& step);
  std::optional<Next> decide(const runbook::Step& step, Outcome outcome);            // nothing: do it again
  std::optional<Next> ask_after(const runbook::Step& step, const Outcome& outcome);  // nothing: do it again
  std::optional<Next> ask_before(const runbook::Step& step, const std::vector<std::string>& left);  // nothing: do it
  Next no_go(const runbook::Step& gate);
  void finish(const runbook::Step& step, StepState state, const Outcome& outcome);
  Next pause(const runbook::Step& step, std::string reason, int exit_code, const Question* question = nullptr,
             const std::string& stopped_by = {});
  [[nodiscard]] const runbook::Step* find(const std::string& id) const;
  [[nodiscard]] std::optional<std::string> not_taken(const runbook::Step& step) const;
  [[nodiscard]] std::optional<std::string> box_left_out(const runbook::Step& step) const;
  void show_time(const runbook::Step& step);
  void sum_up(const std::vector<Item>& items, Next last);

  const runbook::Runbook& runbook_;
  StepContext& stage_;
  RunObserver& screen_;
  base::FileLock turn_;
  base::FileLock waiting_;
  bool holding_ = false;
  bool on_demand_ = false;
  std::optional<runbook::Due> shown_due_;
  RunResult result_;
};

}  // namespace runner
