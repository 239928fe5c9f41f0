#include "app/rehearse.h"

#include <set>

#include "app/load_runbook.h"
#include "app/review.h"
#include "app/variables.h"
#include "rehearsal/call.h"
#include "runner/reading.h"

namespace app {

std::vector<std::string> shown_to_pass(const runbook::Runbook& book, const rehearsal::Result& result) {
  std::vector<std::string> out;
  if (!result.passed()) return out;
  std::set<std::string> stood_in;
  for (const auto& call : rehearsal::read_calls(result.folder)) {
    if (call.kind != "passed on" && call.kind != "wait") stood_in.insert(call.step);
  }
  const journal::Journal own(std::filesystem::path(result.folder) / "journal.db");
  const auto state = runner::project(own.read({.run = result.run}));
  const auto add = [&](const std::vector<runbook::Step>& steps) {
    for (const auto& step : steps) {
      const bool passed = state.step(step.id).state == runner::StepState::passed;
      if (passed && runner::is_asked_about(step) && !stood_in.contains(step.id)) out.push_back(step.id);
    }
  };
  add(book.steps);
  for (const auto& procedure : book.procedures) add(procedure.steps);
  return out;
}

std::vector<std::string> approve_rehearsed(Project& project, const RehearseRequest& request,
                                           const rehearsal::Result& result) {
  const auto book = load_runbook(project, request.runbook, request.folder, request.set);
  auto review = review_of(project, book, request.folder);
  return approve(project, book,
                 {.steps = shown_to_pass(book, result), .by = request.by, .source = "rehearsal " + result.id},
                 review);
}

rehearsal::Result rehearse(Project& project, const RehearseRequest& request, runner::RunObserver& screen) {
  const auto book = load_runbook(project, request.runbook, request.folder, request.set);
  rehearsal::Options options{.folder = request.folder,
                             .beside = std::filesystem::absolute(project.journal_file()).parent_path() / "rehearsals",
                             .program = request.program,
                             .source = rehearsal::find_source(request.from, project.config().backup.dir),
                             .production = project.connection().target,
                             .stand_ins = {},
                             .assume_yes = request.assume_yes,
                             .isolate = request.isolate,
                             .at = request.at,
                             .procedures = request.procedures,
                             .variables = variables_from(project, request.set, {}),
                             .configuration = project.config().file,
                             .inherited = project.inherited(),
                             .actor = project.run_context().actor,
                             .stop = project.stop()};
  if (request.answers) {
    options.answers = runner::read_answers(*request.answers);
    options.answers_file = *request.answers;
  }
  if (request.stand_ins) options.stand_ins = rehearsal::read_stand_ins(*request.stand_ins);
  const auto result = rehearsal::rehearse(book, options, screen);
  rehearsal::record(result, book, project.journal());
  return result;
}

}  // namespace app
