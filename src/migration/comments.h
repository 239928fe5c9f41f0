// The comments of a script, line by line, with their places.
#pragma once

#include <string_view>
#include <vector>

namespace migration {

/// One line of a comment; a block comment has several.
struct CommentLine {
  std::size_t offset = 0;  // of `text` in the script
  int line = 1;            // of the script
  std::string_view text;   // as written, with its marks, without the white space around it
  bool own_line = false;   // nothing but comment stands before it on its line
  std::size_t after = 0;   // where the comment ends, the whole block of a block comment
};

/// In file order. What stands in quotes is not a comment. Lines that begin with # or // where a statement may begin
/// count as comments too: PostgreSQL knows no such comments, but tools that cut files in pieces do.
std::vector<CommentLine> comments_of(std::string_view script);

}  // namespace migration
