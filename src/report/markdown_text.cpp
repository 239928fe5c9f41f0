#include "report/markdown_text.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "report/plain.h"

namespace report {

// "1. ", "- " and "===" at the beginning of a line would make a list, a rule or a heading.
static bool begins_a_block(std::string_view text) {
  if (text.empty()) return false;
  if (std::string_view("-+=").find(text.front()) != std::string_view::npos) return true;
  const auto digits = text.find_first_not_of("0123456789");
  return digits != 0 && digits != std::string_view::npos && (text[digits] == '.' || text[digits] == ')') &&
         (digits + 1 == text.size() || text[digits + 1] == ' ');
}

std::string md(std::string_view raw) {
  const std::string cleaned = plain(raw);
  std::string_view text = base::trim(cleaned);
  std::string out;
  if (begins_a_block(text)) {
    const auto sign = text.find_first_not_of("0123456789");
    out += text.substr(0, sign);
    out += '\\';
    out += text[sign];
    text.remove_prefix(sign + 1);
  }
  for (const char c : text) {
    if (c == '\n' || c == '\t') {
      out += ' ';
      continue;
    }
    if (std::string_view(R"(\`*_{}[]<>#|~&)").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string md_block(std::string_view raw, std::string_view language) {
  const std::string text = plain(raw);
  std::size_t longest = 2;
  std::size_t ticks = 0;
  for (const char c : text) {
    ticks = c == '`' ? ticks + 1 : 0;
    longest = std::max(longest, ticks);
  }
  const std::string fence(longest + 1, '`');
  std::string body = text;
  while (body.ends_with('\n')) body.pop_back();
  return fmt::format("{}{}\n{}\n{}\n", fence, language, body, fence);
}

std::string md_shortened(std::string_view text, std::size_t most_lines) {
  const auto lines = base::lines(text);
  if (lines.size() <= most_lines) return std::string(text);
  const std::size_t last = most_lines / 3;
  const std::size_t first = most_lines - last;
  std::string out;
  for (std::size_t i = 0; i < first; ++i) out += std::string(lines[i]) + "\n";
  out += fmt::format("… {} more lines …\n", lines.size() - most_lines);
  for (std::size_t i = lines.size() - last; i < lines.size(); ++i) out += std::string(lines[i]) + "\n";
  return out;
}

static std::string line_of(const std::vector<std::string>& cells) {
  return fmt::format("| {} |\n", fmt::join(cells, " | "));
}

template <class Cells>
static void drop(Cells& cells, std::size_t column) {
  cells.erase(cells.begin() + static_cast<std::ptrdiff_t>(column));
}

std::string md_table(std::vector<std::string> header, std::vector<std::vector<std::string>> rows) {
  if (rows.empty()) return {};
  for (std::size_t column = header.size(); column-- > 0;) {
    if (std::ranges::any_of(rows, [&](const auto& row) { return !row[column].empty(); })) continue;
    drop(header, column);
    for (auto& row : rows) drop(row, column);
  }
  std::string out = line_of(header) + line_of(std::vector<std::string>(header.size(), "---"));
  for (const auto& row : rows) out += line_of(row);
  return out;
}

}  // namespace report
