// What commands leave behind that a run wants to know of: a backup, migrations in a history, replicas. Pure.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace commands {

struct Argument;
struct Place;

/// What a command has made when it has ended with 0.
struct Made {
  enum class What {
    backup,       // a copy of a whole database at `subject`
    backup_read,  // the copy at `subject` was read to its end
    restore,      // the copy at `subject` was put into a database
    migrations,   // migrations were applied, by a tool or by psql from the file `subject`
    undo,         // migrations were undone
    replicas,     // `subject` was scaled to `count`
  };
  What what = What::backup;
  std::string subject = {};             // with `unknown_piece` for what is not known
  std::string shown = {};               // the same as written: "$BACKUP_DIR/shop.sql.gz"
  std::string database = {};            // that it is about, as given; empty: the one of the environment
  std::string host = {};                // the same
  std::string elsewhere = {};           // "pod api-0"
  std::optional<long long> count = {};  // of replicas
  std::string command = {};             // as written
  int line = 0;
  bool certain = true;  // it runs whenever the script comes to its end with 0
};
/// "backup", "backup-read", "restore", "migrations", "undo", "replicas".
std::string_view name(Made::What what);

/// What this call of a program makes; nothing where it makes nothing that is known.
std::optional<Made> made_by(std::string_view program, const std::vector<Argument>& words, const Place& place);

/// Names the server and database of a client of PostgreSQL that it is not told: PGHOST, PGSERVICE and PGDATABASE.
/// `value` tells what a variable holds where it is set.
void name_from_environment(Made& made, std::string_view program,
                           const std::function<std::optional<std::string>(const std::string&)>& value);

}  // namespace commands
