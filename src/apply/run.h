// What every operation on the target shares: who acts, within which limits, and whom it tells.
#pragma once

#include <functional>
#include <stop_token>
#include <string>

#include "base/clock.h"
#include "config/config.h"
#include "journal/journal.h"
#include "journal/typed.h"
#include "pg/identity.h"
#include "pg/session.h"

namespace apply {

/// One thing worth showing while it happens. Comes from the thread that works or from the one that keeps the lease,
/// never from both at once.
struct Progress {
  enum class Kind {
    note,       // `text`: a wait, a retry, a leftover session that was ended
    began,      // a migration starts
    statement,  // statement `statement` of `statements` is done, in a migration that runs statement by statement
    done,       // the migration is applied (or undone), after `duration`
    failed,
  };
  Kind kind = Kind::note;
  int number = 0;  // of the migration, from 1; 0 for a note
  int total = 0;
  std::string name = {};
  int statement = 0;
  int statements = 0;
  base::Milliseconds duration{0};
  std::string text = {};
};

struct Run {
  pg::Options target;
  config::Timeouts timeouts = {};
  std::string schema = "public";        // of _migration_history and its companions
  journal::Journal* journal = nullptr;  // never null while an operation runs
  std::string id;                       // the run in history, audit log and journal
  std::string actor;                    // the person or account
  std::string host;
  bool analyze = true;                     // `up`: tables whose statistics the migrations left stale
  pg::Identity database = {};              // as the server told, see on_database
  base::Milliseconds lock_wait{60'000};    // for the migration lock; 0: try once
  base::Milliseconds lock_retry{120'000};  // how long a migration is tried again that did not get its locks
  base::Milliseconds lease{30'000};        // from one heartbeat to the expiry
  base::Milliseconds heartbeat{5'000};
  std::stop_token stop = {};
  std::function<void(const Progress&)> on_progress = {};
  base::Clock* clock = &base::system_clock();
};

/// The run that the journal's context names, or one of its own. Where the context names no actor, it is the account.
Run make_run(pg::Options target, const config::Config& config, journal::Journal& journal);

void tell(const Run& run, const Progress& progress);
void note(const Run& run, std::string text);

/// The same run, knowing the database that `session` is connected to: its events name it.
Run on_database(Run run, pg::Session& session);

/// An event of this run about its database, ready to be appended.
template <journal::OfDatabase Kind>
journal::Event event(const Run& run, const Kind& data) {
  return journal::in_run(run.id, journal::event(data, run.database));
}

/// The schema as it is written in front of a table's name, quoted where needed.
std::string quoted_schema(const Run& run);

}  // namespace apply
