// Programs that no entry of the catalogue knows: each step that calls one is asked about.
#include <map>

#include <fmt/format.h>

#include "lint/shell_text.h"

namespace lint {

// SQL and sentences in a fence for the shell, which sql-in-shell and command-missing tell of.
static bool is_no_program(const std::string& name) {
  return name.find_first_of("/.") == std::string::npos && std::isupper(static_cast<unsigned char>(name.front())) != 0;
}

static void find_unknown_program(const Subject& subject, std::vector<Finding>& findings) {
  const auto& document = subject.document;
  std::map<std::string, std::vector<Finding>> by_program;
  std::size_t typed_into_session = static_cast<std::size_t>(-1);  // the fence in which one was opened
  for (const auto& command : shell_of(document).judged) {
    if (!command.says.session.empty()) typed_into_session = command.fence;
    if (command.fence == typed_into_session) continue;
    const auto& program = command.says.program;
    if (program.empty() || is_no_program(program)) continue;
    auto finding = finding_at(document, command,
                              fmt::format("what {} does is not known: a step that calls it is asked about", program),
                              "where you have judged it yourself: ```bash {auto}");
    if (const int column = document.column_of(finding.line, program); column > 0) finding.column = column;
    by_program[program].push_back(std::move(finding));
  }
  for (auto& [program, same] : by_program) add_once(findings, std::move(same));
}

extern const Rule unknown_program{.severity = Severity::advice, .find = find_unknown_program};

}  // namespace lint
