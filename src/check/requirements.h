// What has to be on record before a database of an environment is changed: [environments.NAME] require.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "journal/event.h"

namespace check {

struct Requirement {
  enum class Kind {
    backup_proved,  // a backup of the database that was restored to prove it
    preflight,      // the preflight checks, none of which failed
    review,         // no finding of the rules about migrations that would fail `lint`; judged by whoever has those
  };
  Kind kind = Kind::backup_proved;
  base::Milliseconds within{24 * 3600'000LL};  // no older than this
};

/// Reads "backup proved 24h", "preflight 2h", "preflight", "review". Throws Error{Code::configuration} for other
/// words.
Requirement read_requirement(std::string_view text);

/// What is missing, and what to do about it.
struct Unmet {
  std::string what;
  std::string todo;
};

/// What of `wanted` the events do not show for this database; reviews are left out. Pure.
std::vector<Unmet> unmet(std::span<const Requirement> wanted, std::span<const journal::Event> events,
                         std::string_view database, base::Instant now);

}  // namespace check
