// Characters that nobody sees and PostgreSQL reads: outside quotes they are letters to it, so that two words become
// one, or a name is not the name it looks like.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sql {

struct Invisible {
  std::size_t offset = 0;  // bytes from the start of the text
  std::string name = {};   // "U+200B (zero width space)"
};

/// The first one that begins in [begin, end) of `text`, outside strings and comments.
std::optional<Invisible> find_invisible(std::string_view text, std::size_t begin, std::size_t end);

}  // namespace sql
