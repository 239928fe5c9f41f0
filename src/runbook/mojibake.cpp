#include "runbook/mojibake.h"

#include <array>

namespace runbook {

// Code points of Windows-1252's bytes 0x80 to 0x9F; 0 where it has none. Source: unicode.org, CP1252.TXT.
static constexpr std::array<unsigned, 32> high_signs{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                     0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                     0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                     0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

// The byte that Windows-1252 shows as this code point; 0 if none does.
static unsigned char byte_of(unsigned code) {
  if (code >= 0x80 && code <= 0xFF) return static_cast<unsigned char>(code);  // C1 controls: bytes without a sign
  for (std::size_t i = 0; i < high_signs.size(); ++i) {
    if (high_signs[i] == code) return static_cast<unsigned char>(0x80 + i);
  }
  return 0;
}

// One code point of valid UTF-8 at `at`, which moves behind it.
static unsigned next_code(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const unsigned first = byte(at);
  const int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
  unsigned code = more == 3 ? first & 0x07u : more == 2 ? first & 0x0Fu : more == 1 ? first & 0x1Fu : first;
  for (int i = 1; i <= more; ++i) code = (code << 6) | (byte(at + static_cast<std::size_t>(i)) & 0x3Fu);
  at += static_cast<std::size_t>(more) + 1;
  return code;
}

// The bytes that stand at `at` as signs, if together they are one character of UTF-8; `at` moves behind them.
static std::string whole_character(std::string_view text, std::size_t& at) {
  std::size_t next = at;
  const unsigned char first = byte_of(next_code(text, next));
  const std::size_t more = first >= 0xF0 && first <= 0xF4 ? 3 : first >= 0xE0 ? 2 : first >= 0xC2 ? 1 : 0;
  if (more == 0 || first > 0xF4) return {};
  std::string out(1, static_cast<char>(first));
  for (std::size_t i = 0; i < more; ++i) {
    if (next >= text.size()) return {};
    const unsigned char byte = byte_of(next_code(text, next));
    if (byte < 0x80 || byte > 0xBF) return {};
    out += static_cast<char>(byte);
  }
  // Overlong forms, surrogates and what lies beyond Unicode were never written by anybody.
  const auto second = static_cast<unsigned char>(out[1]);
  const bool valid = !(first == 0xE0 && second < 0xA0) && !(first == 0xED && second > 0x9F) &&
                     !(first == 0xF0 && second < 0x90) && !(first == 0xF4 && second > 0x8F);
  if (!valid) return {};
  at = next;
  return out;
}

std::string mend_mojibake(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte == 0xC3) {  // every such sequence begins with a letter from À to ô
      if (const auto mended = whole_character(text, at); !mended.empty()) {
        out += mended;
        continue;
      }
    }
    out += text[at++];
  }
  return out;
}

}  // namespace runbook
