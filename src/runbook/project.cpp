// The run's state as a fold over its events. Pure.
#include <algorithm>

#include "base/error.h"
#include "runbook/run.h"

namespace runbook {

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

static long long number(const base::Json& data, const char* key) {
  const auto found = data.find(key);
  return found != data.end() && found->is_number() ? found->get<long long>() : 0;
}

static void read_steps(const base::Json& data, RunState& state) {
  if (!data.contains("steps") || !data["steps"].is_array()) return;
  for (const auto& step : data["steps"]) {
    if (step.contains("due_ms") && step["due_ms"].is_number())
      state.due_ms[base::text_at(step, "id")] = number(step, "due_ms");
  }
}

static Outcome read_work(const base::Json& work) {
  Outcome out;
  out.came = base::text_at(work, "came") == "differs" ? Outcome::Came::differs : Outcome::Came::failed;
  out.verdict = base::text_at(work, "verdict");
  out.evidence = base::text_at(work, "evidence");
  out.shell_state = base::text_at(work, "shell_state");
  out.duration = base::Milliseconds(number(work, "duration_ms"));
  if (work.contains("exit_code")) out.exit_code = static_cast<int>(number(work, "exit_code"));
  return out;
}

static std::optional<base::Instant> instant(const base::Json& data, const char* key) {
  return base::parse_instant(base::text_at(data, key));
}

// Answers about what came of an attempt lead to the next one; they say nothing about that.
static bool is_judgement(const std::string& when) {
  return when == "failed" || when == "difference" || when == "interrupted";
}

static Answer read_answer(const base::Json& data) {
  Answer out{.answer = base::text_at(data, "answer"),
             .by = base::text_at(data, "by"),
             .role = base::text_at(data, "role"),
             .reason = base::text_at(data, "reason"),
             .source = base::text_at(data, "source")};
  if (data.contains("fields") && data["fields"].is_object()) {
    for (const auto& [key, value] : data["fields"].items()) {
      if (value.is_string()) out.fields[key] = value.get<std::string>();
    }
  }
  return out;
}

// An attempt that was broken off in a question keeps what was answered; every other one begins afresh.
static void begin_step(StepRecord& record) {
  const bool goes_on = record.state == StepState::asking && !is_judgement(record.asked);
  if (goes_on)
    std::erase_if(record.answers, [](const Given& given) { return is_judgement(given.when); });
  else
    record.answers.clear();
  record.state = StepState::running;
  record.asked.clear();
  record.question = nullptr;
  record.work.reset();
}

static void answer_step(const journal::Event& event, StepRecord& record) {
  Given given{.seq = event.seq, .when = base::text_at(event.data, "when"), .answer = read_answer(event.data)};
  // A person allowed the dangerous step: from here on it may have run. After all other answers the question counts
  // as open until an event says what came of them.
  if (record.asked == "dangerous" && given.answer.answer == "run") {
    record.state = StepState::running;
    record.asked.clear();
    record.question = nullptr;
  }
  for (const auto& [name, value] : given.answer.fields) record.fields[name] = value;
  record.answers.push_back(std::move(given));
}

static void finish_step(const base::Json& data, StepRecord& record, RunState& state) {
  record.state = state_named(base::text_at(data, "state"));
  // What to do about a failure may still be said, by whoever comes to it.
  const bool open = record.state == StepState::failed && (record.asked == "failed" || record.asked == "difference");
  if (!open) {
    record.asked.clear();
    record.question = nullptr;
  }
  record.answers.clear();
  record.work.reset();
  if (open) {  // what is judged later: the shell's state goes on from here when it is accepted
    Outcome work{.came = record.asked == "difference" ? Outcome::Came::differs : Outcome::Came::failed,
                 .verdict = base::text_at(data, "verdict"),
                 .evidence = base::text_at(data, "evidence"),
                 .duration = base::Milliseconds(number(data, "duration_ms")),
                 .shell_state = base::text_at(data, "shell_state")};
    if (data.contains("exit_code")) work.exit_code = static_cast<int>(number(data, "exit_code"));
    record.work = std::move(work);
  }
  record.verdict = base::text_at(data, "verdict");
  record.chosen = base::text_at(data, "chosen");
  record.duration = base::Milliseconds(number(data, "duration_ms"));
  if (const auto saved = base::text_at(data, "shell_state"); !saved.empty() && settled(record.state))
    state.shell_state = saved;
}

static void apply_to_step(const journal::Event& event, RunState& state) {
  const auto& data = event.data;
  const auto id = base::text_at(data, "step");
  auto& record = state.steps[id];
  if (event.kind == "step.began") {
    begin_step(record);
    record.began = event.time;
    ++record.attempts;
    ++state.begun;
    state.stopped_by.clear();
    const auto due = state.due_ms.find(id);
    if (!state.zero && due != state.due_ms.end() && due->second >= 0) state.zero = event.time;
  } else if (event.kind == "question.asked") {
    record.state = StepState::asking;
    record.asked = base::text_at(data, "when");
    record.asked_seq = event.seq;
    record.question = data;
    if (data.contains("work")) record.work = read_work(data["work"]);
  } else if (event.kind == "question.answered") {
    answer_step(event, record);
  } else if (event.kind == "vote.cast") {
    record.votes.push_back({.vote = base::text_at(data, "vote"),
                            .by = base::text_at(data, "by"),
                            .role = base::text_at(data, "role"),
                            .reason = base::text_at(data, "reason"),
                            .at = event.time});
  } else if (event.kind == "step.finished") {
    finish_step(data, record, state);
  }
}

// A procedure may be carried out again: its steps begin anew.
static void begin_procedure(const journal::Event& event, RunState& state) {
  const auto& data = event.data;
  state.procedures[base::text_at(data, "procedure")] = StepState::running;
  state.procedures_began[base::text_at(data, "procedure")] = event.time;
  if (!data.contains("steps") || !data["steps"].is_array()) return;
  for (const auto& step : data["steps"]) state.steps.erase(base::text_at(step, "id"));
}

void RunState::apply(const journal::Event& event) {
  const auto& data = event.data;
  seen = std::max(seen, event.seq);
  take_target(target, event.kind, data);
  if (event.kind == "run.began") {
    id = event.run;
    path = base::text_at(data, "path");
    hash = base::text_at(data, "runbook_hash");
    folder = base::text_at(data, "folder");
    began = event.time;
    read_steps(data, *this);
    if (data.contains("variables") && data["variables"].is_object()) {
      for (const auto& [name, value] : data["variables"].items())
        if (value.is_string()) variables[name] = value.get<std::string>();
    }
  } else if (event.kind == "run.joined") {
    stopped_by.clear();
  } else if (event.kind == "run.resumed") {
    stopped_by.clear();
    if (data.contains("runbook_hash")) hash = base::text_at(data, "runbook_hash");
    read_steps(data, *this);
  } else if (event.kind == "run.scheduled") {
    planned = instant(data, "at");
  } else if (event.kind == "run.paused") {
    if (auto by = base::text_at(data, "stopped_by"); !by.empty()) stopped_by = std::move(by);
    const auto step = steps.find(base::text_at(data, "step"));
    if (step != steps.end())
      std::erase_if(step->second.answers, [](const Given& given) { return given.answer.answer == "stop"; });
  } else if (event.kind == "run.finished") {
    finished = true;
    result = base::text_at(data, "state");
    // Its file goes with the run's folder, unless a procedure still works in there.
    const bool at_work = std::any_of(procedures.begin(), procedures.end(),
                                     [](const auto& each) { return each.second == StepState::running; });
    if (!at_work) shell_state.clear();
  } else if (event.kind == "procedure.began") {
    begin_procedure(event, *this);
  } else if (event.kind == "procedure.finished") {
    procedures[base::text_at(data, "procedure")] = state_named(base::text_at(data, "state"));
    if (finished) shell_state.clear();
  } else if (event.kind == "step.began" || event.kind == "step.finished" || event.kind == "vote.cast" ||
             event.kind.starts_with("question.")) {
    apply_to_step(event, *this);
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
    if (event.kind == "run.began" && base::text_at(event.data, "path") == path) found = event.run;
    if (event.kind == "run.finished" && found == event.run) found.reset();
  }
  return found;
}

}  // namespace runbook
