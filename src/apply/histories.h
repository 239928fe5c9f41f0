// The catalogue of histories: the tables in which other tools record what they applied. One entry knows one tool's
// table: how to find it, what its rows say, and what has to be written for that tool to agree with us.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/catalogue.h"
#include "base/clock.h"
#include "migration/migration.h"
#include "pg/session.h"

namespace apply {

/// What another tool's table says of one migration, its newest attempt.
struct HistoryRow {
  std::string id = {};        // of the row, in the tool's own form; empty where it has none
  std::string version = {};   // as the folder's migration has it; the tool's own form where no file fits
  std::string name = {};      // likewise
  std::string checksum = {};  // the migration's own where its file is as it was applied, else the tool's; empty where
                              // the tool keeps none, or none can be compared
  bool finished = true;       // false: it failed, or was interrupted
  base::Instant at{};         // finished, else started; the epoch where the tool keeps no times
  base::Milliseconds duration{0};
  std::string error = {};  // why it failed
};

/// What is to be recorded in another tool's table.
struct HistoryEntry {
  std::string table = {};  // as written in SQL
  const migration::Folder* folder = nullptr;
  const migration::Migration* migration = nullptr;  // null where its file is gone
  std::string version = {};
  std::string name = {};
  std::string id = {};                          // from new_id, or of the row that is taken back
  bool ran = true;                              // false: it counts as applied without being run (baseline, resolve)
  std::string started_at = "pg_catalog.now()";  // as SQL; the transaction's begin where it is the migration's own
};

struct History {
  std::string_view tool;                       // as messages call it: "Prisma"
  std::string_view command;                    // what of it may be running: "prisma migrate"
  std::vector<std::string_view> layouts = {};  // ids of those whose folders the tool works on
  /// The tool's whole files are one message each: what it records as failed left nothing behind.
  bool all_or_nothing = false;
  bool is_made = false;     // its table is made where missing, without being asked for: Prisma's, for its own folders
  bool has_times = true;    // rows say when: the newer of two records counts. Else a row that is there counts
  bool takes_back = false;  // it has an undo of its own, after which its row is gone

  /// The table as it is written in SQL, with its schema; nothing if it is not there, or is another tool's of that
  /// name. Throws Error{Code::configuration} for a table that somebody planted (own_table.h).
  std::optional<std::string> (*find)(pg::Session& session) = nullptr;
  /// CREATE TABLE as the tool itself does. Gives back the table as written in SQL.
  std::string (*make)(pg::Session& session) = nullptr;
  /// One row per migration. `folder` may be null.
  std::vector<HistoryRow> (*load)(pg::Session& session, const std::string& table,
                                  const migration::Folder* folder) = nullptr;
  /// The key of the advisory lock that the tool takes while it works; null, or nothing, where it takes none.
  std::optional<long long> (*lock_key)(pg::Session& session) = nullptr;
  /// For a new row; null: the entry's id.
  std::string (*new_id)() = nullptr;

  // Requests that join the migration's own transaction: every name in them says its schema.
  std::vector<pg::Request> (*applied)(const HistoryEntry& entry) = nullptr;
  /// It is pending again for every command of the tool.
  std::vector<pg::Request> (*undone)(const HistoryEntry& entry) = nullptr;
  /// A failed one is no longer in the way. Null where the tool records no failures.
  std::vector<pg::Request> (*failed_rolled_back)(const HistoryEntry& entry) = nullptr;
};

std::span<const base::Entry<History>> histories();

/// Another tool's history that is there in a database, and is kept true.
struct OtherHistory {
  std::string_view id;
  const History* tool = nullptr;
  std::string table = {};

  [[nodiscard]] std::string new_id() const;
  [[nodiscard]] HistoryEntry entry(const migration::Folder& folder, const migration::Migration& migration,
                                   std::string row) const;
};

/// The history that `folder` names ([migrations] history), or the one of its layout whose table is there.
/// Throws Error{Code::configuration} for an unknown name, and where the tables of two tools are there.
std::optional<OtherHistory> find_other(pg::Session& session, const migration::Folder& folder);

/// The same, and makes the table where it is missing and may be made: the folder names it, or it is_made.
std::optional<OtherHistory> make_other(pg::Session& session, const migration::Folder& folder);

/// The tool whose history this would be, before anything of it is there; null where none is meant.
const base::Entry<History>* other_meant(const migration::Folder& folder);

}  // namespace apply
