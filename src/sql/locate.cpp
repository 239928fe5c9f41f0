#include "sql/locate.h"

#include <algorithm>
#include <cstring>

namespace sql {

void Locator::restart() {
  line_begin_ = reached_ = 0;
  line_ = column_ = 1;
}

LineAndColumn Locator::at(std::size_t offset) {
  offset = std::min(offset, text_.size());
  if (offset < reached_) restart();
  while (const void* found = std::memchr(text_.data() + reached_, '\n', offset - reached_)) {
    reached_ = line_begin_ = static_cast<std::size_t>(static_cast<const char*>(found) - text_.data()) + 1;
    ++line_;
    column_ = 1;
  }
  for (; reached_ < offset; ++reached_) {
    if ((static_cast<unsigned char>(text_[reached_]) & 0xC0U) != 0x80U) ++column_;  // not inside a character
  }
  return {.line = line_, .column = column_, .text = {}};
}

LineAndColumn locate(std::string_view text, std::size_t offset) {
  offset = std::min(offset, text.size());
  auto place = Locator(text).at(offset);
  const auto before = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
  const auto begin = before == std::string_view::npos ? 0 : before + 1;
  place.text = text.substr(begin, std::min(text.find('\n', begin), text.size()) - begin);
  if (place.text.ends_with('\r')) place.text.remove_suffix(1);
  return place;
}

base::Place place_of(std::string_view text, std::size_t offset, const std::string& file) {
  const auto found = locate(text, offset);
  return {.file = file, .line = found.line, .column = found.column, .text = std::string(found.text)};
}

}  // namespace sql
