// A file of which the grammar refuses a statement or two: the others still, each in its place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sql/statement.h"

namespace sql {

/// As parse(), but what the grammar refuses becomes an Other with the tag `unread_tag` and the reason in `action`.
/// Throws as parse() does where no statement can be read, or the text is not SQL for another reason.
std::vector<Statement> parse_leniently(std::string_view text, const std::string& file);

inline constexpr std::string_view unread_tag = "unread";

}  // namespace sql
