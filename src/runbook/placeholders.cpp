#include "runbook/placeholders.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/text.h"

namespace runbook {

static bool letter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

static bool word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

std::string placeholder_name(std::string_view written) {
  std::string name;
  for (const char c : written) {
    if (word(c)) {
      name += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    } else if (!name.empty() && name.back() != '_') {
      name += '_';
    }
  }
  while (name.ends_with('_')) name.pop_back();
  return name;
}

namespace {

struct Found {
  std::size_t length = 0;  // 0: no placeholder here
  std::string name = {};
};

}  // namespace

static constexpr std::size_t longest_name = 80;

// "[text]" unless it is a link, a check box, a footnote or a number.
static Found bracket(std::string_view rest) {
  const auto end = rest.find_first_of("]\n", 1);
  if (end == std::string_view::npos || rest[end] != ']' || end > longest_name) return {};
  const auto inner = rest.substr(1, end - 1);
  const auto after = rest.substr(end + 1);
  if (after.starts_with("(") || after.starts_with("[") || inner.starts_with("^") || inner.find('[') != inner.npos)
    return {};
  if (inner == "x" || inner == "X" || !std::ranges::any_of(inner, letter)) return {};
  return {.length = end + 1, .name = placeholder_name(inner)};
}

static bool is_html(std::string_view inner) {
  static constexpr std::array tags{
      "a",   "b",  "blockquote", "br",   "code", "dd",     "del",    "details", "div",     "dl",    "dt",    "em",
      "h1",  "h2", "h3",         "h4",   "hr",   "i",      "img",    "ins",     "kbd",     "li",    "ol",    "p",
      "pre", "s",  "small",      "span", "sub",  "strong", "sup",    "u",       "summary", "table", "tbody", "td",
      "th",  "tr", "thead",      "ul",   "html", "body",   "center", "font",    "head"};
  const auto name = base::to_lower(inner.substr(0, inner.find_first_of(" \t/")));
  return std::ranges::find(tags, std::string_view(name)) != tags.end();
}

// "<backup id>": words only, so that addresses and comparisons stay what they are.
static Found angle(std::string_view rest) {
  const auto end = rest.find_first_of("<>\n", 1);
  if (end == std::string_view::npos || rest[end] != '>' || end > longest_name) return {};
  const auto inner = rest.substr(1, end - 1);
  if (inner.empty() || !letter(inner.front()) || is_html(inner)) return {};
  const auto fits = [](char c) { return word(c) || c == ' ' || c == '-' || c == '.'; };
  if (!std::ranges::all_of(inner, fits)) return {};
  return {.length = end + 1, .name = placeholder_name(inner)};
}

static Found braces(std::string_view rest) {
  if (!rest.starts_with("{{")) return {};
  const auto end = rest.find("}}");
  if (end == std::string_view::npos || end > longest_name || rest.substr(0, end).find('\n') != rest.npos) return {};
  return {.length = end + 2, .name = placeholder_name(rest.substr(2, end - 2))};
}

// Bare patterns: as words of their own.
static Found bare(std::string_view rest, char before) {
  if (word(before)) return {};
  static constexpr std::array<std::string_view, 6> patterns{"YYYY-MM-DD", "YYYYMMDD",   "DD.MM.YYYY",
                                                            "DD/MM/YYYY", "MM/DD/YYYY", "HH:MM"};
  for (const auto pattern : patterns) {
    if (!rest.starts_with(pattern)) continue;
    if (rest.size() > pattern.size() && word(rest[pattern.size()])) continue;
    return {.length = pattern.size(), .name = std::string(pattern)};
  }
  const auto lines = std::min(rest.find_first_not_of('_'), rest.size());
  return lines >= 3 ? Found{.length = lines} : Found{};
}

static Found at(std::string_view rest, char before) {
  switch (rest.front()) {
    case '[':
      return bracket(rest);
    case '<':
      return angle(rest);
    case '{':
      return braces(rest);
    default:
      return bare(rest, before);
  }
}

bool is_escape(std::string_view line, std::size_t at) {
  return at + 1 < line.size() && line[at] == '\\' &&
         (line[at + 1] == '[' || line[at + 1] == '<' || line[at + 1] == '{');
}

std::vector<Placeholder> find_placeholders(std::string_view line) {
  std::vector<Placeholder> out;
  std::size_t i = 0;
  while (i < line.size()) {
    if (is_escape(line, i)) {
      i += 2;
      continue;
    }
    const auto found = at(line.substr(i), i == 0 ? ' ' : line[i - 1]);
    if (found.length > 0)
      out.push_back({.at = i, .written = std::string(line.substr(i, found.length)), .name = found.name});
    i += std::max<std::size_t>(found.length, 1);
  }
  return out;
}

}  // namespace runbook
