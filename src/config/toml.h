// The TOML library, with what makes it abort refused before it sees it.
#pragma once

#include <string_view>

#include <toml++/toml.h>

namespace config {

/// Throws toml::parse_error, as toml::parse does, also for a table's header that does not begin with a name: there
/// toml++ 3.3 relies on an assertion.
toml::table parse_toml(std::string_view text, std::string_view file = {});

}  // namespace config
