// Names of severities, and one finding as a person reads it.
#include "findings/finding.h"

#include <fmt/format.h>

#include "base/text.h"

namespace findings {

std::string_view name(Severity severity) {
  switch (severity) {
    case Severity::advice:
      return "advice";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  return "warning";
}

std::optional<Severity> severity_named(std::string_view wanted) {
  for (const auto severity : {Severity::advice, Severity::warning, Severity::error})
    if (name(severity) == wanted) return severity;
  return std::nullopt;
}

std::string place(const Finding& finding) {
  if (finding.line <= 0) return finding.file;
  if (finding.column <= 0) return fmt::format("{}:{}", finding.file, finding.line);
  return fmt::format("{}:{}:{}", finding.file, finding.line, finding.column);
}

// Lines of a thousand characters are shown around the caret alone.
static constexpr std::size_t longest_shown = 160;
static constexpr int kept_before = 60;

// Byte offset of a character, counted from 0.
static std::size_t offset_of(std::string_view line, int character) {
  std::size_t at = 0;
  for (; at < line.size() && character > 0; --character) {
    ++at;
    while (at < line.size() && (line[at] & 0xC0) == 0x80) ++at;
  }
  return at;
}

// What stands before the caret, with every character but tabs a space: the caret is then below its column.
static std::string up_to_caret(std::string_view line, int column) {
  const auto before = line.substr(0, offset_of(line, column - 1));
  const auto last_tab = before.rfind('\t');
  const auto tail = last_tab == std::string_view::npos ? before : before.substr(last_tab + 1);
  std::string out;
  for (const char c : before.substr(0, before.size() - tail.size())) {
    if ((c & 0xC0) != 0x80) out += c == '\t' ? '\t' : ' ';
  }
  return out + std::string(base::display_width(tail), ' ');
}

static std::string shown_line(std::string_view line, int column) {
  const auto indent = std::min(line.find_first_not_of(" \t"), line.size());
  int skipped = static_cast<int>(indent);
  std::string lead;
  if (line.size() - indent > longest_shown && column - skipped > kept_before + 1) {
    skipped = column - kept_before - 1;
    lead = "… ";
  }
  auto shown = line.substr(offset_of(line, skipped));
  std::string tail;
  if (shown.size() > longest_shown) {
    shown = shown.substr(0, offset_of(shown, static_cast<int>(longest_shown)));
    tail = shown.size() + offset_of(line, skipped) < line.size() ? " …" : "";
  }
  auto out = fmt::format("    {}{}{}\n", lead, shown, tail);
  if (column > skipped)
    out +=
        fmt::format("    {}{}^\n", std::string(base::display_width(lead), ' '), up_to_caret(shown, column - skipped));
  return out;
}

std::string to_text(const Finding& finding) {
  auto out = fmt::format("{}: {}: {} [{}]\n", place(finding), name(finding.weight()),
                         base::indent_following(finding.message, 4), finding.rule);
  if (!finding.text.empty()) out += shown_line(finding.text, finding.column);
  if (!finding.better.empty()) out += fmt::format("  better: {}\n", base::indent_following(finding.better, 10));
  return out;
}

}  // namespace findings
