// Backups that are known to be good: taken in one snapshot with the rows counted, proved by restoring them into a
// server of our own, and restored beside the database before they take its place.
#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "backup/entry.h"
#include "backup/repository.h"
#include "base/clock.h"
#include "base/files.h"
#include "journal/journal.h"
#include "pg/session.h"

namespace backup {

struct Progress {
  std::string doing = {};         // "dumping", "comparing"
  base::Milliseconds elapsed{0};  // since the work began
  long long bytes = 0;            // done of this stage; 0 where it has no size
  long long of_bytes = 0;         // the most it may become; 0: unknown
};
/// Called in the caller's thread, at each stage's beginning and about five times a second in long ones.
using OnProgress = std::function<void(const Progress&)>;

struct CreateOptions {
  pg::Options connection = {};  // to the database that is backed up
  base::fs::path dir = {};
  int jobs = 2;                          // tables dumped at once, each on a connection of its own
  int compression = 2;                   // gzip's level: 6 is a tenth smaller and takes twice as long
  base::Milliseconds lock_wait{60'000};  // for a table that somebody holds exclusively
  OnProgress on_progress = {};
  std::stop_token stop = {};
  base::Clock* clock = &base::system_clock();
};

/// Takes a backup and writes backup.created. Whatever goes wrong, nothing that looks like a backup is left, and other
/// backups are not touched.
/// Throws Error{Code::configuration} when pg_dump is missing or too old, Code::file when the folder or its disk
/// cannot take it, Code::connection or Code::server as a Session does, Code::stopped, and Code::backup for all else.
Entry create(const CreateOptions& options, journal::Journal& journal);

struct VerifyOptions {
  base::fs::path dir = {};
  std::string id = {};  // or the beginning of one, or "latest"
  int jobs = 2;
  OnProgress on_progress = {};
  std::stop_token stop = {};
  base::Clock* clock = &base::system_clock();
};

struct Verified {
  Entry entry = {};  // with the proof in it
  [[nodiscard]] const Proof& proof() const { return *entry.proof; }
};

/// Checks every file's sum, restores into a private server and compares everything that the entry promises. The
/// result is written into the entry and to the journal (backup.verified), also when the backup does not hold, which
/// is a value (Proof::ok) and no error. Throws Error{Code::backup} for an id that is not there, Code::configuration
/// when this machine cannot try it: no server of that major, an extension that is not installed; Code::file when
/// there is no room; Code::stopped.
Verified verify(const VerifyOptions& options, journal::Journal& journal);

struct RestoreOptions {
  pg::Options connection = {};  // its database is the one to be replaced; it need not exist
  base::fs::path dir = {};
  std::string id = {};
  std::optional<std::string> into = {};   // a new database of this name, nothing is replaced
  std::string history_schema = "public";  // whose migration lock is held meanwhile
  int jobs = 2;
  OnProgress on_progress = {};
  std::stop_token stop = {};
  base::Clock* clock = &base::system_clock();
};

/// What a restore is going to do. Made by looking only.
struct RestorePlan {
  Entry entry = {};
  base::fs::path folder = {};          // of the backup
  std::string database = {};           // the name the restored data is found under in the end
  std::string beside = {};             // where it is restored
  std::string kept = {};               // what the present database is called afterwards; empty where there is none
  std::string server = {};             // pg::cluster_or_address()
  std::string described = {};          // "shop on db.internal:5432": for people
  long long written_since_bytes = -1;  // of WAL on the server since the backup; -1: unknown
  bool again = false;                  // goes on with one that was interrupted
  bool swap_only = false;              // which had only the swap to do
  bool already_swapped = false;        // which had only to say so
  std::vector<std::string> warnings = {};
};

/// Reads, checks and decides: the files' sums, privileges, room, roles, extensions, who is connected. Changes
/// nothing. Throws Error{Code::backup} (damaged, or the server cannot take it), Code::file (no room), Code::lock_held
/// (a migration is running in the database), and as find_backup and Session do.
RestorePlan plan_restore(const RestoreOptions& options, const journal::Journal& journal);

struct EndedSession {
  std::string user = {};
  std::string application = {};
  int count = 0;
};

struct Restored {
  std::string database = {};
  std::string kept = {};       // empty: nothing was replaced
  std::string drop_kept = {};  // the statement that removes it
  base::Milliseconds duration{0};
  base::Milliseconds swap_duration{0};  // how long nobody could connect, at most
  long long tables = 0;
  long long rows = 0;
  std::vector<EndedSession> ended = {};
  std::vector<std::string> warnings = {};
};

/// Restores beside, compares, analyzes, swaps by two renames in one transaction. Each stage is in the journal before
/// it begins (backup.restoring), and backup.restored at the end. Until the swap the present database is not touched;
/// an error or a stop before it removes what was restored beside. Throws Error{Code::backup} when what came back is
/// not what the backup promises; Code::lock_held when another restore of this database is running here;
/// Code::stopped; Code::server.
Restored restore(const RestorePlan& plan, const RestoreOptions& options, journal::Journal& journal);

/// The restore of `database` on that server which was interrupted, from the journal. Its backup's id.
std::optional<std::string> interrupted_restore(const pg::Options& connection, const journal::Journal& journal);

}  // namespace backup
