#include "base/text.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <cstring>
#include <wchar.h>

#include <fmt/format.h>

namespace base {

static bool is_space(char c) {
  return std::isspace(static_cast<unsigned char>(c)) != 0;
}
static char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

std::vector<std::string_view> lines(std::string_view text) {
  auto parts = split(text, '\n');
  if (parts.back().empty()) parts.pop_back();
  for (auto& part : parts) {
    if (part.ends_with('\r')) part.remove_suffix(1);
  }
  return parts;
}

std::string to_lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() &&
         std::equal(prefix.begin(), prefix.end(), text.begin(), [](char a, char b) { return lower(a) == lower(b); });
}

static constexpr std::size_t search_block = 64;

// Whether a byte and the one `apart` from it are these letters, in lower case; it need not be right about other
// bytes.
static bool is_pair(const char* at, char first, char second, std::size_t apart) {
  const auto is_first = static_cast<char>(at[0] | 0x20) == first;
  const auto is_second = static_cast<char>(at[apart] | 0x20) == second;
  return (static_cast<unsigned char>(is_first) & static_cast<unsigned char>(is_second)) != 0;
}

// Of a fixed length and without a way out, so that the compiler turns it into vector instructions.
static bool holds_pair(const char* block, char first, char second, std::size_t apart) {
  unsigned char found = 0;
  for (std::size_t at = 0; at < search_block; ++at)
    found |= static_cast<unsigned char>(is_pair(block + at, first, second, apart));
  return found != 0;
}

bool contains_ignoring_case(std::string_view text, std::string_view word) {
  if (word.empty()) return true;
  if (word.size() > text.size()) return false;
  // Files are searched for words that few of them hold: blocks without its first two letters are passed over.
  const std::size_t apart = std::min<std::size_t>(1, word.size() - 1);
  const auto first = static_cast<char>(word[0] | 0x20);
  const auto second = static_cast<char>(word[apart] | 0x20);
  const auto ends = text.size() - word.size() + 1;  // where it may begin
  for (std::size_t from = 0; from < ends; from += search_block) {
    if (from + search_block <= ends && !holds_pair(text.data() + from, first, second, apart)) continue;
    for (auto at = from; at < std::min(ends, from + search_block); ++at) {
      if (is_pair(text.data() + at, first, second, apart) &&
          starts_with_ignoring_case(text.substr(at, word.size()), word))
        return true;
    }
  }
  return false;
}

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
  return text;
}

std::string indent_following(std::string_view text, int spaces) {
  while (text.ends_with('\n')) text.remove_suffix(1);
  return replace_all(std::string(text), "\n", "\n" + std::string(static_cast<std::size_t>(spaces), ' '));
}

std::string slug(std::string_view text, std::size_t longest) {
  std::string out;
  for (const char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 && static_cast<unsigned char>(c) < 0x80) {
      out += lower(c);
    } else if (!out.empty() && out.back() != '-' && c != '\'' && c != '`') {
      out += '-';
    }
  }
  if (out.size() > longest) {
    const auto dash = out.rfind('-', longest);
    out.resize(dash == std::string::npos || dash == 0 ? longest : dash);
  }
  while (out.ends_with('-')) out.pop_back();
  return out;
}

// The code point at the front of `text` and how many bytes it takes; invalid bytes count as one character each.
static std::pair<char32_t, std::size_t> code_point(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto first = byte(0);
  const std::size_t length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1;
  if (length == 1 || text.size() < length) return {first, 1};
  char32_t point = first & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return {first, 1};
    point = (point << 6U) | (byte(i) & 0x3FU);
  }
  return {point, length};
}

// wcwidth() depends on the locale, which a 2 a.m. container seldom sets: the ranges that runbooks really use.
static std::size_t width_of(char32_t point) {
  if (point == 0x200D || (point >= 0x0300 && point <= 0x036F) || (point >= 0xFE00 && point <= 0xFE0F)) return 0;
  if ((point >= 0x1100 && point <= 0x115F) || (point >= 0x2E80 && point <= 0xA4CF) ||
      (point >= 0xAC00 && point <= 0xD7A3) || (point >= 0xF900 && point <= 0xFAFF) ||
      (point >= 0xFF00 && point <= 0xFF60) || (point >= 0x1F300 && point <= 0x1FAFF)) {
    return 2;
  }
  return 1;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const auto [point, length] = code_point(text);
    width += width_of(point);
    text.remove_prefix(length);
  }
  return width;
}

