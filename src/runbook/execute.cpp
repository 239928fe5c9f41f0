#include "runbook/execute.h"

#include "base/error.h"
#include "base/text.h"
#include "runbook/answers.h"
#include "runbook/steps.h"

namespace runbook {

using Came = Outcome::Came;

// A step of another alternative than the chosen one, however deep.
std::optional<std::string> Executor::not_taken(const Step& step) const {
  for (const Step* at = &step; at && at->branch; at = runbook_.step(at->branch->choice)) {
    const auto& choice = stage_.state().step(at->branch->choice);
    if (choice.state == StepState::skipped || choice.state == StepState::waived)
      return "belongs to a choice that was left out";
    if (choice.state == StepState::passed && choice.chosen != at->branch->key) {
      return fmt::format("belongs to alternative {}, {} was chosen", at->branch->key, choice.chosen);
    }
  }
  return std::nullopt;
}

void Executor::finish(const Step& step, StepState state, const Outcome& outcome) {
  base::Json data{{"step", step.id}, {"state", name(state)}};
  data["duration_ms"] = outcome.duration.count();
  data["verdict"] = outcome.verdict;
  data["evidence"] = outcome.evidence;
  if (outcome.exit_code) data["exit_code"] = *outcome.exit_code;
  if (!outcome.chosen.empty()) data["chosen"] = outcome.chosen;
  if (!outcome.shell_state.empty()) data["shell_state"] = outcome.shell_state;
  stage_.record("step.finished", data);
}

Executor::Next Executor::pause(const Step& step, std::string reason, int exit_code, const Question* question) {
  result_.state = "paused";
  result_.step = step.id;
  result_.reason = std::move(reason);
  result_.exit_code = exit_code;
  if (question) result_.toml = toml_for(*question);
  stage_.record("run.paused", {{"step", step.id}, {"reason", result_.reason}, {"exit_code", exit_code}});
  return Next::pause;
}

static std::string by(const Answer& answer) {
  return (answer.by.empty() ? std::string("somebody") : answer.by) +
         (answer.reason.empty() ? "" : ": " + answer.reason);
}

// The work is done, and did not come out as it should.
std::optional<Executor::Next> Executor::ask_after(const Step& step, const Outcome& outcome) {
  const bool failed = outcome.came == Came::failed;
  const Question question{.step = step.id,
                          .when = failed ? "failed" : "difference",
                          .text = fmt::format("{}: {}", step.title, outcome.verdict),
                          .choices = failed ? std::vector<Alternative>{{"retry", "do it again"},
                                                                       {"skip", "go on without it, with a reason"},
                                                                       {"stop", "stop here"}}
                                            : std::vector<Alternative>{{"accept", "it is good enough, with a reason"},
                                                                       {"retry", "do it again"},
                                                                       {"stop", "stop here"}},
                          .about = outcome.evidence};
  const auto answer = stage_.ask(question, &outcome);
  if (answer && answer->answer == "retry") return std::nullopt;
  Outcome judged = outcome;
  if (answer && answer->answer != "stop") {
    judged.verdict = fmt::format("{}; {} by {}", outcome.verdict, failed ? "waived" : "accepted", by(*answer));
    finish(step, StepState::waived, judged);
    return Next::step;
  }
  finish(step, StepState::failed, judged);
  if (stage_.stop().stop_requested()) return pause(step, "interrupted", 5);
  if (answer) return pause(step, fmt::format("stopped by {}", by(*answer)), 5);
  return pause(step, outcome.verdict, 1, &question);
}

// The program died, or was interrupted, while the step ran: nobody knows how far it came.
std::optional<Executor::Next> Executor::ask_before(const Step& step) {
  const Question question{
      .step = step.id,
      .when = "interrupted",
      .text = fmt::format("{} was running when the run was broken off; what became of it?", step.title),
      .choices = {{"retry", "do it again"}, {"done", "it is done"}, {"fail", "it has failed"}},
      .about = std::string(base::trim(step.text))};
  const auto answer = stage_.ask(question);
  if (!answer) {
    if (stage_.stop().stop_requested()) return pause(step, "interrupted", 5);
    return pause(step, "was running when the run was broken off, and nobody said what became of it", 5, &question);
  }
  if (answer->answer == "retry") return std::nullopt;
  Outcome outcome;
  if (answer->answer == "done") {
    outcome.verdict = fmt::format("broken off, but done, says {}", by(*answer));
    finish(step, StepState::passed, outcome);
    return Next::step;
  }
  outcome.verdict = fmt::format("broken off and failed, says {}", by(*answer));
  finish(step, StepState::failed, outcome);
  return pause(step, outcome.verdict, 1);
}

std::optional<Executor::Next> Executor::decide(const Step& step, Outcome outcome) {
  switch (outcome.came) {
    case Came::passed:
      finish(step, StepState::passed, outcome);
      return Next::step;
    case Came::skipped:
      finish(step, StepState::skipped, outcome);
      return Next::step;
    case Came::interrupted:
      finish(step, StepState::interrupted, outcome);
      return pause(step, "interrupted", 5);
    case Came::stopped:
      return pause(step, outcome.verdict, 5);  // it has not begun its work: asked again next time
    case Came::no_go:
      finish(step, StepState::failed, outcome);
      result_.state = "stopped";
      result_.step = step.id;
      result_.reason = outcome.verdict + (outcome.evidence.empty() ? "" : "\n" + outcome.evidence);
      result_.exit_code = 5;
      return Next::end;
    case Came::unanswered:
      if (stage_.stop().stop_requested()) return pause(step, "interrupted", 5);
      return pause(step, outcome.verdict, 5, stage_.open_question() ? &*stage_.open_question() : nullptr);
    case Came::failed:
    case Came::differs:
      if (outcome.came == Came::failed && step.has("optional")) {
        outcome.verdict += "; marked optional";
        finish(step, StepState::waived, outcome);
        return Next::step;
      }
      return ask_after(step, outcome);
  }
  return Next::step;
}

Outcome Executor::attempt(const Step& step) {
  base::Json began{{"step", step.id}, {"title", step.title}, {"kind", step.kind}};
  began["phase"] = step.phase < runbook_.phases.size() ? runbook_.phases[step.phase].title : "";
  began["attempt"] = stage_.state().step(step.id).attempts + 1;
  // On disk before the work begins: after a crash, a step without this record never ran.
  stage_.record("step.began", began);
  const auto started = stage_.now();
  Outcome outcome;
  try {
    outcome = kind_of(step).carry_out(step, stage_);
  } catch (const base::Error& error) {
    if (error.code() == base::Code::journal || error.code() == base::Code::configuration ||
        error.code() == base::Code::internal)
      throw;
    outcome = {.came = error.code() == base::Code::stopped ? Came::interrupted : Came::failed,
               .verdict = error.message(),
               .evidence = base::render(error)};
  }
  if (outcome.duration.count() == 0) outcome.duration = stage_.now() - started;
  return outcome;
}

Executor::Next Executor::carry_out(const Step& step) {
  const StepRecord record = stage_.state().step(step.id);
  const bool judging =
      record.state == StepState::asking && record.work && (record.asked == "failed" || record.asked == "difference");
  if (judging) {  // killed while a person was judging: the work itself is done
    if (const auto next = ask_after(step, *record.work)) return *next;
  }
  const bool in_doubt = record.state == StepState::running || record.state == StepState::interrupted ||
                        (record.state == StepState::asking && record.asked == "interrupted");
  if (in_doubt && !kind_of(step).repeatable(step)) {
    if (const auto next = ask_before(step)) return *next;
  }
  for (;;) {
    if (const auto next = decide(step, attempt(step))) return *next;
  }
}

RunResult Executor::carry_out(const std::vector<bool>& selected) {
  std::size_t of = 0;
  for (const auto& step : runbook_.steps) of += kind_of(step).recorded ? 1 : 0;
  std::size_t number = 0;
  std::optional<std::size_t> phase;
  std::vector<const Step*> notes;  // shown when the step behind them is to be done
  Next next = Next::step;
  for (const auto& step : runbook_.steps) {
    const bool recorded = kind_of(step).recorded;
    number += recorded ? 1 : 0;
    if (!selected.at(step.phase)) continue;
    if (!recorded) {
      if (!not_taken(step)) notes.push_back(&step);
      continue;
    }
    if (settled(stage_.state().step(step.id).state)) {
      notes.clear();
      continue;
    }
    if (stage_.stop().stop_requested()) {
      next = pause(step, "interrupted", 5);
      break;
    }
    if (phase != step.phase) screen_.phase(runbook_.phases.at(step.phase));
    phase = step.phase;
    for (const auto* note : std::exchange(notes, {})) kind_of(*note).carry_out(*note, stage_);
    screen_.step(step, number, of);
    if (const auto reason = not_taken(step)) {
      finish(step, StepState::skipped, {.verdict = *reason});
      continue;
    }
    next = carry_out(step);
    if (next != Next::step) break;
  }
  sum_up(next);
  return result_;
}

void Executor::sum_up(Next last) {
  bool all = true;
  for (const auto& step : runbook_.steps) {
    if (!kind_of(step).recorded) continue;
    const auto state = stage_.state().step(step.id).state;
    ++result_.states[std::string(name(state))];
    all = all && settled(state);
  }
  if (last != Next::step) return;
  result_.state = all ? "passed" : "paused";
  if (all) return;
  result_.reason = "the phase is done, others are not";
  stage_.record("run.paused", {{"reason", result_.reason}, {"exit_code", 0}});
}

}  // namespace runbook
