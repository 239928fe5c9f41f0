// SQL as it may be recorded and shown.
#pragma once

#include <string>
#include <string_view>

namespace sql {

/// `text` with "***" for what its literals hold of secrets: behind PASSWORD, behind the name of a secret and =, in
/// addresses and connection strings, in blocks and composed statements too. Only insides of quotes and comments
/// change, so that it parses as before, and lines keep their numbers.
std::string without_secrets(std::string_view text);

}  // namespace sql
