#include "maintenance/owner.h"

#include <fmt/format.h>

#include "base/process_identity.h"

namespace maintenance {

std::optional<Process> process(int pid) {
  const auto found = base::process_identity(pid);
  if (!found) return std::nullopt;
  return Process{pid, fmt::format("{}@{}", found->started, found->boot)};
}

bool lives(const Process& process) {
  return maintenance::process(process.pid) == process;
}

base::Json to_json(const Process& process) {
  return {{"pid", process.pid}, {"born", process.born}};
}

Process process_of(const base::Json& json) {
  return {json.at("pid").get<int>(), json.at("born").get<std::string>()};
}

RunStanding standing_of_run(const std::vector<journal::Event>& events) {
  RunStanding standing;
  for (const auto& event : events) {
    if (event.kind == "run.began" || event.kind == "run.resumed") standing = {.pid = event.pid};
    if (event.kind == "run.finished") {
      standing.over = true;
      standing.passed = event.data.value("state", "") == "passed";
    }
    if (event.kind == "run.paused") standing.paused = true;
  }
  return standing;
}

}  // namespace maintenance
