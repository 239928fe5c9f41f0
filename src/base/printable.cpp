#include "base/printable.h"

#include <algorithm>
#include <random>

#include <fmt/format.h>

namespace base {

// Before every sequence of ours; made anew by each process.
static const std::string& mark() {
  static const std::string value = [] {
    std::random_device random;
    return fmt::format("\x1b{:08x}", random());
  }();
  return value;
}

std::string paint(std::string_view text, std::string_view code) {
  return fmt::format("{0}[{1}m{2}{0}[0m", mark(), code, text);
}

// Length of the character that begins here; 0 where the bytes are not UTF-8; -1 where it is cut off by the end.
static int length_of(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto first = byte(0);
  if (first < 0x80) return 1;
  const int length = first >= 0xF0 && first <= 0xF4  ? 4
                     : first >= 0xE0 && first < 0xF0 ? 3
                     : first >= 0xC2 && first < 0xE0 ? 2
                                                     : 0;
  for (int i = 1; i < length; ++i) {
    const auto at = static_cast<std::size_t>(i);
    if (at >= text.size()) return -1;
    auto least = 0x80;
    auto most = 0xBF;
    if (i == 1 && first == 0xE0) least = 0xA0;  // overlong
    if (i == 1 && first == 0xED) most = 0x9F;   // surrogates
    if (i == 1 && first == 0xF0) least = 0x90;
    if (i == 1 && first == 0xF4) most = 0x8F;
    if (byte(at) < least || byte(at) > most) return 0;
  }
  return length;
}

static unsigned code_of(std::string_view character) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(character[i])); };
  switch (character.size()) {
    case 1:
      return byte(0);
    case 2:
      return (byte(0) & 0x1FU) << 6U | (byte(1) & 0x3FU);
    case 3:
      return (byte(0) & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU);
    default:
      return 0x10000;  // nothing of that is an order
  }
}

static bool is_order(unsigned code) {
  if (code == '\n' || code == '\t') return false;
  return code < 0x20 || (code >= 0x7F && code <= 0x9F) || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069);
}

// The bytes of a sequence of ours behind its mark, "[31m"; 0 where it is none.
static std::size_t colour_at(std::string_view text) {
  if (!text.starts_with(mark())) return 0;
  const auto rest = text.substr(mark().size());
  const auto end = rest.find_first_not_of("0123456789;", 1);
  return rest.starts_with('[') && end != std::string_view::npos && rest[end] == 'm' ? end + 1 : 0;
}

// The bytes of a control sequence, "ESC [ 31 m": ECMA-48, 5.4. 0 where none begins here, -1 where the text ends in
// it.
static int sequence_at(std::string_view text) {
  if (text.size() < 2) return -1;
  if (text[1] != '[') return 0;
  for (std::size_t at = 2; at < std::min<std::size_t>(text.size(), 64); ++at) {
    if (text[at] >= 0x40 && text[at] <= 0x7E) return static_cast<int>(at + 1);
    if (text[at] < 0x20 || text[at] > 0x3F) return 0;
  }
  return text.size() < 64 ? -1 : 0;
}

std::string printable(std::string_view text, std::string* rest) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto left = text.substr(at);
    if (const auto colour = left.front() == '\x1b' ? colour_at(left) : 0; colour > 0) {
      out += '\x1b';
      out += left.substr(mark().size(), colour);
      at += mark().size() + colour;
      continue;
    }
    if (left.front() == '\x1b') {
      const int sequence = sequence_at(left);
      if (sequence < 0 && rest) {
        *rest = left;
        return out;
      }
      if (sequence > 0) {
        at += static_cast<std::size_t>(sequence);
        continue;
      }
    }
    if (left.starts_with("\r\n")) {
      ++at;
      continue;
    }
    const int length = length_of(left);
    if (length < 0 && rest) {
      *rest = left;
      return out;
    }
    if (length <= 0) {
      out += "\xef\xbf\xbd";
      ++at;
      continue;
    }
    const auto character = left.substr(0, static_cast<std::size_t>(length));
    const auto code = code_of(character);
    if (is_order(code))
      out += fmt::format("\\u{:04X}", code);
    else
      out += character;
    at += character.size();
  }
  if (rest) rest->clear();
  return out;
}

}  // namespace base
