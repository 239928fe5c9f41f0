// The run's state as a fold over its events. Pure.
#include <algorithm>

#include "base/error.h"
#include "journal/events/procedure_began.h"
#include "journal/events/procedure_finished.h"
#include "journal/events/question_answered.h"
#include "journal/events/question_asked.h"
#include "journal/events/run_began.h"
#include "journal/events/run_finished.h"
#include "journal/events/run_joined.h"
#include "journal/events/run_paused.h"
#include "journal/events/run_resumed.h"
#include "journal/events/run_scheduled.h"
#include "journal/events/step_began.h"
#include "journal/events/step_finished.h"
#include "journal/events/vote_cast.h"
#include "journal/typed.h"
#include "runner/run.h"

namespace runner {

std::string_view name(StepState state) {
  switch (state) {
    case StepState::waiting:
      return "waiting";
    case StepState::running:
      return "running";
    case StepState::asking:
      return "asking";
    case StepState::passed:
      return "passed";
    case StepState::failed:
      return "failed";
    case StepState::skipped:
      return "skipped";
    case StepState::waived:
      return "waived";
    case StepState::interrupted:
      return "interrupted";
  }
  return "waiting";
}

bool settled(StepState state) {
  return state == StepState::passed || state == StepState::skipped || state == StepState::waived;
}

static StepState state_named(const std::string& text) {
  for (const auto state : {StepState::running, StepState::asking, StepState::passed, StepState::failed,
                           StepState::skipped, StepState::waived, StepState::interrupted}) {
    if (name(state) == text) return state;
  }
  return StepState::waiting;
}

static void take_steps(const std::vector<journal::PlannedStep>& steps, RunState& state) {
  for (const auto& step : steps) {
    if (step.due) state.due_ms[step.id] = step.due->count();
  }
}

static Outcome read_work(const journal::JudgedWork& work) {
  return {.came = work.came == "differs" ? Outcome::Came::differs : Outcome::Came::failed,
          .verdict = work.verdict,
          .evidence = work.evidence,
          .exit_code = work.exit_code,
          .duration = work.duration.value_or(base::Milliseconds(0)),
          .shell_state = work.shell_state};
}

// Answers about what came of an attempt lead to the next one; they say nothing about that.
static bool is_judgement(const std::string& when) {
  return when == "failed" || when == "difference" || when == "interrupted";
}

static Answer read_answer(const journal::QuestionAnswered& data) {
  return {.answer = data.answer,
          .by = data.by,
          .role = data.role,
          .reason = data.reason,
          .fields = {data.fields.begin(), data.fields.end()},
          .source = data.source};
}

// Events of version 0.1.0 have its number alone.
static base::ProcessIdentity process_of(const journal::Event& event) {
  return event.process.value_or(base::ProcessIdentity{.pid = event.pid});
}

// An attempt that was broken off in a question keeps what was answered; every other one begins afresh.
static void begin_step(StepRecord& record) {
  const bool goes_on = record.state == StepState::asking && !is_judgement(record.asked);
  if (goes_on)
    std::erase_if(record.answers, [](const Given& given) { return is_judgement(given.when); });
  else
    record.answers.clear();
  record.state = StepState::running;
  record.allowed = false;
  record.asked.clear();
  record.question.reset();
  record.work.reset();
}

static void answer_step(const journal::Event& event, const journal::QuestionAnswered& answered, RunState& state) {
  auto& record = state.steps[answered.step];
  Given given{.seq = event.seq, .when = answered.when, .answer = read_answer(answered)};
  // A person allowed the dangerous step: from here on it may have run, unless nobody waits for the answer any more.
  // After all other answers the question counts as open until an event says what came of them.
  if (record.asked == "dangerous" && record.asker && (given.answer.answer == "run" || given.answer.answer == "all")) {
    record.state = StepState::running;
    record.allowed = true;
    record.asked.clear();
    record.question.reset();
  }
  if (given.when == "dangerous" && given.answer.answer == "all")
    state.rest_of_section.push_back(
        {.step = answered.step, .hash = state.hash, .at = event.time, .answer = given.answer});
  for (const auto& [name, value] : given.answer.fields) record.fields[name] = value;
  record.answers.push_back(std::move(given));
}

// What is judged later: the shell's state goes on from here when it is accepted.
static Outcome read_work(const journal::StepFinished& finished, bool differs) {
  return {.came = differs ? Outcome::Came::differs : Outcome::Came::failed,
          .verdict = finished.verdict,
          .evidence = finished.evidence,
          .exit_code = finished.exit_code,
          .duration = finished.duration.value_or(base::Milliseconds(0)),
          .shell_state = finished.shell_state};
}

static void finish_step(const journal::StepFinished& finished, StepRecord& record, RunState& state) {
  record.state = state_named(finished.state);
  // What to do about a failure may still be said, by whoever comes to it.
  const bool open = record.state == StepState::failed && (record.asked == "failed" || record.asked == "difference");
  record.answers.clear();
  record.work.reset();
  if (open) record.work = read_work(finished, record.asked == "difference");
  if (!open) {
    record.asked.clear();
    record.question.reset();
  }
  record.verdict = finished.verdict;
  record.chosen = finished.chosen;
  record.left = finished.left;
  record.duration = finished.duration.value_or(base::Milliseconds(0));
  if (!finished.shell_state.empty() && settled(record.state)) state.shell_state = finished.shell_state;
}

static void begin_attempt(const journal::Event& event, const std::string& id, RunState& state) {
  auto& record = state.steps[id];
  begin_step(record);
  record.began = event.time;
  ++record.attempts;
  ++state.begun;
  state.stopped_by.clear();
  const auto due = state.due_ms.find(id);
  if (!state.zero && due != state.due_ms.end() && due->second >= 0) state.zero = event.time;
}

static void ask_step(const journal::Event& event, journal::QuestionAsked asked, StepRecord& record) {
  record.state = StepState::asking;
  record.asker = process_of(event);
  record.allowed = false;
  record.asked = asked.when;
  record.asked_seq = event.seq;
  if (asked.work) record.work = read_work(*asked.work);
  record.question = std::move(asked);
}

static bool apply_to_step(const journal::Event& event, RunState& state) {
  if (const auto began = journal::as<journal::StepBegan>(event)) {
    begin_attempt(event, began->step, state);
  } else if (auto asked = journal::as<journal::QuestionAsked>(event)) {
    auto& record = state.steps[asked->step];
    ask_step(event, std::move(*asked), record);
  } else if (const auto answered = journal::as<journal::QuestionAnswered>(event)) {
    answer_step(event, *answered, state);
  } else if (const auto vote = journal::as<journal::VoteCast>(event)) {
    state.steps[vote->step].votes.push_back(
        {.vote = vote->vote, .by = vote->by, .role = vote->role, .reason = vote->reason, .at = event.time});
  } else if (const auto finished = journal::as<journal::StepFinished>(event)) {
    finish_step(*finished, state.steps[finished->step], state);
  } else {
    return false;
  }
  return true;
}

// A procedure may be carried out again: its steps begin anew.
static void begin_procedure(const journal::ProcedureBegan& began, base::Instant at, RunState& state) {
  state.procedures[began.procedure] = StepState::running;
  state.procedures_began[began.procedure] = at;
  for (const auto& step : began.steps) state.steps.erase(step.id);
}

static void begin_run(const journal::Event& event, const journal::RunBegan& began, RunState& state) {
  state.id = event.run;
  state.path = began.path;
  state.hash = began.runbook_hash;
  state.folder = began.folder;
  state.began = event.time;
  take_steps(began.steps, state);
  for (const auto& [name, value] : began.variables) state.variables[name] = value;
}

static void resume_run(const journal::RunResumed& resumed, RunState& state) {
  state.stopped_by.clear();
  if (!resumed.runbook_hash.empty()) state.hash = resumed.runbook_hash;
  take_steps(resumed.steps, state);
}

static void pause_run(const journal::Event& event, const journal::RunPaused& paused, RunState& state) {
  if (!paused.stopped_by.empty()) {
    state.stopped_by = paused.stopped_by;
    state.rest_of_section.clear();  // whoever says stop wants to be asked again
  }
  const auto step = state.steps.find(paused.step);
  if (step == state.steps.end()) return;
  auto& record = step->second;
  std::erase_if(record.answers, [](const Given& given) { return given.answer.answer == "stop"; });
  // Who asked stops at the step: what was allowed has not begun. Another process says nothing about it.
  if (!record.asker || *record.asker != process_of(event)) return;
  record.asker.reset();
  if (record.state != StepState::running || !record.allowed) return;
  record.state = StepState::asking;
  record.asked = "dangerous";
}

static void finish_run(const journal::RunFinished& over, RunState& state) {
  state.finished = true;
  state.result = over.state;
  state.left = over.left_to_people;
  // Its file goes with the run's folder, unless a procedure still works in there.
  const bool at_work = std::any_of(state.procedures.begin(), state.procedures.end(),
                                   [](const auto& each) { return each.second == StepState::running; });
  if (!at_work) state.shell_state.clear();
}

void RunState::apply(const journal::Event& event) {
  seen = std::max(seen, event.seq);
  take_target(target, event);
  if (apply_to_step(event, *this)) return;
  if (const auto beginning = journal::as<journal::RunBegan>(event)) {
    begin_run(event, *beginning, *this);
  } else if (journal::is_one_of<journal::RunJoined>(event)) {
    stopped_by.clear();
  } else if (const auto resumed = journal::as<journal::RunResumed>(event)) {
    resume_run(*resumed, *this);
  } else if (const auto scheduled = journal::as<journal::RunScheduled>(event)) {
    planned = scheduled->at;
  } else if (const auto paused = journal::as<journal::RunPaused>(event)) {
    pause_run(event, *paused, *this);
  } else if (const auto over = journal::as<journal::RunFinished>(event)) {
    finish_run(*over, *this);
  } else if (const auto procedure = journal::as<journal::ProcedureBegan>(event)) {
    begin_procedure(*procedure, event.time, *this);
  } else if (const auto done = journal::as<journal::ProcedureFinished>(event)) {
    procedures[done->procedure] = state_named(done->state);
    if (finished) shell_state.clear();
  }
}

const StepRecord& RunState::step(const std::string& id_of_step) const {
  static const StepRecord none;
  const auto found = steps.find(id_of_step);
  return found == steps.end() ? none : found->second;
}

RunState project(std::span<const journal::Event> events) {
  RunState state;
  for (const auto& event : events) state.apply(event);
  return state;
}

std::optional<std::string> unfinished_run(const journal::Journal& journal, const std::string& path) {
  std::optional<std::string> found;
  for (const auto& event : journal.read({.kind = "run."})) {
    if (const auto began = journal::as<journal::RunBegan>(event); began && began->path == path) found = event.run;
    if (journal::is_one_of<journal::RunFinished>(event) && found == event.run) found.reset();
  }
  return found;
}

}  // namespace runner
