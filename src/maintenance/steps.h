// The single steps of entering and leaving, each with its record before and after.
#pragma once

#include "base/error.h"
#include "journal/events/maintenance_changed.h"
#include "maintenance/maintenance.h"

namespace maintenance {

/// Asks the server who it is, where it says so.
Place place_of(pg::Session& session);

/// The newest maintenance of this session's database.
std::optional<Record> newest_here(const Surroundings& surroundings);

/// Appends it, or says why it cannot in surroundings.unrecorded.
void append(const Surroundings& surroundings, journal::Event event);

/// The database that the record is about.
pg::Identity database_of(const Record& record);

/// Appends it, the record's id filled in.
void note(const Surroundings& surroundings, const Record& record, journal::MaintenanceChanged change);

/// `work` between "began" and "done" or "failed"; gives "done" what `work` returns.
template <class Work>
void step(const Surroundings& surroundings, const Record& record, const std::string& what, Work&& work) {
  note(surroundings, record, {.what = what, .state = "began"});
  journal::MaintenanceChanged done;
  try {
    done = std::forward<Work>(work)();
  } catch (const base::Error& error) {
    note(surroundings, record, {.what = what, .state = "failed", .error = error.message()});
    throw;
  }
  done.what = what;
  done.state = "done";
  note(surroundings, record, std::move(done));
}

/// Runs a declared command as the step `what`. Throws Error{Code::command} when it fails.
void run_declared(const Surroundings& surroundings, const Record& record, const std::string& what,
                  const std::string& line);

}  // namespace maintenance
