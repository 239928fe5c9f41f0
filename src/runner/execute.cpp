#include "runner/execute.h"

#include <algorithm>

#include "base/error.h"
#include "base/text.h"
#include "journal/events/run_finished.h"
#include "journal/events/run_paused.h"
#include "journal/events/step_began.h"
#include "journal/events/step_finished.h"
#include "journal/typed.h"
#include "runner/answers.h"
#include "runner/leftovers.h"
#include "runner/overrun.h"
#include "runner/sign_off.h"
#include "runner/steps.h"

namespace runner {

using Came = Outcome::Came;

static std::filesystem::path with_extension(std::filesystem::path path, const char* extension) {
  path += extension;
  return path;
}

Executor::Executor(const runbook::Runbook& runbook, StepContext& stage, RunObserver& screen,
                   const std::filesystem::path& locks)
    : runbook_(runbook),
      stage_(stage),
      screen_(screen),
      turn_(with_extension(locks, ".lock"), {.take = false}),
      waiting_(with_extension(locks, ".waiting"), {.take = false}) {}

const runbook::Step* Executor::find(const std::string& id) const {
  if (const auto* step = runbook_.step(id)) return step;
  for (const auto& procedure : runbook_.procedures) {
    for (const auto& step : procedure.steps) {
      if (step.id == id) return &step;
    }
  }
  return nullptr;
}

// A step of another alternative than the chosen one, however deep.
std::optional<std::string> Executor::not_taken(const runbook::Step& step) const {
  for (const runbook::Step* at = &step; at && at->branch; at = find(at->branch->choice)) {
    const auto& choice = stage_.state().step(at->branch->choice);
    if (choice.state == StepState::skipped || choice.state == StepState::waived)
      return "belongs to a choice that was left out";
    if (choice.state == StepState::passed && choice.chosen != at->branch->key) {
      return fmt::format("belongs to alternative {}, {} was chosen", at->branch->key, choice.chosen);
    }
  }
  return std::nullopt;
}

// A fence comes before the box that it belongs to, which is ticked when it is done: where it is written down already
// that the box is left out, the fence is as well. Behind a box that had to be ticked first it goes by what came of
// it.
std::optional<std::string> Executor::box_left_out(const runbook::Step& step) const {
  if (step.kind != "command" && step.kind != "query") return std::nullopt;
  const auto* box = step.task.empty() ? nullptr : find(step.task);
  if (!box || box->ticked || !box->parts.empty()) return std::nullopt;
  if (stage_.state().step(box->id).state == StepState::skipped)
    return fmt::format("belongs to {}, which is left out", box->id);
  const auto answer = stage_.prepared(
      {.step = box->id, .when = "task", .text = box->title, .choices = {{"done", ""}, {"skip", ""}, {"stop", ""}}});
  if (!answer || answer->answer != "skip") return std::nullopt;
  return fmt::format("belongs to {}, which is left out{}", box->id, signature(*answer));
}

void Executor::finish(const runbook::Step& step, StepState state, const Outcome& outcome) {
  stage_.record(journal::event(journal::StepFinished{.step = step.id,
                                                     .state = std::string(name(state)),
                                                     .duration = outcome.duration,
                                                     .verdict = outcome.verdict,
                                                     .evidence = outcome.evidence,
                                                     .exit_code = outcome.exit_code,
                                                     .chosen = outcome.chosen,
                                                     .left = outcome.left,
                                                     .shell_state = outcome.shell_state}));
}

Executor::Next Executor::pause(const runbook::Step& step, std::string reason, int exit_code, const Question* question,
                               const std::string& stopped_by) {
  result_.state = "paused";
  result_.step = step.id;
  result_.reason = std::move(reason);
  result_.exit_code = exit_code;
  if (question) result_.toml = toml_for(*question);
  stage_.record(journal::event(journal::RunPaused{
      .step = step.id, .reason = result_.reason, .exit_code = exit_code, .stopped_by = stopped_by}));
  return Next::pause;
}

static std::string by(const Answer& answer) {
  return (answer.by.empty() ? std::string("somebody") : answer.by) +
         (answer.reason.empty() ? "" : ": " + answer.reason);
}

// The work is done, and did not come out as it should.
std::optional<Executor::Next> Executor::ask_after(const runbook::Step& step, const Outcome& outcome) {
  const bool failed = outcome.came == Came::failed;
  const Question question{
      .step = step.id,
      .when = failed ? "failed" : "difference",
      .text = fmt::format("{}: {}", step.title, outcome.verdict),
      .choices = failed ? std::vector<runbook::Alternative>{{"retry", "do it again"},
                                                            {"skip", "go on without it, with a reason"},
                                                            {"stop", "stop here"}}
                        : std::vector<runbook::Alternative>{{"accept", "it is good enough, with a reason"},
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
  const auto stopped = answer ? fmt::format("stopped by {}", by(*answer)) : std::string();
  if (answer) return pause(step, stopped, 5, nullptr, stopped);
  return pause(step, outcome.verdict, 1, &question);
}

// The program died, or was interrupted, while the step ran: nobody knows how far it came. `left`: its processes that
// still run.
std::optional<Executor::Next> Executor::ask_before(const runbook::Step& step, const std::vector<std::string>& left) {
  auto about = std::string(base::trim(step.text));
  for (const auto& process : left)
    about +=
        fmt::format("{}still running from before: {}", about.empty() ? "" : "\n", stage_.secrets().hide(process));
  const Question question{
      .step = step.id,
      .when = "interrupted",
      .text = fmt::format("{} was running when the run was broken off; what became of it?", step.title),
      .choices = {{"retry", left.empty() ? "do it again" : "do it again, beside what still runs"},
                  {"done", "it is done"},
                  {"fail", "it has failed"}},
      .about = std::move(about)};
  const auto answer = stage_.ask(question);
  if (!answer) {
    if (stage_.stop().stop_requested()) return pause(step, "interrupted", 5);
    return pause(step,
                 left.empty() ? "was running when the run was broken off, and nobody said what became of it"
                              : fmt::format("{} of it from before the run was broken off still {}",
                                            base::count_of(std::ssize(left), "process", "processes"),
                                            left.size() == 1 ? "runs" : "run"),
                 5, &question);
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

std::optional<Executor::Next> Executor::decide(const runbook::Step& step, Outcome outcome) {
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
      // It has not begun its work: asked again next time.
      return pause(step, outcome.verdict, 5, nullptr, outcome.verdict);
    case Came::no_go:
      finish(step, StepState::failed, outcome);
      return no_go(step);
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

Outcome Executor::attempt(const runbook::Step& step) {
  const auto began = journal::event(
      journal::StepBegan{.step = step.id,
                         .title = step.title,
                         .step_kind = step.kind,
                         .phase = step.phase < runbook_.phases.size() ? runbook_.phases[step.phase].title : "",
                         .attempt = stage_.state().step(step.id).attempts + 1});
  // On disk before the work begins: after a crash, a step without this record never ran.
  const auto unclaimed = [](const journal::Event& newer) {
    return journal::is_own(newer) || !journal::is_one_of<journal::StepBegan, journal::RunFinished>(newer);
  };
  if (!stage_.record_if(began, unclaimed)) {
    throw base::Error{base::Code::lock_held, fmt::format("another process has begun step {}", step.id),
                      "See who it is with 'lockkeeper history', and run the same command again when that is over."};
  }
  const base::Stopwatch watch(stage_.clock());
  const Overrun overrun(step, stage_);
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
  if (outcome.duration.count() == 0) outcome.duration = watch.elapsed();
  outcome.verdict = stage_.secrets().hide(outcome.verdict);
  outcome.evidence = stage_.secrets().hide(outcome.evidence);
  outcome.left = stage_.secrets().hide(outcome.left);
  return outcome;
}

// What a failed step's last attempt left for people to judge.
static Outcome last_attempt(const StepRecord& record) {
  if (record.work) return *record.work;
  return {.came = record.asked == "difference" ? Came::differs : Came::failed,
          .verdict = record.verdict,
          .duration = record.duration};
}

Executor::Next Executor::carry_out(const runbook::Step& step) {
  const StepRecord record = stage_.state().step(step.id);
  const bool judging =
      record.state == StepState::asking && record.work && (record.asked == "failed" || record.asked == "difference");
  if (judging) {  // killed while a person was judging: the work itself is done
    if (const auto next = ask_after(step, *record.work)) return *next;
  }
  if (record.state == StepState::failed && record.chosen == "NO-GO") return no_go(step);
  // Failed before, and the run was left: whether trying again is wise is for a person to say.
  // Where one has said it already, that holds for repeatable steps as well.
  const bool said = std::any_of(record.answers.begin(), record.answers.end(), [](const Given& given) {
    return given.when == "failed" || given.when == "difference";
  });
  if (record.state == StepState::failed && (said || !kind_of(step).repeatable(step))) {
    if (const auto next = ask_after(step, last_attempt(record))) return *next;
  }
  const bool in_doubt = record.state == StepState::running || record.state == StepState::interrupted ||
                        (record.state == StepState::asking && record.asked == "interrupted");
  if (in_doubt) {
    // What may be done again must not be done beside itself either.
    const auto left =
        wait_for_leftovers(stage_.state().id, stage_.settings().leftover_patience, stage_.stop(), step.id);
    if (!left.empty() || !kind_of(step).repeatable(step)) {
      if (const auto next = ask_before(step, left)) return *next;
    }
  }
  for (;;) {
    if (const auto next = decide(step, attempt(step))) return *next;
  }
}

// What the runbook says is to be done after NO-GO: the procedure it names, or its lines as tasks. Then the run ends.
Executor::Next Executor::no_go(const runbook::Step& gate) {
  std::size_t number = 0;
  for (const auto& line : gate.on_no_go) {
    ++number;
    const auto procedure = procedure_named_in(runbook_, line);
    runbook::Step task{.id = fmt::format("{}/no-go-{}", gate.id, number),
                       .title = line,
                       .kind = "task",
                       .line = gate.line,
                       .phase = gate.phase,
                       .section = gate.section};
    std::vector<const runbook::Step*> steps{&task};
    if (procedure) steps = procedure->steps;
    for (const auto* step : steps) {
      if (!kind_of(*step).recorded || settled(stage_.state().step(step->id).state)) continue;
      screen_.step(*step, number, gate.on_no_go.size());
      if (not_taken(*step)) continue;
      if (const auto next = carry_out(*step); next != Next::step) return next;
    }
  }
  const auto& record = stage_.state().step(gate.id);
  result_.state = "stopped";
  result_.step = gate.id;
  result_.reason = record.verdict;
  result_.exit_code = 5;
  return Next::end;
}

Executor::Next Executor::carry_out_all(const std::vector<Item>& items, std::size_t of) {
  std::optional<std::size_t> phase;
  std::vector<const runbook::Step*> notes;  // shown when the step behind them is to be done
  for (const auto& [step, number] : items) {
    if (!kind_of(*step).recorded) {
      if (!not_taken(*step)) notes.push_back(step);
      continue;
    }
    if (settled(stage_.state().step(step->id).state)) {
      notes.clear();
      continue;
    }
    if (stage_.settings().wait && !on_demand_ && !wait_until_due(*step)) return pause(*step, "interrupted", 5);
    const auto turn = take_turn(*step);
    if (turn == Turn::leave) return Next::pause;
    if (turn == Turn::done) {
      notes.clear();
      share_turns();
      continue;
    }
    if (stage_.stop().stop_requested()) return pause(*step, "interrupted", 5);
    if (!on_demand_ && phase != step->phase) screen_.phase(runbook_.phases.at(step->phase));
    phase = step->phase;
    if (!on_demand_) show_time(*step);
    for (const auto* note : std::exchange(notes, {})) kind_of(*note).carry_out(*note, stage_);
    screen_.step(*step, number, of);
    if (const auto reason = not_taken(*step)) {
      finish(*step, StepState::skipped, {.verdict = *reason});
      share_turns();
      continue;
    }
    if (const auto reason = box_left_out(*step)) {
      finish(*step, StepState::skipped, {.verdict = *reason, .left = *reason});
      share_turns();
      continue;
    }
    if (const auto next = carry_out(*step); next != Next::step) return next;
    share_turns();
  }
  return Next::step;
}

RunResult Executor::carry_out(const std::vector<bool>& selected) {
  std::vector<Item> items;
  std::size_t number = 0;
  for (const auto& step : runbook_.steps) {
    number += kind_of(step).recorded ? 1 : 0;
    if (selected.at(step.phase)) items.push_back({.step = &step, .number = number});
  }
  const auto last = carry_out_all(items, number);
  items.clear();
  for (const auto& step : runbook_.steps) items.push_back({.step = &step});
  sum_up(items, last);
  if (last == Next::step && result_.state == "paused") {
    result_.reason = "the phase is done, others are not";
    stage_.record(journal::event(journal::RunPaused{.reason = result_.reason}));
  }
  return result_;
}

RunResult Executor::carry_out(const OnDemand& procedure) {
  on_demand_ = true;
  screen_.phase({.title = procedure.title, .line = procedure.line});
  std::vector<Item> items;
  std::size_t number = 0;
  for (const auto* step : procedure.steps) {
    number += kind_of(*step).recorded ? 1 : 0;
    items.push_back({.step = step, .number = number});
  }
  sum_up(items, carry_out_all(items, number));
  return result_;
}

void Executor::sum_up(const std::vector<Item>& items, Next last) {
  bool all = true;
  for (const auto& [step, number] : items) {
    if (!kind_of(*step).recorded) continue;
    const auto state = stage_.state().step(step->id).state;
    ++result_.states[std::string(name(state))];
    all = all && settled(state);
    if (const auto& left = stage_.state().step(step->id).left; !left.empty())
      result_.left.push_back(fmt::format("{}: {}", step->id, left));
  }
  if (last == Next::step) result_.state = all ? "passed" : "paused";
}

}  // namespace runner
