// A value added to an enum type can be used only after the transaction that adds it has committed.
#pragma once

#include <vector>

#include "sql/statement.h"

namespace sql {

/// Gives each statement that names a value which an earlier one adds its reason why they cannot share a transaction.
/// Types made by the same file are free of this, and so is what stands behind a COMMIT.
/// Source: PostgreSQL 15 docs, ALTER TYPE, Notes; SQLSTATE 55P04.
void mark_uses_of_new_values(std::vector<Statement>& statements);

}  // namespace sql
