// Which types there are, and which values and types PostgreSQL takes for which. Inside this room only.
#pragma once

#include <string_view>

#include "pg/catalog.h"
#include "sql/statement.h"

namespace impact {

/// Certain that no type of that name is there. `internal`: as sql::ColumnDefinition has it.
bool no_such_type(std::string_view internal, const pg::Catalog& catalog);

/// Certain that there is no cast from one type to the other that a default, an assignment or ALTER COLUMN TYPE
/// without USING would take. Types as people write them or as format_type does.
bool no_assignment(std::string_view from, std::string_view to, const pg::Catalog& catalog);

/// Certain that the expression, if it is a plain constant, is not a value of the type: 'abc' for an integer.
bool no_value_of(std::string_view expression, std::string_view type, const pg::Catalog& catalog);

}  // namespace impact
