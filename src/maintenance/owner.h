// A process as more than its number, which the system gives away again: number and time of birth.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "journal/event.h"
#include "journal/parts.h"

namespace maintenance {

struct Process {
  int pid = 0;
  std::string born;  // clock ticks since boot, with the boot's id
  bool operator==(const Process&) const = default;
};

/// Nothing when there is no such process (a zombie is none).
std::optional<Process> process(int pid);
bool lives(const Process& process);

base::Json to_json(const Process& process);
Process process_of(const base::Json& json);

/// As the journal has it; `given`: a person named it.
journal::MaintenanceOwner recorded(const Process& process, bool given);
Process process_of(const journal::MaintenanceOwner& owner);

/// What the journal says of a run: the process that carries it out, and whether it is over. Pure. `events`: the
/// run's.
struct RunStanding {
  int pid = 0;  // of the newest run.began or run.resumed; 0: none
  /// Which process had that number then; nothing in journals of version 0.1.0.
  std::optional<Process> process = {};
  bool over = false;    // finished, and not taken up again
  bool passed = false;  // and well
  bool paused = false;  // ended on purpose, to go on later
};
RunStanding standing_of_run(const std::vector<journal::Event>& events);

}  // namespace maintenance
