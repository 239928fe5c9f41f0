// NAME=$(psql -t -c …): the value begins with a blank.
#include <regex>

#include "base/text.h"
#include "lint/shell_text.h"

namespace lint {

static bool only_tuples(const ShellCommand& command) {
  return command.flag('t', "--tuples-only");
}
static bool unaligned(const ShellCommand& command) {
  return command.flag('A', "--no-align");
}

static void find_psql_padded_value(const Subject& subject, std::vector<Finding>& findings) {
  static const std::regex assigned(R"(^\s*(export\s+|local\s+)?([A-Za-z_]\w*)="?\$\()");
  std::vector<Finding> same;
  for (const auto& command : shell_of(subject.document).commands) {
    if (!command.substituted || command.program() != "psql" || !only_tuples(command) || unaligned(command) ||
        command.after == "|")
      continue;
    const auto line = subject.document.line(command.line).substr(0, 1000);
    std::cmatch match;
    if (!std::regex_search(line.data(), line.data() + line.size(), match, assigned)) continue;
    same.push_back(finding_at(command,
                              match[2].str() + " begins with a blank, since psql aligns its columns: comparisons, "
                                               "file names and URLs made from it are wrong",
                              "psql -XAt -c …"));
  }
  add_once(findings, std::move(same));
}

extern const Rule psql_padded_value{.severity = Severity::warning, .find = find_psql_padded_value};

}  // namespace lint
