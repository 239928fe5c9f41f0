// ALTER TABLE does what it drops first, whatever the order written. Inside this room only.
#pragma once

#include <optional>

#include "pg/catalog.h"
#include "sql/statement.h"

namespace impact {

/// The relation as each of the statement's actions finds it: what is dropped goes first, in the order written.
/// Asked for one action after the other, in the order written. The relation and the statement outlive it.
class AlterPasses {
 public:
  AlterPasses(const pg::Relation& relation, const sql::AlterTable& alter);
  const pg::Relation& found_by(const sql::AlterTableCommand& command);

 private:
  const pg::Relation& relation_;
  std::optional<pg::Relation> dropped_;  // after all that is dropped; nothing where that changes nothing
  std::optional<pg::Relation> so_far_;   // after what the actions before the last one that drops have dropped
  const sql::AlterTableCommand* last_ = nullptr;
};

}  // namespace impact
