// The text that an expression of constants makes: what EXECUTE 'DROP TABLE ' || quote_ident('x') will run.
#pragma once

#include <optional>
#include <string>

namespace sql {

/// Nothing where the expression holds anything but text constants, ||, format, concat, quote_ident, quote_literal,
/// lower and upper, or does not parse.
std::optional<std::string> constant_text(const std::string& expression);

}  // namespace sql
