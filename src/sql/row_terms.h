// Conditions of a WHERE, taken apart. Inside this room only.
#pragma once

#include "sql/query_blocks.h"
#include "sql/tree.h"

namespace sql {

RowValue value_of_row(const raw::Node* expression);

/// Adds what has to hold for `condition`; `never` is set where it cannot.
void add_terms(const raw::Node* condition, std::vector<Term>& terms, bool& never);

/// table.column of a plain column; an empty one for everything else.
ColumnUse column_of(const raw::Node* node);

}  // namespace sql
