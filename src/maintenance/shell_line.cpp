#include "maintenance/shell_line.h"

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"

namespace maintenance {

base::Outcome run_line(const ShellLine& line, const std::stop_token& stop) {
  base::Command command{.environment = line.environment, .timeout = line.timeout};
  if (base::find_program("bash"))
    command.argv = {"bash", "-o", "pipefail", "-c", line.line};
  else
    command.argv = {"sh", "-c", line.line};
  if (!line.folder.empty()) command.folder = line.folder;
  auto outcome = base::run(command, {}, stop);
  if (outcome.stopped) throw base::Error{base::Code::stopped, fmt::format("'{}' was stopped", line.line)};
  return outcome;
}

std::string trouble(const base::Outcome& outcome) {
  if (outcome.ok()) return {};
  const auto said = base::trim(outcome.errors.empty() ? outcome.output : outcome.errors);
  const auto how = outcome.timed_out ? fmt::format("was ended after {}", base::format_span(outcome.duration))
                                     : fmt::format("ended with {}", outcome.exit_code);
  constexpr std::size_t enough = 400;
  const auto tail = said.size() > enough ? said.substr(said.size() - enough) : said;
  return tail.empty() ? how : fmt::format("{}: {}", how, tail);
}

}  // namespace maintenance
