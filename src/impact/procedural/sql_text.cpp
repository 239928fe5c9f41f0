#include "impact/procedural/sql_text.h"

#include <cctype>

#include "base/text.h"

namespace impact {

std::size_t closing(std::string_view text, std::size_t open) {
  int depth = 0;
  bool quoted = false;
  for (auto at = open; at < text.size(); ++at) {
    if (text[at] == '\'') quoted = !quoted;
    if (quoted) continue;
    if (text[at] == '(' || text[at] == '[') ++depth;
    if ((text[at] == ')' || text[at] == ']') && --depth == 0) return at;
  }
  return std::string_view::npos;
}

std::vector<std::string_view> parts(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> out;
  const auto lower = base::to_lower(text);
  int depth = 0;
  bool quoted = false;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\'') quoted = !quoted;
    if (quoted) continue;
    if (text[at] == '(' || text[at] == '[') ++depth;
    if (text[at] == ')' || text[at] == ']') --depth;
    if (depth == 0 && lower.compare(at, separator.size(), separator) == 0) {
      out.push_back(base::trim(text.substr(begin, at - begin)));
      begin = at + separator.size();
    }
  }
  out.push_back(base::trim(text.substr(begin)));
  return out;
}

std::string one_spaced(std::string_view text, Letters letters) {
  std::string out;
  bool quoted = false;
  for (const char c : text) {
    if (c == '\'') quoted = !quoted;
    const bool blank = !quoted && std::isspace(static_cast<unsigned char>(c)) != 0;
    if (blank && (out.empty() || out.back() == ' ')) continue;
    const bool lower = letters == Letters::lower && !quoted;
    out += blank ? ' ' : lower ? static_cast<char>(std::tolower(static_cast<unsigned char>(c))) : c;
  }
  return out;
}

std::string_view without_brackets(std::string_view text) {
  text = base::trim(text);
  while (text.starts_with("(") && closing(text, 0) == text.size() - 1)
    text = base::trim(text.substr(1, text.size() - 2));
  return text;
}

std::string plain(std::string_view text) {
  text = without_brackets(text);
  text = without_brackets(parts(text, "::").front());
  if (text.size() > 1 && (text.front() == '\'' || text.front() == '"') && text.back() == text.front())
    return std::string(text.substr(1, text.size() - 2));
  return std::string(text);
}

std::vector<std::string> plain_list(std::string_view text) {
  std::vector<std::string> out;
  for (const auto part : parts(text, ",")) out.push_back(plain(part));
  return out;
}

}  // namespace impact
