// Tells the history what a person knows: that a migration is applied, or rolled back, or how far it came. Only what
// is true, as far as the catalog can tell.
#pragma once

#include <string>

#include "apply/run.h"
#include "migration/migration.h"

namespace apply {

enum class Claim { applied, rolled_back, statements_done };

struct ResolveRequest {
  Claim claim = Claim::applied;
  std::string name;          // name, version or an unambiguous beginning
  int statements_done = 0;   // for Claim::statements_done
  bool force = false;        // also against what the catalog says
  std::string because = {};  // what a person saw, in words: needed where the catalog cannot tell
};

/// Gives back what was recorded, in words.
/// `applied`: a pending, failed or interrupted migration counts as applied from now on; for an applied one whose file
/// changed, the record takes over the file as it is now. `rolled_back`: a failed or interrupted one is pending again;
/// an applied one whose file is gone leaves the record. `statements_done`: so many statements of an interrupted
/// migration took effect, and `up` goes on after them. Throws Error{Code::migration} where the claim does not fit the
/// record (an applied one is undone with `down`), or the catalog contradicts it and `force` is not set, saying what
/// was found; and where it cannot be known and `because` is empty, saying which statements left no mark.
std::string resolve(const Run& run, const migration::Folder& folder, const ResolveRequest& request);

}  // namespace apply
