// Where a script begins to take back what it did: files that hold up and down in one.
#pragma once

#include <optional>
#include <string>

#include "migration/migration.h"

namespace migration {

struct UndoSection {
  base::Place place = {};
  std::string message;
  std::string hint;
};

/// A marker of a tool that keeps the undo in the same file (dbmate, goose, sql-migrate, node-pg-migrate, Play,
/// MyBatis, tern, rambler …), in any spacing and case, with a statement behind it; or a comment line that says down,
/// undo, rollback or revert, followed by statements that take back what stands before it. Statements that are
/// themselves commented out are harmless, and so is the word alone.
std::optional<UndoSection> find_undo_section(const Script& script);

}  // namespace migration
