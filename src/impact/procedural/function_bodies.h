// Code that a statement runs: its SQL judged one after the other, each against what the one before has left. Inside
// this room only.
#pragma once

#include <string>

#include "impact/analyze/effects_builder.h"
#include "sql/plpgsql.h"

namespace impact {

/// `what` names the code in messages: "the DO block", "the function prune". `certain`: it is run whatever the rows
/// are.
void run_plpgsql(EffectsBuilder& builder, const sql::Body& body, const std::string& what, bool certain = true);
/// SQL statements, parameters as $1 among them.
void run_sql(EffectsBuilder& builder, const std::string& text, const std::string& what, bool certain = true);

}  // namespace impact
