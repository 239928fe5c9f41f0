// A file of which the grammar refuses a statement or two: the others still, each in its place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "sql/statement.h"

namespace sql {

/// As parse(), but what the grammar refuses becomes an Other with the tag `unparsed_tag` and the reason in `action`.
/// Throws as parse() does where no statement can be read, or the text is not SQL for another reason.
std::vector<Statement> parse_leniently(std::string_view text, const std::string& file);

/// The statements from `begin` on, which is where one begins, each read for itself: what cannot be read, commands of
/// psql and the rows of a COPY too, becomes such an Other, and why stands in `refused`, in file order with its place
/// in `text`.
std::vector<Statement> read_each(std::string_view text, std::size_t begin, const std::string& file,
                                 std::vector<base::Error>& refused);

inline constexpr std::string_view unparsed_tag = "unread";

inline bool is_unparsed(const Statement& statement) {
  const auto* other = statement.as<Other>();
  return other && other->tag == unparsed_tag;
}

}  // namespace sql
