// A value added to an enum type can be used only after the transaction that adds it has committed.
#pragma once

#include <vector>

#include "sql/statement.h"

namespace sql {

/// Gives each statement that names a value which an earlier one adds its reason why they cannot share a transaction.
/// What stands behind a COMMIT is free of this. A type made by the same file is not: 13 to 16 refuse it there as well
/// (seen on 15; from 17 on it is allowed).
/// Source: PostgreSQL 15 docs, ALTER TYPE, Notes; SQLSTATE 55P04.
void mark_uses_of_new_values(std::vector<Statement>& statements);

}  // namespace sql
