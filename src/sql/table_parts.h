// Column definitions and constraints, as CREATE TABLE and ALTER TABLE share them.
#pragma once

#include "sql/slices.h"
#include "sql/tree.h"

namespace sql {

ColumnDefinition column_definition(const raw::ColumnDef& column, const Source& source);
TableConstraint table_constraint(const raw::Constraint& constraint, const Source& source);

/// The type alone: `type` and `internal_type` of a column.
void set_type(ColumnDefinition& definition, const raw::TypeName* type, const Source& source);

/// The columns of an index or exclusion constraint; expressions as "(…)".
std::vector<std::string> index_columns(const raw::List* elements);

}  // namespace sql
