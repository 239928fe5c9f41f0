// The clock of a run: whether what is due relative to T-0 is early, due or overdue. Pure.
#pragma once

#include <optional>
#include <string>

#include "runner/run.h"

namespace runner {

struct Timing {
  enum class State { early, due, overdue };
  State state = State::due;
  base::Instant at{};        // when it is due
  base::Milliseconds by{0};  // how early, how overdue
};

/// Nothing where T-0 has not been set with --at, or nothing says when it is due. Up to a minute late is due; a step
/// that is due over a time ("T-0 to T+1 h") is overdue after its end.
std::optional<Timing> timing(const std::optional<runbook::Due>& due, const RunState& state, base::Instant now);

/// "due 2026-12-06 01:00:00 UTC, in 3 h 20 min".
std::string tell(const Timing& timing);

}  // namespace runner
