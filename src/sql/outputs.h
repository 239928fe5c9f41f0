// What a query gives: the columns of a view.
#pragma once

#include "sql/postgres18.h"
#include "sql/statement.h"

namespace sql {

Outputs outputs_of(const raw::Node* query);

}  // namespace sql
