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
                          base::Instant today, std::span<const Added> pending) {
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
                          .today = today,
                          .pending = pending};
    std::vector<Finding> here;
    for (const auto& rule : rules()) {
      auto found = apply(rule, subject);
      here.insert(here.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
    }
    std::erase_if(here, [&](const Finding& finding) { return silenced(finding, document); });
    put_in_order(here);
    for (auto& finding : here) finding.text = document.line(finding.line);
    out.insert(out.end(), std::make_move_iterator(here.begin()), std::make_move_iterator(here.end()));
  }
  return out;
}

}  // namespace lint