std::string pad_right(std::string_view text, std::size_t width) {
  const auto have = display_width(text);
  return std::string(text) + std::string(have < width ? width - have : 0, ' ');
}

std::string pad_left(std::string_view text, std::size_t width) {
  const auto have = display_width(text);
  return std::string(have < width ? width - have : 0, ' ') + std::string(text);
}

std::string shorten(std::string_view text, std::size_t width) {
  if (display_width(text) <= width) return std::string(text);
  std::string out;
  std::size_t used = 1;  // the ellipsis
  while (!text.empty()) {
    const auto [point, length] = code_point(text);
    used += width_of(point);
    if (used > width) break;
    out += text.substr(0, length);
    text.remove_prefix(length);
  }
  return out + "…";
}

std::string one_line(std::string_view text, std::size_t width) {
  std::string line;
  for (const char c : text) {
    const bool blank = c == '\n' || c == '\r' || c == '\t' || c == ' ';
    if (blank && (line.empty() || line.back() == ' ')) continue;
    line += blank ? ' ' : c;
    if (line.size() > 4 * width) break;  // however many bytes a character has
  }
  return shorten(trim(line), width);
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      diagonal = above;
    }
  }
  return row.back();
}

static std::string without_plural(std::string word) {
  if (word.ends_with("ies")) return word.substr(0, word.size() - 3) + "y";
  if (word.ends_with("s") && !word.ends_with("ss")) word.pop_back();
  return word;
}

static std::string bare(std::string_view word) {  // "OrderItem" and order_items are one word to a person
  return without_plural(replace_all(to_lower(word), "_", ""));
}

std::optional<std::string> near_match(std::string_view wanted, std::span<const std::string> candidates) {
  const std::string key = bare(wanted);
  // A swap of two letters counts as two edits.
  const std::size_t most = key.size() < 5 ? 1 : std::max<std::size_t>(2, key.size() / 4);
  const std::string* best = nullptr;
  std::size_t best_distance = most + 1;
  for (const auto& candidate : candidates) {
    const std::string other = bare(candidate);
    if (other.size() > key.size() + most || key.size() > other.size() + most) continue;
    const auto distance = edit_distance(key, other);
    if (distance < best_distance) {
      best = &candidate;
      best_distance = distance;
    }
  }
  if (!best) return std::nullopt;
  return *best;
}

bool glob_matches(std::string_view pattern, std::string_view text) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t resume = 0;
  while (t < text.size()) {
    if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t]) && pattern[p] != '*') {
      ++p, ++t;
    } else if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

std::string count_of(long long count, std::string_view singular, std::string_view plural) {
  if (count == 1) return fmt::format("1 {}", singular);
  return plural.empty() ? fmt::format("{} {}s", count, singular) : fmt::format("{} {}", count, plural);
}

// Eight bytes at once, which most of a file are; fewer are not looked at.
static bool is_ascii(std::string_view text) {
  std::uint64_t bytes = 0;
  if (text.size() < sizeof bytes) return false;
  std::memcpy(&bytes, text.data(), sizeof bytes);
  return (bytes & 0x8080808080808080U) == 0;
}

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  for (std::size_t i = 0; i < text.size();) {
    const auto first = byte(i);
    if (is_ascii(text.substr(i, sizeof(std::uint64_t)))) {
      i += sizeof(std::uint64_t);
      continue;
    }
    if (first < 0x80) {
      ++i;
      continue;
    }
    const std::size_t length = first >= 0xF0 && first <= 0xF4  ? 4
                               : first >= 0xE0 && first < 0xF0 ? 3
                               : first >= 0xC2 && first < 0xE0 ? 2
                                                               : 0;
    if (length == 0 || i + length > text.size()) return i;
    for (std::size_t k = 1; k < length; ++k) {
      if ((byte(i + k) & 0xC0U) != 0x80U) return i;
    }
    const auto second = byte(i + 1);
    if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) || (first == 0xF0 && second < 0x90) ||
        (first == 0xF4 && second > 0x8F)) {
      return i;
    }
    i += length;
  }
  return std::nullopt;
}

std::string shell_quote(std::string_view word) {
  const bool plain = !word.empty() && std::all_of(word.begin(), word.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 ||
           std::string_view("_-./:=,@%+").find(static_cast<char>(c)) != std::string_view::npos;
  });
  if (plain) return std::string(word);
  return "'" + replace_all(std::string(word), "'", "'\\''") + "'";
}

}  // namespace base
