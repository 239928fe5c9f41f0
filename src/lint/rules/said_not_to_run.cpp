// What the runbook's own words keep from being run: an example, "never do this". And words that say nothing at all.
#include "base/text.h"
#include "lint/shell_text.h"

namespace lint {

static void find_said_not_to_run(const Subject& subject, std::vector<Finding>& findings) {
  const auto& book = subject.document.book;
  if (!book.known_language) {
    findings.push_back(
        {.line = 1,
         .column = 1,
         .severity = Severity::warning,
         .message = "the language of this runbook is not known: its words do not tell a rollback or an "
                    "example from a step, so that every step is asked for",
         .better = "give headings and labels that are decisive a word in English: Rollback, Optional"});
  }
  for (const auto& step : book.steps) {
    const auto reason = step.attribute("skip");
    const bool by_words = reason.starts_with("an example: ") || reason.starts_with("not to be run: ");
    if (!by_words) continue;
    findings.push_back({.line = step.line,
                        .column = 1,
                        .message = "this is shown and never run, " + reason,
                        .better = "where it is a step after all, give it a heading or a label of its own"});
  }
}

extern const Rule said_not_to_run{.severity = Severity::advice, .find = find_said_not_to_run};

}  // namespace lint
