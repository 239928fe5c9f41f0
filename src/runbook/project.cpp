// The run's state as a fold over its events. Pure.
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

static std::string text(const base::Json& data, const char* key) {
  const auto found = data.find(key);
  return found != data.end() && found->is_string() ? found->get<std::string>() : std::string();
}

static long long number(const base::Json& data, const char* key) {
  const auto found = data.find(key);
  return found != data.end() && found->is_number() ? found->get<long long>() : 0;
}

static void read_steps(const base::Json& data, RunState& state) {
  if (!data.contains("steps") || !data["steps"].is_array()) return;
  for (const auto& step : data["steps"]) {
    if (step.contains("due_ms") && step["due_ms"].is_number())
      state.due_ms[text(step, "id")] = number(step, "due_ms");
  }
}

static Outcome read_work(const base::Json& work) {
  Outcome out;
  out.came = text(work, "came") == "differs" ? Outcome::Came::differs : Outcome::Came::failed;
  out.verdict = text(work, "verdict");
  out.evidence = text(work, "evidence");
  out.shell_state = text(work, "shell_state");
  out.duration = base::Milliseconds(number(work, "duration_ms"));
  if (work.contains("exit_code")) out.exit_code = static_cast<int>(number(work, "exit_code"));
  return out;
}

void RunState::apply(const journal::Event& event) {
  const auto& data = event.data;
  if (event.kind == "run.began") {
    id = event.run;
    path = text(data, "path");
    hash = text(data, "runbook_hash");
    folder = text(data, "folder");
    began = event.time;
    read_steps(data, *this);
  } else if (event.kind == "run.resumed") {
    if (data.contains("runbook_hash")) hash = text(data, "runbook_hash");
    read_steps(data, *this);
  } else if (event.kind == "run.finished") {
    finished = true;
    result = text(data, "state");
  } else if (event.kind == "step.began") {
    const auto id_of_step = text(data, "step");
    auto& record = steps[id_of_step];
    record.state = StepState::running;
    record.asked.clear();
    record.work.reset();
    record.began = event.time;
    ++record.attempts;
    ++begun;
    const auto due = due_ms.find(id_of_step);
    if (!zero && due != due_ms.end() && due->second >= 0) zero = event.time;
  } else if (event.kind == "question.asked") {
    auto& record = steps[text(data, "step")];
    record.state = StepState::asking;
    record.asked = text(data, "when");
    if (data.contains("work")) record.work = read_work(data["work"]);
  } else if (event.kind == "question.answered") {
    auto& record = steps[text(data, "step")];
    // A person allowed the dangerous step: from here on it may have run. All other answers are followed by an event
    // of their own; until then the question counts as open and is asked again.
    if (record.asked == "dangerous" && text(data, "answer") == "run") {
      record.state = StepState::running;
      record.asked.clear();
    }
    if (data.contains("fields") && data["fields"].is_object()) {
      for (const auto& [key, value] : data["fields"].items()) {
        if (value.is_string()) record.fields[key] = value.get<std::string>();
      }
    }
  } else if (event.kind == "step.finished") {
    auto& record = steps[text(data, "step")];
    record.state = state_named(text(data, "state"));
    record.asked.clear();
    record.work.reset();
    record.verdict = text(data, "verdict");
    record.chosen = text(data, "chosen");
    record.duration = base::Milliseconds(number(data, "duration_ms"));
    if (const auto saved = text(data, "shell_state"); !saved.empty() && settled(record.state)) shell_state = saved;
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
    if (event.kind == "run.began" && text(event.data, "path") == path) found = event.run;
    if (event.kind == "run.finished" && found == event.run) found.reset();
  }
  return found;
}

}  // namespace runbook
