// Backups: taken, listed, proved by restoring, and restored beside the database.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/project.h"
#include "backup/backup.h"

namespace app {

/// Where backups lie and how they are worked on; what is not said is as the configuration has it.
struct BackupPlace {
  std::optional<std::filesystem::path> dir = {};
  std::optional<int> jobs = {};
  backup::OnProgress on_progress = {};
};

struct TakenBackup {
  backup::Entry entry;
  std::filesystem::path folder;  // absolute
};
TakenBackup create_backup(Project& project, const BackupPlace& place);

struct BackupList {
  std::filesystem::path dir;
  std::vector<backup::Listed> backups;
};
BackupList list_backups(Project& project, const BackupPlace& place);

/// `id`: one's id, the beginning of it, or "latest".
backup::Verified verify_backup(Project& project, const BackupPlace& place, const std::string& id);

struct RestoreRequest {
  BackupPlace place = {};
  std::string id = {};    // as verify_backup() takes it; empty with `resume`: the one that was being restored
  std::string into = {};  // make a new database of this name, replace nothing
  bool resume = false;    // go on with the restore that was interrupted
  /// Told before it is asked for.
  std::function<void(const backup::RestorePlan&)> on_plan = {};
};
struct RestoredBackup {
  backup::RestorePlan plan;
  std::optional<backup::Restored> restored;  // nothing where it was declined
};
/// Asks once the plan is known.
RestoredBackup restore_backup(Project& project, const RestoreRequest& request);

}  // namespace app
