// What a statement costs beside time: disk while it runs and after it, and WAL for standbys and the archive to carry.
#pragma once

#include <string>

#include "impact/impact.h"

namespace impact {

/// Bytes, as a range; both 0: nothing to speak of. Rests on the sizes in the catalog.
struct Bytes {
  long long low = 0;
  long long high = 0;
};
struct Cost {
  Bytes disk = {};  // on top of what is there, at the worst moment; a rewrite gives the old file back at the commit
  Bytes wal = {};
  std::string basis = {};  // "a second copy of orders", empty where there is nothing
};

/// `effects`: what was judged for the statement against this catalog.
Cost cost_of(const sql::Statement& statement, const Effects& effects, const pg::Catalog& before);

Cost operator+(const Cost& one, const Cost& other);

}  // namespace impact
