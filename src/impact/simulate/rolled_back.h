// Locks of what is rolled back before the end: they are waited for, and held no longer.
#pragma once

#include <string_view>

namespace impact {

/// RelationEffect::why of a lock that goes with a sub-transaction: a handled exception, ROLLBACK TO.
inline constexpr std::string_view why_rolled_back = "held until its block is rolled back";

}  // namespace impact
