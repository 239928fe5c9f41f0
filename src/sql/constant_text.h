// The text that an expression of constants makes: what EXECUTE 'DROP TABLE ' || quote_ident('x') will run.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace sql {

/// Nothing where the expression holds anything but constants, ||, sums and products of whole numbers, format, concat,
/// quote_ident, quote_literal and lower, or does not parse.
/// `values`: of variables, "t" or "r.tablename".
std::optional<std::string> constant_text(const std::string& expression,
                                         const std::map<std::string, std::string>& values = {});

/// The texts of ARRAY['a', 'b'] or '{a,b}'::text[], where they are constants.
std::optional<std::vector<std::string>> constant_texts(const std::string& expression);

}  // namespace sql
