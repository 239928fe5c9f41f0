// Who works here, as the system knows them.
#pragma once

#include <string>

namespace base {

/// The effective account's name, or its number where it has none.
std::string account();
/// The machine's name; empty where it has none.
std::string host_name();

}  // namespace base
