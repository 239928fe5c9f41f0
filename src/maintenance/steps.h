// The single steps of entering and leaving, each with its record before and after.
#pragma once

#include "base/error.h"
#include "maintenance/maintenance.h"

namespace maintenance {

/// Asks the server who it is, where it says so.
Place place_of(pg::Session& session);

/// The newest maintenance of this session's database.
std::optional<Record> newest_here(const Surroundings& surroundings);

/// Appends it, or says why it cannot in surroundings.unrecorded.
void append(const Surroundings& surroundings, journal::Event event);

/// Appends maintenance.changed {id, what, state, …}.
void note(const Surroundings& surroundings, const std::string& id, std::string_view what, std::string_view state,
          const base::Json& more = base::Json::object());

/// `work` between "began" and "done" or "failed"; gives "done" what `work` returns.
template <class Work>
void step(const Surroundings& surroundings, const std::string& id, std::string_view what, Work&& work) {
  note(surroundings, id, what, "began");
  base::Json more;
  try {
    more = std::forward<Work>(work)();
  } catch (const base::Error& error) {
    note(surroundings, id, what, "failed", {{"error", error.message()}});
    throw;
  }
  note(surroundings, id, what, "done", more);
}

/// Runs a declared command as the step `what`. Throws Error{Code::command} when it fails.
void run_declared(const Surroundings& surroundings, const Record& record, std::string_view what,
                  const std::string& line);

}  // namespace maintenance
