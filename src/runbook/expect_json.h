// JSON that should come back, compared by fields.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace runbook {

/// Nothing if `expected` is not a JSON object or array, or `output` holds none: then it is compared as text. Else
/// what differs, in words, or "" where it holds.
///
/// Every field that is expected has to be there, with its value; others do not matter, and neither does order. A list
/// has to have as many elements, unless "..." stands among them. X, <words>, "…" and operators (">= 3") mean what
/// they mean elsewhere, with or without quotes.
std::optional<std::string> json_difference(std::string_view expected, std::string_view output);

}  // namespace runbook
