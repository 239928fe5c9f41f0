// Where each migration stands.
#pragma once

#include "app/project.h"
#include "apply/status.h"

namespace app {

struct FolderStatus {
  migration::Folder folder;  // that `status` points to
  apply::Status status;
};
FolderStatus status(Project& project);

}  // namespace app
