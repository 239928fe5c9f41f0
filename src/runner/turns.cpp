// Whose turn it is: one process at a time carries out a step; the others watch, and may answer its questions.
#include "base/error.h"
#include "journal/events/step_waiting.h"
#include "journal/typed.h"
#include "runner/execute.h"
#include "runner/timing.h"

namespace runner {

// The machine's clock on purpose: what is waited for are other processes, whatever time the run believes it is.
static constexpr base::Milliseconds look_at_turns{30};

Executor::Turn Executor::take_turn(const runbook::Step& step) {
  bool told = false;
  while (!holding_ && !turn_.take()) {
    if (stage_.stop().stop_requested()) {  // whoever has the turn goes on, so nothing is paused
      result_.state = "paused";
      result_.step = step.id;
      result_.reason = "interrupted; another process goes on";
      result_.exit_code = 5;
      return Turn::leave;
    }
    if (!told) screen_.message("Another terminal has the turn; its questions can be answered here too.");
    told = true;
    waiting_.share();
    stage_.refresh();
    stage_.offer_open_question([this] {
      if (!turn_.take()) return false;
      turn_.release();
      return true;
    });
    base::system_clock().sleep(look_at_turns, stage_.stop());
  }
  if (told) waiting_.release();
  holding_ = true;
  stage_.refresh();
  const auto& state = stage_.state();
  if (state.finished && !on_demand_) {
    result_.state = state.result;
    result_.exit_code = state.result == "passed" ? 0 : 5;
    if (state.result != "passed") result_.step = step.id;
    result_.left = state.left;
    result_.reason = fmt::format("the run has {} at another terminal", state.result);
    return Turn::leave;
  }
  if (!state.stopped_by.empty() && (told || !on_demand_)) {
    result_.state = "paused";
    result_.step = step.id;
    result_.reason = fmt::format("{} at another terminal", state.stopped_by);
    result_.exit_code = 5;
    return Turn::leave;
  }
  return settled(state.step(step.id).state) ? Turn::done : Turn::ours;
}

void Executor::share_turns() {
  if (!holding_) return;
  turn_.release();
  holding_ = false;
  // A lock that is given back and taken again at once is never free for those who look every now and then.
  if (waiting_.take())
    waiting_.release();
  else
    base::system_clock().sleep(2 * look_at_turns, stage_.stop());
}

void Executor::show_time(const runbook::Step& step) {
  const auto now = timing(step.due, stage_.state(), stage_.now());
  if (!now) return;
  if (shown_due_ && shown_due_->offset == step.due->offset) return;
  shown_due_ = step.due;
  screen_.message(fmt::format("{}: {}", format_due(*step.due), tell(*now)));
}

bool Executor::wait_until_due(const runbook::Step& step) {
  for (bool first = true;; first = false) {
    const auto now = timing(step.due, stage_.state(), stage_.now());
    if (!now || now->state != Timing::State::early) return true;
    if (first) stage_.record(journal::event(journal::StepWaiting{.step = step.id, .until = now->at}));
    // In pieces, because the run may be rescheduled; a clock that is not the machine's jumps.
    const bool real = &stage_.clock() == &base::system_clock();
    if (!stage_.sleep(real ? std::min(now->by, base::Milliseconds(500)) : now->by)) return false;
    stage_.refresh();
    if (settled(stage_.state().step(step.id).state)) return true;
  }
}

}  // namespace runner
