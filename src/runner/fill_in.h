// Fields of checkpoints and tasks: filled from what the run knows, the rest asked.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "runner/step_context.h"

namespace runner {

/// "T+12 min": time since T-0, or since the run began where nothing was due at T-0 yet.
std::string time_since_zero(const RunState& state, base::Instant now);

/// Values the run knows by itself: the clock for "T+____", the section's duration, a shell variable called like the
/// field ("Backup Size" and BACKUP_SIZE).
std::map<std::string, std::string> known_fields(const runbook::Step& step, const StepContext& stage);

/// Fills the step's fields; asks for what nobody knows. Nothing: all are filled and as expected. Else how the step
/// ends. `filled` gets every value.
std::optional<Outcome> fill_in(const runbook::Step& step, StepContext& stage,
                               std::map<std::string, std::string>& filled);

/// "Time: T+12 min\nStatus: ✓".
std::string tell(const std::map<std::string, std::string>& filled, const runbook::Step& step);

}  // namespace runner
