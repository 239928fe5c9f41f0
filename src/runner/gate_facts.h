// What the machine knows when people decide at a gate, and how old that is. Pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "journal/events/claim_waived.h"
#include "journal/events/gate_known.h"
#include "runner/run.h"

namespace runner {

struct GateFact {
  enum class Holds { yes, no, unknown };
  std::string what;  // "backup"
  Holds holds = Holds::unknown;
  std::string text;  // "b-17 of shop, proved by restoring"
  std::optional<base::Milliseconds> age = {};
};

/// From all events of the journal: the newest backup and whether it has been proved, the newest preflight checks,
/// what failed or was waived in this run. A backup older than `backup_age` does not hold.
std::vector<GateFact> known_at_gate(std::span<const journal::Event> events, const RunState& state, base::Instant now,
                                    base::Milliseconds backup_age);

/// One line each: "✓ backup: b-17 of shop, proved by restoring (2 h 5 min old)".
std::string tell(const std::vector<GateFact>& known);
/// What GO would be said in spite of.
std::vector<journal::WaivedClaim> against(const std::vector<GateFact>& known);
std::vector<journal::GateFact> recorded(const std::vector<GateFact>& known);

}  // namespace runner
