// Whether the journal is as it was written.
#pragma once

#include "app/project.h"

namespace app {

/// An empty journal does not hold: a new one cannot be told from one that was emptied. Throws Error{Code::journal}
/// where there is none.
journal::Audit audit(Project& project);

}  // namespace app
