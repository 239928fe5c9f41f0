// Estimates of migrations and of the whole plan, which may be not known.
#pragma once

#include <string>

#include "impact/impact.h"

namespace plan {

/// Not so where no server was asked for sizes: both ends are 0 then, which no migration is, for each commits.
bool is_known(const impact::Estimate& estimate);

/// As show_range(), or "not known".
std::string show_estimate(const impact::Estimate& estimate);

}  // namespace plan
