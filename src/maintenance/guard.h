// The dead-man: leaves maintenance mode when the run that entered it has died, or the time is over.
//
// A process of its own, since it has to outlive what it watches. It lives no longer than the maintenance does, its
// time (`until`) and one hour of trying to leave. One that is given more time or a living owner before it is left is
// watched on.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/environment.h"
#include "maintenance/maintenance.h"

namespace maintenance {

/// What the guard knows when it looks.
struct Watch {
  std::optional<base::Instant> until = {};
  std::optional<base::Instant> gone_since = {};  // the owner's process was first missed
  bool run_passed = false;                       // the run came to its end, well
  base::Milliseconds grace{60'000};
};
/// Pure. A run that failed, was stopped or is paused ended on purpose: somebody is at work, and the fence stays until
/// `until`.
std::optional<Cause> reason_to_leave(const Watch& watch, base::Instant now);

struct GuardOptions {
  std::string id;
  /// Called when it has to leave; "": the database that maintenance was entered in, as it was reached then.
  std::function<pg::Session(const std::string& database)> connect;
  base::Milliseconds look_every{500};
  base::Milliseconds give_up{3'600'000};
};
enum class Guarded { left, left_by_others, gave_up, stopped };
/// Watches until it is over. Writes its process into folder_of(journal)/ID/guard.
Guarded guard(const config::Config& config, journal::Journal& journal, base::Clock& clock,
              const std::stop_token& stop, const GuardOptions& options);

/// The living guard of this maintenance.
std::optional<int> guard_of(const journal::Journal& journal, const std::string& id);
/// Whether it ever had one, alive or not.
bool guard_was_started(const journal::Journal& journal, const std::string& id);

/// Starts `argv` in a session of its own, reparented to init, its output in `log`; waits until it stands guard over
/// `id`, 10 s at most. Gives its pid. Throws Error{Code::command} with the end of the log.
int start_guard(const journal::Journal& journal, const std::string& id, const std::vector<std::string>& argv,
                const base::Environment& environment);

}  // namespace maintenance
