// Dollar quotes of SQL inside double quotes of the shell: $$ is the shell's process id there.
#include <algorithm>

#include "base/text.h"
#include "lint/shell_text.h"

namespace lint {

static void find_dollar_in_quotes(const Subject& subject, std::vector<Finding>& findings) {
  for (const auto& command : shell_of(subject.document).commands) {
    if (command.program() != "psql") continue;
    for (const auto& raw : command.raw) {
      const auto open = raw.find('"');
      const auto at = raw.find("$$");
      if (open == std::string::npos || at == std::string::npos || at < open || raw[at - 1] == '\\') continue;
      if (raw.find('\'') < open) continue;  // inside single quotes nothing is expanded
      const auto lines_before = std::count(raw.begin(), raw.begin() + static_cast<std::ptrdiff_t>(at), '\n');
      auto finding = finding_at(command,
                                "between double quotes the shell puts its process id in place of $$: the server "
                                "gets a number and a syntax error",
                                "single quotes around the SQL, or psql <<'SQL'");
      if (lines_before > 0) finding.column = 0;
      finding.line += static_cast<int>(lines_before);
      findings.push_back(std::move(finding));
      break;
    }
  }
}

extern const Rule dollar_in_quotes{.severity = Severity::error, .find = find_dollar_in_quotes};

}  // namespace lint
