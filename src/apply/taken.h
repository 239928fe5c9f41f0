// What an undo drops that its migration did not make: a pattern caught too much, or CASCADE reached further.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "pg/session.h"
#include "plan/plan.h"
#include "sql/statement.h"

namespace apply {

/// Tables with their columns, constraints, indexes, triggers and policies, views, sequences, types and functions of
/// the user's schemas, as rows that two moments of one transaction can be compared by. Extensions' own are left out.
pg::Request objects_there();

/// Of what is there no longer, under this name or another: what neither text names, and what does not go with a table
/// or column that one of them names. "index public.idx_orders", "column note of public.orders". In order.
std::vector<std::string> taken_beyond(const pg::Result& before, const pg::Result& after, std::string_view migration,
                                      std::string_view undo);

/// Whether the statement may drop what it does not name: CASCADE, a block, a function.
bool may_take_more(const sql::Statement& statement);

base::Error takes_too_much(const plan::Undo& undo, const std::vector<std::string>& taken);

}  // namespace apply
