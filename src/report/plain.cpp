#include "report/plain.h"

#include <cstdint>

namespace report {

static constexpr std::string_view replacement = "\xef\xbf\xbd";

// Length of the escape sequence at the beginning of `text`, which starts with ESC (ECMA-48: CSI, OSC and other
// strings, two-character sequences).
static std::size_t escape_length(std::string_view text) {
  if (text.size() < 2) return text.size();
  const char kind = text[1];
  if (kind == '[') {
    std::size_t at = 2;
    while (at < text.size() && text[at] >= 0x20 && text[at] < 0x40) ++at;
    return at < text.size() && text[at] >= 0x40 && text[at] < 0x7f ? at + 1 : at;
  }
  if (kind == ']' || kind == 'P' || kind == 'X' || kind == '^' || kind == '_') {
    // Ended by BEL or ESC \. One that is never ended must not swallow the lines after it.
    for (std::size_t at = 2; at < text.size() && text[at] != '\n'; ++at) {
      if (text[at] == '\a') return at + 1;
      if (text[at] == '\x1b' && at + 1 < text.size() && text[at + 1] == '\\') return at + 2;
    }
    return 2;
  }
  std::size_t at = 1;
  while (at < text.size() && text[at] >= 0x20 && text[at] < 0x30) ++at;  // charset and the like
  return at < text.size() && text[at] >= 0x30 && text[at] < 0x7f ? at + 1 : at;
}

// Bytes of the UTF-8 sequence at the beginning of `text`; 0 where it is none.
static std::size_t sequence_length(std::string_view text, std::uint32_t& code) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  const std::size_t length = lead < 0x80   ? 1
                             : lead < 0xc2 ? 0
                             : lead < 0xe0 ? 2
                             : lead < 0xf0 ? 3
                             : lead < 0xf5 ? 4
                                           : 0;
  if (length == 0 || length > text.size()) return 0;
  code = length == 1 ? lead : lead & (0x7fU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xc0U) != 0x80) return 0;
    code = (code << 6U) | (byte(i) & 0x3fU);
  }
  const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
  const bool outside = (code >= 0xd800 && code < 0xe000) || code > 0x10ffff;
  return overlong || outside ? 0 : length;
}

static bool is_harmful(std::uint32_t code) {
  if (code == '\n' || code == '\t') return false;
  if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return true;
  // Marks, embeddings, overrides and isolates of direction (Unicode UAX 9), line and paragraph separators, BOM.
  return code == 0x61c || code == 0x200e || code == 0x200f || (code >= 0x2028 && code <= 0x202e) ||
         (code >= 0x2066 && code <= 0x2069) || code == 0xfeff;
}

std::string plain(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t line_begin = 0;
  while (!text.empty()) {
    if (text.front() == '\x1b') {
      text.remove_prefix(escape_length(text));
      continue;
    }
    if (text.front() == '\r') {
      const auto after = text.find_first_not_of('\r');
      text.remove_prefix(after == std::string_view::npos ? text.size() : after);
      // A progress bar draws over its own line; CRLF is just the line's end.
      if (!text.empty() && text.front() != '\n') out.resize(line_begin);
      continue;
    }
    std::uint32_t code = 0;
    const std::size_t length = sequence_length(text, code);
    if (length == 0 || is_harmful(code)) {
      out += replacement;
    } else {
      out += text.substr(0, length);
    }
    if (code == '\n') line_begin = out.size();
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return out;
}

}  // namespace report
