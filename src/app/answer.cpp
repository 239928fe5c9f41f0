#include "app/answer.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/people.h"
#include "app/run_context.h"
#include "app/variables.h"
#include "app/which_run.h"
#include "base/error.h"
#include "base/text.h"
#include "journal/events/run_scheduled.h"
#include "journal/typed.h"
#include "runner/archived_runbook.h"
#include "runner/questions.h"
#include "runner/roles.h"

namespace app {

using base::Code;
using base::Error;

static std::string open_step_meant(const runner::RunState& state, const std::string& given) {
  std::vector<std::string> open;
  std::vector<std::string> found;
  for (const auto& [id, record] : state.steps) {
    if (!runner::open_question(id, record, nullptr)) continue;
    open.push_back(id);
    if (id == given) return id;
    if (id.find(given) != std::string::npos) found.push_back(id);
  }
  if (found.size() == 1) return found.front();
  throw Error{Code::usage, fmt::format("no question of step '{}' is open", given),
              open.empty() ? std::string("Nothing is asked at the moment; 'lockkeeper history --follow' shows when.")
                           : fmt::format("Open are: {}.", fmt::join(open, ", "))};
}

static std::vector<std::string> names_of(const std::vector<runbook::Field>& fields) {
  std::vector<std::string> names;
  for (const auto& field : fields) names.push_back(field.name);
  return names;
}

static void check_fields(const std::string& step, const runner::Question& question, const runner::Answer& answer) {
  const auto names = names_of(question.fields);
  if (answer.fields.empty()) {
    throw Error{Code::usage, fmt::format("{} asks for fields", step),
                fmt::format("Give them with --field NAME=VALUE: {}.", fmt::join(names, ", "))};
  }
  for (const auto& [name, value] : answer.fields) {
    if (std::ranges::find(names, name) != names.end()) continue;
    throw Error{Code::usage, fmt::format("{} has no open field '{}'", step, name),
                fmt::format("Its open fields: {}.", fmt::join(names, ", "))};
  }
}

// What the question takes it for: one of its choices, whole.
static std::string meaning_of(const std::string& step, const runner::Question& question,
                              const runner::Answer& answer) {
  if (question.when == "field") {
    check_fields(step, question, answer);
    return "filled in";
  }
  if (auto meant = runner::choice_meant(question, answer.answer)) return *std::move(meant);
  std::vector<std::string> keys;
  for (const auto& choice : question.choices) keys.push_back(choice.key);
  throw Error{Code::usage, fmt::format("'{}' is not an answer to {}", answer.answer, step),
              fmt::format("Answer with one of {}.", fmt::join(keys, ", "))};
}

static void refuse_whom_it_does_not_count_for(const config::Run& config, const std::optional<runbook::Runbook>& book,
                                              const runner::Question& question, const runner::Answer& answer) {
  auto people = people_of(config);
  if (book) {
    for (auto& person : runner::people_in(*book)) people.push_back(std::move(person));
  }
  if (const auto why = runner::refusal(question, answer, people); !why.empty()) {
    throw Error{Code::usage, fmt::format("that does not count: {}", why),
                question.when == "contradicted" && answer.reason.empty()
                    ? "Say why with --reason."
                    : "Let somebody else answer, or say with --by and --role for whom you speak."};
  }
}

runner::Question question_asked(Project& project, const std::string& run, const std::string& step) {
  const auto state = runner::project(project.journal().read({.run = run_meant(project, run)}));
  const auto id = open_step_meant(state, step);
  return *runner::open_question(id, state.step(id), nullptr);
}

Answered answer(Project& project, AnswerRequest request) {
  auto& journal = project.journal();
  const auto run = run_meant(project, request.run);
  const auto state = runner::project(journal.read({.run = run}));
  const auto step = open_step_meant(state, request.step);
  const auto& record = state.step(step);
  // The runbook as the run has it: what kinds of fields a step has is in there.
  std::optional<runbook::Runbook> book;
  if (const auto text = runner::kept_text(project.runs(), state.hash)) book = runbook::parse(*text, state.path);
  const auto question = runner::open_question(step, record, book ? book->step(step) : nullptr);
  auto& answer = request.answer;
  answer.source = "command";
  if (answer.by.empty()) answer.by = person(project.inherited());
  answer.answer = meaning_of(step, *question, answer);
  refuse_whom_it_does_not_count_for(project.config().run, book, *question, answer);
  if (!runner::post_answer(journal, run, *question, record.asked_seq, answer,
                           secrets_known(project, run, {answer.answer, answer.by, answer.reason, answer.fields}))) {
    throw Error{Code::stopped,
                question->by_vote ? fmt::format("not counted: {} has been decided in this moment", step)
                                  : fmt::format("the question of {} has just been answered by somebody else", step),
                "See what was said with 'lockkeeper history'."};
  }
  return {.run = run, .step = step, .answer = answer.answer, .by = answer.by};
}

// The gate that asks; a run has one open at a time.
static std::string open_gate(Project& project, const std::string& given) {
  const auto state = runner::project(project.journal().read({.run = run_meant(project, given)}));
  for (const auto& [id, record] : state.steps) {
    if (record.asked == "gate" && runner::open_question(id, record, nullptr)) return id;
    // Its votes are in: what is open is whether they may stand against what is known.
    if (record.asked == "contradicted" && !record.votes.empty())
      throw Error{Code::usage,
                  fmt::format("{} has its votes, and asks whether GO may stand against what is known", id),
                  fmt::format("Say no with 'lockkeeper answer {0} {1} stop', or waive it with 'lockkeeper answer {0} "
                              "{1} waive --reason WHY'.",
                              given.empty() ? "latest" : base::shell_quote(given), id)};
  }
  throw Error{Code::usage, "no gate is open",
              "A vote counts from the moment the gate asks; see how far the run is with 'lockkeeper history'."};
}

Answered vote(Project& project, AnswerRequest request) {
  request.step = open_gate(project, request.run);
  return answer(project, std::move(request));
}

Rescheduled reschedule(Project& project, const RescheduleRequest& request) {
  const auto run = run_meant(project, request.run);
  const auto state = runner::project(project.journal().read({.run = run}));
  if (state.finished) {
    throw Error{Code::usage, fmt::format("the run {} is over", run),
                "Give a new run its time with 'lockkeeper run RUNBOOK --at TIME'."};
  }
  auto event = journal::in_run(
      run, journal::event(journal::RunScheduled{.at = request.at,
                                                .before = state.planned,
                                                .by = request.by.empty() ? person(project.inherited()) : request.by,
                                                .reason = request.reason}));
  secrets_known(project, run, event.data).hide(event.data);
  auto data = event.data;
  project.journal().append(std::move(event));
  return {.run = run, .before = state.planned, .data = std::move(data)};
}

}  // namespace app
