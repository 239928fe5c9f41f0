// Bodies of DO blocks: which of their statements will run on the schema at hand. Inside this room only.
#pragma once

#include <optional>
#include <string>

#include "pg/catalog.h"
#include "sql/plpgsql.h"

namespace impact {

/// Whether the condition of an IF holds, where the catalog can tell: EXISTS (SELECT … FROM pg_constraint WHERE
/// conname = 'x') and its kind for relations, indexes, columns, types, extensions and schemas, with any number of
/// NOTs. Nothing for everything else.
std::optional<bool> condition_holds(std::string_view condition, const pg::Catalog& catalog);

/// False where the catalog says that one of the conditions around it does not hold.
bool may_run(const sql::BodyStatement& statement, const pg::Catalog& catalog);

}  // namespace impact
