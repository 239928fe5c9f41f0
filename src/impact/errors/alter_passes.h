// ALTER TABLE does what it drops first, whatever the order written. Inside this room only.
#pragma once

#include <optional>

#include "pg/catalog.h"
#include "sql/statement.h"

namespace impact {

/// The relation as this one of the statement's actions finds it: what is dropped goes first, in the order written.
/// Nothing where that changes nothing.
std::optional<pg::Relation> as_found_by(const sql::AlterTableCommand& command, const pg::Relation& relation,
                                        const sql::AlterTable& alter);

}  // namespace impact
