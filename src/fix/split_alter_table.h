// ALTER TABLE taken apart into its actions, and a column's definition into its clauses.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fix {

struct AlterApart {
  std::string head;                  // "ALTER TABLE ONLY orders"
  std::vector<std::string> actions;  // "ADD COLUMN note text", in the order the
                                     // server carries them out
};
/// Nothing for a statement that is no ALTER TABLE. Comments between the actions are lost.
std::optional<AlterApart> take_apart(std::string_view statement);

/// Actions that have to happen in one moment; the last is the one that is made
/// safe.
struct ActionGroup {
  std::string head = {};
  std::vector<std::string> actions = {};        // in the order the server carries them out, but for the last
  std::optional<std::string> new_default = {};  // of the column that gets another type; "": none
};
/// Defaults go with their column's new type, and constraints that are dropped
/// with the key that comes in their place; every other action is a group by
/// itself.
std::vector<ActionGroup> groups_of(const AlterApart& apart);

/// DROP CONSTRAINT and, in the next statement, the key that comes in its place,
/// as one ALTER TABLE; empty for others.
std::string join_exchange(std::string_view statement, std::string_view next);

struct ColumnApart {
  struct Clause {
    enum class Kind { not_null, null, default_value, check, unique, primary_key, references, generated };
    Kind kind = Kind::null;
    std::string text = {};  // "CHECK (total > 0)", "DEFAULT now()": without CONSTRAINT name
    std::string name = {};  // as written, of CONSTRAINT name
  };
  bool if_not_exists = false;
  std::string name = {};  // as written
  std::string type = {};  // with COLLATE, COMPRESSION and STORAGE
  std::vector<Clause> clauses = {};
  [[nodiscard]] const Clause* clause(Clause::Kind kind) const;
};
/// Of an action "ADD [COLUMN] …".
ColumnApart take_column_apart(std::string_view action);

}  // namespace fix
