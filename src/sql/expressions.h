// What an expression is made of, as far as it can be told without the schema.
#pragma once

#include "sql/postgres18.h"
#include "sql/statement.h"

namespace sql {

/// Columns named, calls that may be volatile, whether there is a sub-select (what stands within it is left out).
/// `expression` may be null, or a list.
Expression facts_of(const raw::Node* expression);

}  // namespace sql
