// Taking the migration lock and the lease row, by polling.
#pragma once

#include "apply/lease.h"

namespace apply {

/// Takes the advisory lock (and another tool's), makes the tables, takes the row. Gives back the token; 0 without a
/// row.
long long acquire(const Run& run, pg::Session& control, const Lease::Options& options);

}  // namespace apply
