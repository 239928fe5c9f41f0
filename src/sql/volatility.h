// Whether an expression may give another value in every row.
#pragma once

#include "sql/postgres15.h"

namespace sql {

/// True unless the expression is made of constants, operators and functions known to be stable or immutable. Decides
/// whether ADD COLUMN … DEFAULT writes the table anew.
/// Source: PostgreSQL 15 docs, ALTER TABLE, Notes; provolatile in pg_proc.
bool is_volatile(const raw::Node* expression);

}  // namespace sql
