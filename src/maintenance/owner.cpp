#include "maintenance/owner.h"

#include <fmt/format.h>

#include "base/process_identity.h"
#include "journal/events/run_began.h"
#include "journal/events/run_finished.h"
#include "journal/events/run_paused.h"
#include "journal/events/run_resumed.h"
#include "journal/typed.h"

namespace maintenance {

static Process from(const base::ProcessIdentity& identity) {
  return {identity.pid, fmt::format("{}@{}", identity.started, identity.boot)};
}

std::optional<Process> process(int pid) {
  const auto found = base::process_identity(pid);
  return found ? std::optional(from(*found)) : std::nullopt;
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

journal::MaintenanceOwner recorded(const Process& process, bool given) {
  return {.pid = process.pid, .born = process.born, .given = given};
}

Process process_of(const journal::MaintenanceOwner& owner) {
  return {.pid = static_cast<int>(owner.pid), .born = owner.born};
}

RunStanding standing_of_run(const std::vector<journal::Event>& events) {
  RunStanding standing;
  for (const auto& event : events) {
    if (journal::is_one_of<journal::RunBegan, journal::RunResumed>(event))
      standing = {.pid = event.pid, .process = event.process ? std::optional(from(*event.process)) : std::nullopt};
    if (const auto finished = journal::as<journal::RunFinished>(event)) {
      standing.over = true;
      standing.passed = finished->state == "passed";
    }
    if (journal::is_one_of<journal::RunPaused>(event)) standing.paused = true;
  }
  return standing;
}

}  // namespace maintenance
