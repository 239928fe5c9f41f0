// Keeps what a migration did so far. Inside this room only.
#pragma once

#include "review/rule.h"

namespace review {

/// Adds one judged statement.
void follow(MigrationState& trail, const RuleContext& context);

/// Whether the statement only changes rows.
bool changes_rows(const sql::Statement& statement);

}  // namespace review
