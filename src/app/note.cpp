#include "app/note.h"

#include "app/variables.h"
#include "app/which_run.h"
#include "base/error.h"
#include "base/text.h"
#include "journal/events/note.h"
#include "journal/typed.h"
#include "report/write.h"

namespace app {

// Most things to do are found after the run's end, when nothing tells any more which run was meant.
static std::string run_of(Project& project, const NoteRequest& request) {
  if (!request.run.empty()) return run_meant(project, request.run);
  const bool newest = request.is_action() && project.run_context().run.empty();
  return newest ? report::newest_run(project.journal()).value_or("") : "";
}

journal::Event note(Project& project, const NoteRequest& request) {
  if (base::trim(request.text).empty()) {
    throw base::Error{base::Code::usage, "the note is empty",
                      "Say what happened: lockkeeper note \"replica caught up\"."};
  }
  journal::Note remark{.text = request.text};
  if (request.is_action()) {
    remark.action = true;
    remark.owner = request.owner;
    remark.due = request.due;
  }
  const auto run = run_of(project, request);
  auto noted = journal::in_run(run, journal::event(remark));
  noted.actor = request.by;
  secrets_known(project, run.empty() ? project.run_context().run : run, noted.data).hide(noted.data);
  return project.journal().append(std::move(noted));
}

}  // namespace app
