// ALTER TABLE does what it drops first, whatever the order written. Inside this room only.
#pragma once

#include <optional>

#include "pg/catalog.h"
#include "sql/statement.h"

namespace impact {

/// Whether the action is of the pass that drops.
bool drops_first(const sql::AlterTableCommand& command);

/// The relation as the later passes find it; nothing where the statement drops nothing beside other actions.
std::optional<pg::Relation> after_drops(const pg::Relation& relation, const sql::AlterTable& alter);

}  // namespace impact
