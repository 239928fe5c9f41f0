// Everything that can be found before anything runs, and whether a database is what its migrations make.
#pragma once

#include <vector>

#include "app/project.h"
#include "apply/drift.h"
#include "apply/replay.h"
#include "plan/plan.h"

namespace app {

struct Validated {
  migration::Folder folder;                  // that `pending` points to
  std::vector<migration::Finding> findings;  // errors first
  plan::Plan pending;
  [[nodiscard]] long long errors() const;
};
/// `offline`: the files alone are looked at.
Validated validate(Project& project, bool offline);

struct Drifted {
  apply::Replayed replayed;
  std::vector<apply::Drift> drifts;  // none where something is unknown
  [[nodiscard]] bool known() const { return replayed.unknown.empty(); }
};
/// What the applied migrations make, carried out anew on a server of our own, against the database as it is.
Drifted drift(Project& project);

}  // namespace app
