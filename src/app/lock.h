// The migration lock of the target.
#pragma once

#include "app/project.h"
#include "apply/lock.h"

namespace app {

struct MigrationLock {
  std::string database;  // as messages name it
  apply::LockState state;
};
MigrationLock migration_lock(Project& project);

/// As apply::release_lock.
void release_migration_lock(Project& project, const apply::LockState& state);

}  // namespace app
