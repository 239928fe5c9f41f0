// What is wrong with a set of migrations, as every linter's findings are: for the formats they share.
#pragma once

#include "findings/finding.h"
#include "migration/migration.h"

namespace migration {

inline findings::Finding as_finding(const Finding& finding) {
  const bool error = finding.severity == Finding::Severity::error;
  return {.rule = finding.rule,
          .file = finding.place.file,
          .line = finding.place.line,
          .column = finding.place.column,
          .severity = error ? findings::Severity::error : findings::Severity::warning,
          .message = finding.message,
          .better = finding.hint,
          .text = finding.place.text};
}

}  // namespace migration
