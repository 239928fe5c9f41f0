#include "sql/invisible.h"

#include <algorithm>

#include <fmt/format.h>

#include "sql/lexer.h"

namespace sql {

namespace {

struct Range {
  char32_t first;
  char32_t last;
  std::string_view name;
};

}  // namespace

// Source: Unicode 15, general categories Zs, Zl, Zp and Cf, and the fillers.
static constexpr Range invisible[] = {{0x00A0, 0x00A0, "no-break space"},
                                      {0x00AD, 0x00AD, "soft hyphen"},
                                      {0x034F, 0x034F, "combining grapheme joiner"},
                                      {0x061C, 0x061C, "Arabic letter mark"},
                                      {0x115F, 0x1160, "Hangul filler"},
                                      {0x1680, 0x1680, "Ogham space mark"},
                                      {0x180E, 0x180E, "Mongolian vowel separator"},
                                      {0x2000, 0x200A, "a space of another width"},
                                      {0x200B, 0x200B, "zero width space"},
                                      {0x200C, 0x200C, "zero width non-joiner"},
                                      {0x200D, 0x200D, "zero width joiner"},
                                      {0x200E, 0x200F, "a mark of writing direction"},
                                      {0x2028, 0x2028, "line separator"},
                                      {0x2029, 0x2029, "paragraph separator"},
                                      {0x202A, 0x202E, "a mark of writing direction"},
                                      {0x202F, 0x202F, "narrow no-break space"},
                                      {0x205F, 0x205F, "medium mathematical space"},
                                      {0x2060, 0x2060, "word joiner"},
                                      {0x2061, 0x2064, "an invisible operator"},
                                      {0x2066, 0x2069, "a mark of writing direction"},
                                      {0x3000, 0x3000, "ideographic space"},
                                      {0x3164, 0x3164, "Hangul filler"},
                                      {0xFEFF, 0xFEFF, "byte order mark"},
                                      {0xFFA0, 0xFFA0, "Hangul filler"},
                                      {0xE0000, 0xE007F, "a tag character"}};

// The character at `at`, which begins one; the text is valid UTF-8 (check_text).
static char32_t character_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return static_cast<unsigned char>(at + i < text.size() ? text[at + i] : 0);
  };
  const auto low = [&](std::size_t i) { return static_cast<char32_t>(byte(i) & 0x3FU); };
  if (byte(0) >= 0xF0) return ((byte(0) & 0x07U) << 18U) | (low(1) << 12U) | (low(2) << 6U) | low(3);
  if (byte(0) >= 0xE0) return ((byte(0) & 0x0FU) << 12U) | (low(1) << 6U) | low(2);
  return ((byte(0) & 0x1FU) << 6U) | low(1);
}

static std::optional<Invisible> in_token(std::string_view text, const Token& token) {
  for (auto at = token.begin; at < token.end; ++at) {
    if (static_cast<unsigned char>(text[at]) < 0xC0U) continue;  // ASCII, or the inside of a character
    const auto found = character_at(text, at);
    for (const auto& range : invisible) {
      if (range.first <= found && found <= range.last)
        return Invisible{.offset = at,
                         .name = fmt::format("U+{:04X} ({})", static_cast<unsigned>(found), range.name)};
    }
  }
  return std::nullopt;
}

std::optional<Invisible> find_invisible(std::string_view text, std::size_t begin, std::size_t end) {
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80U; };
  if (std::ranges::all_of(text.substr(begin, end - begin), is_ascii)) return std::nullopt;
  Lexer lexer(text, begin);
  for (auto token = lexer.next(); token.kind != Token::Kind::end && token.begin < end; token = lexer.next()) {
    if (token.kind == Token::Kind::string || token.kind == Token::Kind::broken) continue;
    if (auto found = in_token(text, token)) return found;
  }
  return std::nullopt;
}

}  // namespace sql
