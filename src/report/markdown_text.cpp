#include "report/markdown_text.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"

namespace report {

std::string md(std::string_view text) {
  std::string out;
  for (const char c : base::trim(text)) {
    const auto code = static_cast<unsigned char>(c);
    if (code < 0x20 || code == 0x7f) {
      out += ' ';
      continue;
    }
    if (std::string_view(R"(\`*_{}[]<>#|~)").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string md_block(std::string_view text, std::string_view language) {
  std::size_t longest = 2;
  std::size_t ticks = 0;
  for (const char c : text) {
    ticks = c == '`' ? ticks + 1 : 0;
    longest = std::max(longest, ticks);
  }
  const std::string fence(longest + 1, '`');
  std::string body(text);
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
