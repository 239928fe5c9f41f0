#include "app/status.h"

namespace app {

FolderStatus status(Project& project) {
  FolderStatus out{.folder = project.folder(), .status = {}};
  auto session = project.connect();
  out.status = apply::read_status(session, project.config().history_schema, out.folder);
  return out;
}

}  // namespace app
