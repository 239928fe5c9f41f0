#include "app/maintenance.h"

#include <fmt/format.h>

#include "base/error.h"

namespace app {

static maintenance::Surroundings surroundings_of(Project& project, pg::Session& session) {
  return {.session = session,
          .config = project.config(),
          .journal = project.journal(),
          .stop = project.stop(),
          .progress = [&project](std::string_view line) { project.tell(fmt::format("{}\n", line)); }};
}

// The guard finds the same database and journal, wherever it stands; the address goes by the environment, since a
// password in the arguments shows in ps.
static int start_guard(Project& project, const std::string& id) {
  const auto self = std::filesystem::read_symlink("/proc/self/exe").string();
  std::vector<std::string> argv{self, "maintenance", "guard", id};
  if (!project.config().file.empty()) argv.insert(argv.end(), {"--config", project.config().file.string()});
  auto environment = project.inherited();
  environment.set("LOCKKEEPER_JOURNAL", std::filesystem::absolute(project.journal_file()).string());
  if (const auto target = project.connection().target; !target.empty()) environment.set("DATABASE_URL", target);
  return maintenance::start_guard(project.journal(), id, argv, environment);
}

Kept enter_maintenance(Project& project, const maintenance::EnterOptions& request) {
  auto session = project.connect();
  const auto question = request.terminate ? "Keep the application out, and end its sessions that are left?"
                                          : "Keep the application out?";
  if (project.production() && !project.agreed(question, session.database()))
    throw base::Error{base::Code::stopped, "nothing was changed, as you said"};
  Kept out{.entered = maintenance::enter(surroundings_of(project, session), request)};
  const auto& id = out.entered.record.id;
  out.guard = maintenance::guard_of(project.journal(), id);
  if (request.dead_man && !out.guard) out.guard = start_guard(project, id);
  return out;
}

LetIn leave_maintenance(Project& project, bool force) {
  auto session = project.connect();
  return {.database = session.database(),
          .left = maintenance::leave(surroundings_of(project, session), {.force = force})};
}

MaintenanceStatus maintenance_status(Project& project) {
  auto session = project.connect();
  return {.database = session.database(), .status = maintenance::status(surroundings_of(project, session))};
}

Proved prove_maintenance(Project& project, std::optional<base::Milliseconds> span) {
  const auto watched = span.value_or(project.config().maintenance.prove_for);
  auto session = project.connect();
  project.tell(fmt::format("watching {} for {}\n", session.database(), base::format_span(watched)));
  auto proof = maintenance::prove(surroundings_of(project, session), watched);
  return {.database = session.database(), .watched = watched, .proof = std::move(proof)};
}

maintenance::Guarded guard_maintenance(Project& project, const std::string& id) {
  return maintenance::guard(
      project.config(), project.journal(), base::system_clock(), project.stop(),
      {.id = id, .connect = [&](const std::string& database) { return project.connect(database); }});
}

}  // namespace app
