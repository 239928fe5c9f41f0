#include "app/lock.h"

namespace app {

MigrationLock migration_lock(Project& project) {
  auto session = project.connect();
  return {.database = project.named(session), .state = apply::read_lock(session, project.config().history_schema)};
}

void release_migration_lock(Project& project, const apply::LockState& state) {
  auto session = project.connect();
  apply::release_lock(session, project.config().history_schema, state);
}

}  // namespace app
