// Whether an expression may give another value in every row.
#pragma once

#include <vector>

#include "sql/postgres18.h"
#include "sql/statement.h"

namespace sql {

/// True unless the expression is made of constants, operators and functions known to be stable or immutable. Decides
/// whether ADD COLUMN … DEFAULT writes the table anew.
/// Source: PostgreSQL 15 docs, ALTER TABLE, Notes; provolatile in pg_proc.
bool is_volatile(const raw::Node* expression);

/// The calls that make it so: functions not known to be stable or immutable.
std::vector<FunctionCall> volatile_calls(const raw::Node* expression);

}  // namespace sql
