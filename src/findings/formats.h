// The catalogue of formats: every file of formats/ turns what was found into one document.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/catalogue.h"
#include "base/json.h"
#include "findings/finding.h"

namespace findings {

/// What a format may say of a rule.
struct RuleInfo {
  std::string_view id;
  Severity severity = Severity::warning;
  std::string_view page;  // Markdown; the first line is its heading
};

struct Report {
  std::vector<std::string> files = {};  // everything that was looked at, as given
  std::vector<Finding> findings = {};   // in the order they are shown
  std::vector<RuleInfo> rules = {};     // of the catalogue; those that found nothing may be there
  Severity fail_on = Severity::error;   // the least that fails
  std::string judged_by = {};           // "no server", "the database shop": what the findings rest on
  std::string title = {};               // "migrations", "runbooks"

  [[nodiscard]] bool fails() const;
};

struct Format {
  std::string_view summary;  // one line, for help
  /// The whole document, newline at the end. Never throws for what a report may hold.
  std::string (*render)(const Report& report);
};

std::span<const base::Entry<Format>> formats();
/// The names, for the option: "text", "json" …
std::vector<std::string> format_names();

/// "2 findings: 1 error, 1 warning, 0 advice (3 files, judged by no server)", newline at the end.
std::string summary(const Report& report);

/// The first sentence of a rule's page below its heading, Markdown taken out: "Finds UPDATE and DELETE without
/// WHERE."
std::string first_sentence(std::string_view page);

/// Stays the same when lines above move: hash of rule, file, the line's words, and a number for equal ones.
std::vector<std::string> fingerprints(std::span<const Finding> findings);

}  // namespace findings
