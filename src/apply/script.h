// A migration's or an undo's SQL, read once and cut into the pieces that commit together. Pure.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "migration/migration.h"
#include "sql/statement.h"

namespace apply {

/// Statements [first, last) that commit together: BEGIN … COMMIT of the file's own, one statement in a transaction
/// with the note that it is done, or one that cannot run in a transaction at all.
struct Step {
  std::size_t first = 0;
  std::size_t last = 0;
  bool alone = false;           // outside any transaction
  std::string begin = "BEGIN";  // with the file's own modes ("BEGIN ISOLATION LEVEL SERIALIZABLE")
};

struct Script {
  std::string name;                         // of the migration, for messages
  std::string shown;                        // the file, for messages
  std::shared_ptr<const std::string> text;  // what the statements are views into
  std::vector<sql::Statement> statements = {};

  bool in_one_transaction = true;
  std::string begin = "BEGIN";
  /// What runs in the one transaction: all, or all but the BEGIN and COMMIT that wrap the file.
  std::size_t body_first = 0;
  std::size_t body_last = 0;
  /// The pieces where it does not run in one transaction; made for every script, because a migration that was begun
  /// statement by statement goes on that way.
  std::vector<Step> steps = {};

  /// May leave in its session what cannot be taken back there (pg::Session::clear): a block or a function of its own
  /// that can do anything, a loaded library, a parameter with a dot in its name; or what only a new one begins with.
  bool needs_new_session = false;
  bool may_change_role = false;
};

/// Reads and checks `text`. `no_transaction`: the header asks for it.
/// Throws what sql::parse throws, and Error{Code::sql_refused} at transaction control that fits neither way of
/// running, COPY FROM STDIN and TO STDOUT, and a statement that cannot run inside the file's own BEGIN … COMMIT.
Script read_script(std::string name, std::string text, std::string shown, bool no_transaction);

/// Why it cannot be run, as read_script says it; nothing where it can. `statements`: of the migration's own file.
std::optional<base::Error> refusal_to_run(const migration::Migration& migration,
                                          std::span<const sql::Statement> statements);

/// Whether it waits for other transactions or reads whole tables by its nature, so that the short timeouts would only
/// cancel it again and again: CREATE INDEX CONCURRENTLY and its like, VALIDATE CONSTRAINT, VACUUM.
bool takes_long_by_nature(const sql::Statement& statement);

/// Whether it may commit on its way (CALL, a DO block with COMMIT in it): what it did before it failed can stay.
bool commits_inside(const sql::Statement& statement);

/// Whether the first `count` statements of both are the same, as they were sent.
bool same_beginning(const Script& one, const Script& other, std::size_t count);

/// The point in the file at `offset` bytes.
base::Place place_at(const Script& script, std::size_t offset);
base::Place place_of(const Script& script, std::size_t statement);

}  // namespace apply
