#include "fix/comments.h"

#include "base/text.h"

namespace fix {

// The comments between two statements; what stands behind the semicolon on its line belongs to the statement before.
std::string comment_before(std::string_view text, std::size_t from, std::size_t until) {
  auto between = text.substr(from, until - from);
  if (const auto semicolon = between.find(';'); from > 0 && semicolon != std::string_view::npos)
    between.remove_prefix(semicolon + 1);
  return std::string(base::trim(between));
}

// Of the comments above the first statement, those of the file: an empty line parts them from the statement's own.
std::string header_of(const std::string& comments) {
  std::size_t end = std::string::npos;
  std::size_t at = 0;
  for (const auto line : base::lines(comments)) {
    if (base::trim(line).empty()) end = at;
    at += line.size() + 1;
  }
  return comments.substr(0, end);
}

}  // namespace fix
