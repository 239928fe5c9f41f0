// Maintenance mode: the application is kept out, provably, and let in again exactly as it was.
//
// Entering writes the state before into the journal, then runs the declared command, puts up the fence at the
// database and waits for the application's sessions. Leaving reads that record, so that a process killed at any point
// is made good by another. See docs/maintenance.md.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "config/config.h"
#include "journal/journal.h"
#include "maintenance/record.h"
#include "maintenance/sessions.h"
#include "pg/session.h"

namespace maintenance {

struct Surroundings {
  pg::Session& session;
  const config::Config& config;
  journal::Journal& journal;
  base::Clock& clock = base::system_clock();
  std::stop_token stop = {};
  std::function<void(std::string_view)> progress = [](std::string_view) {};  // a line without its end
  /// Set while leaving: what the journal cannot take (its disk is full) is said there, and is no reason to keep the
  /// application out. Null: it is thrown.
  std::string* unrecorded = nullptr;
};

struct EnterOptions {
  std::string reason = {};
  std::optional<base::Milliseconds> span = {};   // --for: when it shall be over
  std::optional<base::Milliseconds> drain = {};  // else the configuration's
  bool terminate = false;                        // sessions that are left after the draining
  std::optional<int> owner_pid = {};             // whose end the dead-man looks at; else the run's process
  bool dead_man = false;                         // one will be started: refused where it would watch nothing
};
struct Entered {
  Record record;
  bool already = false;   // it was on, whole, before
  bool extended = false;  // it has another end or another owner than before
  Drained drained = {};
};
/// Enters, or goes on where an entering was cut short; one that is on gets the time and the owner that are given now.
/// Throws Error{Code::lock_held} while another process enters or
/// leaves, Code::configuration before anything is changed, Code::command when a declared command fails (what was
/// changed until then stays, and `leave` undoes it), and as pg::Session does.
Entered enter(const Surroundings& surroundings, const EnterOptions& options);

/// Why it is left.
enum class Cause { person, owner_gone, run_over, time_over };
std::string_view name(Cause cause);

struct LeaveOptions {
  Cause cause = Cause::person;
  bool force = false;   // the state before, also where somebody else changed it meanwhile
  std::string id = {};  // only this maintenance; empty: whichever is on
  bool command = true;  // run the command to leave; false: take down the fence alone
  /// Asked under the lock, with the record as it stands then; false: nothing is done.
  std::function<bool(const Record&)> still_due = [](const Record&) { return true; };
};
struct Left {
  std::optional<Record> record = {};          // nothing: it was not on, or not due
  bool put_off = false;                       // it is on, and no longer due
  std::vector<std::string> restored = {};     // statements that were run, and what the command was
  std::vector<std::string> differences = {};  // what is not as it was before, because somebody else changed it
  std::string unrecorded = {};                // why the journal does not know of it; empty: it does
  std::vector<Record> maybe =
      {};  // where it was not on: those that are, and may be this database's by another address
};
/// Undoes what entering did, in the opposite order, as often as it takes. Throws as enter does.
Left leave(const Surroundings& surroundings, const LeaveOptions& options);

/// What is declared, recorded and true.
struct Status {
  bool on = false;
  std::optional<Record> record = {};            // the newest one
  std::vector<std::string> disagreements = {};  // between journal, server and clock
  std::vector<Session> sessions = {};           // of the application
  std::optional<int> guard_pid = {};            // the dead-man's, if it lives
};
Status status(const Surroundings& surroundings);

/// Where saved output and the guard's log are kept: beside the journal.
std::filesystem::path folder_of(const journal::Journal& journal);

}  // namespace maintenance
