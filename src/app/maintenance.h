// Keeps the application out, and lets it in again exactly as it was.
#pragma once

#include <optional>
#include <string>

#include "app/project.h"
#include "maintenance/guard.h"
#include "maintenance/maintenance.h"
#include "maintenance/prove.h"

namespace app {

struct Kept {
  maintenance::Entered entered;
  std::optional<int> guard = {};  // the process that leaves when the time or its owner is over
};
/// In production it is asked for. Throws Error{Code::stopped} where that is declined, and as maintenance::enter does.
Kept enter_maintenance(Project& project, const maintenance::EnterOptions& request);

struct LetIn {
  std::string database;
  maintenance::Left left;
};
LetIn leave_maintenance(Project& project, bool force);

struct MaintenanceStatus {
  std::string database;
  maintenance::Status status;
};
MaintenanceStatus maintenance_status(Project& project);

struct Proved {
  std::string database;
  base::Milliseconds watched;
  maintenance::Proof proof;
};
/// Watches whether the application is kept out; nothing: as long as the configuration says.
Proved prove_maintenance(Project& project, std::optional<base::Milliseconds> span);

/// Watches over the maintenance until it is over.
maintenance::Guarded guard_maintenance(Project& project, const std::string& id);

}  // namespace app
