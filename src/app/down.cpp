#include "app/down.h"

#include <fmt/format.h>

#include "app/not_taken.h"
#include "app/undo_losses.h"
#include "base/error.h"
#include "base/text.h"

namespace app {

static bool agreed_down(Project& project, const std::vector<plan::Undo>& undos) {
  project.tell(fmt::format("{} to undo, newest first:\n", base::count_of(std::ssize(undos), "migration")));
  for (const auto& undo : undos) project.tell(fmt::format("  {}  ({})\n", undo.applied.name, undo.source));
  auto session = project.connect();
  for (const auto& loss : losses_of(session, undos)) project.tell(fmt::format("  lost with that: {}\n", loss));
  const auto database = session.database();
  return project.agreed(
      fmt::format("Undo {} in {}? What they hold is lost.", undos.size() == 1 ? "it" : "them", database), database);
}

Undone down(Project& project, const DownRequest& request) {
  const auto run = run_for(project, request.waiting);
  const auto folder = project.folder();
  project.tell(not_taken(folder));
  auto result =
      apply::down(run, folder, {.request = request.choice, .confirm = [&](const std::vector<plan::Undo>& undos) {
                                  return agreed_down(project, undos);
                                }});
  if (result.declined) throw base::Error{base::Code::stopped, "nothing was undone, as you said"};
  return {.names = std::move(result.undone), .run = run.id};
}

std::vector<apply::DryRunResult> try_down(Project& project, const DownRequest& request) {
  return apply::dry_run_down(run_for(project, request.waiting), project.folder(), request.choice);
}

}  // namespace app
