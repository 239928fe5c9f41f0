#include "app/rehearse.h"

#include "app/variables.h"
#include "runner/step_files.h"

namespace app {

rehearsal::Result rehearse(Project& project, const RehearseRequest& request, runner::RunObserver& screen) {
  const auto book = runbook::load(request.runbook, runner::files_around(request.folder, project.inherited()));
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
