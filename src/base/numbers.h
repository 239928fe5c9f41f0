// Numbers as people read them.
#pragma once

#include <string>
#include <string_view>

namespace base {

/// "1,234,567": digits in groups of three, apart by `separator`.
std::string grouped(long long number, std::string_view separator);
std::string grouped(long long number);  // by a comma

}  // namespace base
