// Calls the rules and orders what they find.
#include "lint/lint.h"

#include <algorithm>
#include <map>
#include <memory>

#include <fmt/format.h>

#include "base/process.h"
#include "base/text.h"
#include "lint/rules.h"
#include "pg/session.h"

namespace lint {

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

static bool allowed_by(std::string_view line, std::string_view rule) {
  const auto at = line.find("lint: allow ");
  if (at == std::string_view::npos) return false;
  const auto rest = line.substr(at + 12);
  return rest.starts_with(rule) &&
         (rest.size() == rule.size() || rest[rule.size()] == ' ' || rest[rule.size()] == ',');
}

static bool silenced(const Finding& finding, const Document& document) {
  return allowed_by(document.line(finding.line), finding.rule) ||
         allowed_by(document.line(finding.line - 1), finding.rule);
}

std::vector<Finding> apply(const base::Entry<Rule>& rule, const Subject& subject) {
  std::vector<Finding> out;
  rule.item->find(subject, out);
  for (auto& finding : out) {
    finding.rule = rule.id;
    finding.file = subject.document.path.string();
    if (!finding.severity) finding.severity = rule.item->severity;
  }
  return out;
}

static void put_in_order(std::vector<Finding>& findings) {
  std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
    return std::tie(a.line, a.column, a.rule) < std::tie(b.line, b.column, b.rule);
  });
  findings.erase(std::unique(findings.begin(), findings.end()), findings.end());
}

std::vector<Finding> lint(std::span<const Document> documents, pg::Session* server, bool has_schema,
                          base::Instant today) {
  std::unique_ptr<pg::Transaction> reading;
  if (server) {
    reading = std::make_unique<pg::Transaction>(*server, "BEGIN ISOLATION LEVEL READ COMMITTED READ ONLY");
    // Parsing takes the weakest lock on each table named: it must neither wait for anybody nor keep others waiting.
    server->execute("SET LOCAL statement_timeout = '5s'; SET LOCAL lock_timeout = '500ms'");
  }
  const bool shellcheck = base::find_program("shellcheck").has_value();
  std::vector<Finding> out;
  for (const auto& document : documents) {
    const Subject subject{.document = document,
                          .all = documents,
                          .server = server,
                          .has_schema = has_schema,
                          .shellcheck = shellcheck,
                          .today = today};
    std::vector<Finding> here;
    for (const auto& rule : rules()) {
      auto found = apply(rule, subject);
      here.insert(here.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
    }
    std::erase_if(here, [&](const Finding& finding) { return silenced(finding, document); });
    put_in_order(here);
    out.insert(out.end(), std::make_move_iterator(here.begin()), std::make_move_iterator(here.end()));
  }
  return out;
}

base::Json to_json(std::span<const Finding> findings) {
  auto out = base::Json::array();
  for (const auto& finding : findings) {
    out.push_back({{"rule", finding.rule},
                   {"file", finding.file},
                   {"line", finding.line},
                   {"column", finding.column},
                   {"severity", name(finding.severity.value_or(Severity::warning))},
                   {"message", finding.message},
                   {"better", finding.better}});
  }
  return out;
}

// What stands before the caret, with every character but tabs a space: the caret is then below its column.
static std::string up_to_caret(std::string_view line, int column) {
  std::string before;
  int at = 1;
  for (const char c : line) {
    if ((c & 0xC0) == 0x80) continue;
    if (at++ >= column) break;
    before += c == '\t' ? '\t' : ' ';
  }
  return before;
}

std::string to_text(const Finding& finding, const Document& document) {
  const auto line = document.line(finding.line);
  const auto place = finding.column > 0 ? fmt::format("{}:{}:{}", finding.file, finding.line, finding.column)
                                        : fmt::format("{}:{}", finding.file, finding.line);
  auto out = fmt::format("{}: {}: {} [{}]\n", place, name(finding.severity.value_or(Severity::warning)),
                         base::indent_following(finding.message, 4), finding.rule);
  if (!line.empty()) {
    const auto indent = line.find_first_not_of(" \t");
    const auto shown = indent == std::string_view::npos ? line : line.substr(indent);
    out += fmt::format("    {}\n", shown);
    const auto skipped = static_cast<int>(line.size() - shown.size());
    if (finding.column > skipped) out += fmt::format("    {}^\n", up_to_caret(shown, finding.column - skipped));
  }
  if (!finding.better.empty()) out += fmt::format("  better: {}\n", base::indent_following(finding.better, 10));
  return out;
}

}  // namespace lint
