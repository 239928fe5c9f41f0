// The comments that stand between a file's statements.
#pragma once

#include <string>
#include <string_view>

namespace fix {

/// Those in [from, until) of the text, without what belongs to the statement before.
std::string comment_before(std::string_view text, std::size_t from, std::size_t until);

/// Of the comments above the first statement, those of the file.
std::string header_of(const std::string& comments);

}  // namespace fix
