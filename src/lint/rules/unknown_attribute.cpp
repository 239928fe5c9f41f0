// Attributes of a fence that nobody reads, and values that say nothing.
#include <array>

#include <fmt/format.h>

#include "base/clock.h"
#include "base/text.h"
#include "lint/shell_text.h"
#include "runbook/fence.h"

namespace lint {

static const std::vector<std::string>& known_attributes() {
  static const std::vector<std::string> names{
      "id",      "expect",   "timeout", "repeatable", "auto",       "optional", "background", "run",     "cwd",
      "ordered", "skip",     "until",   "every",      "two-person", "role",     "takes",      "confirm", "ask",
      "approve", "approval", "sudo",    "by-hand",    "manual",     "database", "example"};
  return names;
}

// What pages and editors read: nobody expects a run to.
static bool is_for_pages(const std::string& name) {
  static constexpr std::array<std::string_view, 22> names{
      "title", "linenums",        "hl-lines", "class",     "name",  "caption",  "filename", "file",
      "copy",  "showlinenumbers", "start",    "startline", "lines", "tab",      "group",    "label",
      "wrap",  "theme",           "lang",     "language",  "diff",  "highlight"};
  const auto lower = base::to_lower(name);
  const bool number = !lower.empty() && std::isdigit(static_cast<unsigned char>(lower.front())) != 0;
  return number || lower.starts_with(".") || lower.starts_with("#") || lower.starts_with("data-") ||
         std::find(names.begin(), names.end(), lower) != names.end();
}

static bool is_span(const std::string& name) {
  return name == "timeout" || name == "every" || name == "takes";
}

static std::optional<Finding> judge_attribute(const std::string& name, const std::string& value) {
  const auto& known = known_attributes();
  if (std::find(known.begin(), known.end(), name) == known.end()) {
    if (is_for_pages(name)) return std::nullopt;
    const auto near = base::near_match(name, known);
    return Finding{
        .message = fmt::format("nothing reads the attribute {}: the step runs as if it were not there", name),
        .better = near ? *near : "lockkeeper help step command names those there are"};
  }
  if (is_span(name) && !base::parse_span(value))
    return Finding{
        .message = fmt::format("{}=\"{}\" is not a span of time: it is as if it were not there", name, value),
        .better = fmt::format("{}=10min", name)};
  if (name == "until" && value.empty())
    return Finding{.message = "until says nothing to wait for", .better = "until=\"0 rows\""};
  return std::nullopt;
}

static void find_unknown_attribute(const Subject& subject, std::vector<Finding>& findings) {
  const auto& document = subject.document;
  for (const auto& fence : shell_of(document).fences) {
    const bool runs = fence.language == "bash" || fence.language == "sql" || fence.language == "console";
    if (!runs) continue;
    for (const auto& [name, value] : runbook::read_info(fence.info).attributes) {
      auto finding = judge_attribute(name, value);
      if (!finding) continue;
      finding->line = fence.opening;
      finding->column = std::max(document.column_of(fence.opening, name), 1);
      findings.push_back(std::move(*finding));
    }
  }
}

extern const Rule unknown_attribute{.severity = Severity::error, .find = find_unknown_attribute};

}  // namespace lint
