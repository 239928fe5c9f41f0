// Locks that stop reads, a table at a time.
#include <algorithm>

#include <fmt/format.h>

#include "fix/pieces.h"

namespace fix {

static bool only_adds(const sql::AlterTableCommand& command) {
  using enum sql::AlterAction;
  switch (command.action) {
    case add_column:
    case set_default:
    case set_not_null:
    case drop_not_null:
    case set_statistics:
    case set_storage:
    case add_constraint:
    case validate_constraint:
    case set_options:
    case add_identity:
      return true;
    default:
      return false;
  }
}

bool takes_away(const sql::Statement& statement) {
  if (const auto* alter = statement.as<sql::AlterTable>())
    return !std::all_of(alter->commands.begin(), alter->commands.end(), only_adds);
  return statement.as<sql::Drop>() || statement.as<sql::Rename>() || statement.as<sql::SetSchema>() ||
         statement.as<sql::Truncate>() || statement.as<sql::Lock>() || statement.as<sql::DoBlock>();
}

void part_tables(Pieces& all, Safe& safe) {
  auto& pieces = all.pieces;
  const bool may_part = std::none_of(pieces.begin(), pieces.end(),
                                     [](const RewriteStep& one) { return one.takes_away && !one.part.contract; });
  std::set<pg::Name> held;
  for (auto& piece : pieces) {
    if (piece.new_transaction || piece.data || piece.part.alone || piece.part.running == Running::steps) held.clear();
    const auto next = std::find_if(piece.closed.begin(), piece.closed.end(),
                                   [&](const pg::Name& name) { return !held.contains(name); });
    if (!held.empty() && next != piece.closed.end()) {
      if (may_part) {
        piece.new_transaction = true;
        held.clear();
      } else {
        safe.remarks.push_back(
            fmt::format("line {}: while this waits for {}, reads and writes of {} wait too. They stay in one "
                        "transaction, since the "
                        "migration also "
                        "takes things away, which may belong together; part them by hand where they do not",
                        piece.line, next->text(), held.begin()->text()));
      }
    }
    held.insert(piece.closed.begin(), piece.closed.end());
  }
}

}  // namespace fix
