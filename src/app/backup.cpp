#include "app/backup.h"

#include <fmt/format.h>

#include "base/error.h"

namespace app {

static std::filesystem::path folder_of(Project& project, const BackupPlace& place) {
  return place.dir ? std::filesystem::absolute(*place.dir) : project.config().backup.dir;
}

static int jobs_of(Project& project, const BackupPlace& place) {
  return place.jobs.value_or(project.config().backup.jobs);
}

TakenBackup create_backup(Project& project, const BackupPlace& place) {
  const auto dir = folder_of(project, place);
  auto entry = backup::create({.connection = project.connection(),
                               .dir = dir,
                               .jobs = jobs_of(project, place),
                               .on_progress = place.on_progress,
                               .stop = project.stop()},
                              project.journal());
  const auto folder = std::filesystem::absolute(dir) / entry.id;
  return {.entry = std::move(entry), .folder = folder};
}

BackupList list_backups(Project& project, const BackupPlace& place) {
  const auto dir = folder_of(project, place);
  return {.dir = dir, .backups = backup::list(dir)};
}

backup::Verified verify_backup(Project& project, const BackupPlace& place, const std::string& id) {
  return backup::verify({.dir = folder_of(project, place),
                         .id = id,
                         .jobs = jobs_of(project, place),
                         .on_progress = place.on_progress,
                         .stop = project.stop()},
                        project.journal());
}

static std::string which(Project& project, const RestoreRequest& request) {
  if (!request.id.empty()) return request.id;
  if (!request.resume) {
    throw base::Error{base::Code::usage, "which backup?",
                      "Name it, or say 'latest'; 'lockkeeper backup list' shows them."};
  }
  const auto found = backup::interrupted_restore(project.connection(request.into), project.journal());
  if (found) return *found;
  throw base::Error{base::Code::usage, "no restore of this database was interrupted", "Name the backup to restore."};
}

static std::string question(const backup::RestorePlan& plan) {
  if (plan.kept.empty()) return fmt::format("Restore {} as {}?", plan.entry.id, plan.described);
  return fmt::format("Replace {} with {}? Everybody who is connected is disconnected.", plan.described,
                     plan.entry.id);
}

RestoredBackup restore_backup(Project& project, const RestoreRequest& request) {
  const backup::RestoreOptions options{.connection = project.connection(),
                                       .dir = folder_of(project, request.place),
                                       .id = which(project, request),
                                       .into = request.into.empty() ? std::nullopt : std::optional(request.into),
                                       .history_schema = project.config().history_schema,
                                       .jobs = jobs_of(project, request.place),
                                       .on_progress = request.place.on_progress,
                                       .stop = project.stop()};
  RestoredBackup out{.plan = backup::plan_restore(options, project.journal()), .restored = {}};
  if (request.on_plan) request.on_plan(out.plan);
  if (project.agreed(question(out.plan), out.plan.database))
    out.restored = backup::restore(out.plan, options, project.journal());
  return out;
}

}  // namespace app
