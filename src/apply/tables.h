// The three tables in the target database: _migration_history, _migration_locks, _migration_audit_log.
#pragma once

#include <string>

#include "pg/session.h"

namespace apply {

/// Whether the history is there to be read. Throws Error{Code::configuration} for a table of that name that another
/// tool made, or that is not to be trusted (own_table.h).
bool history_exists(pg::Session& session, const std::string& schema);
/// The same for _migration_locks.
bool locks_exist(pg::Session& session, const std::string& schema);

/// Makes what is missing and adds the columns that older versions of this program did not have.
/// Only while the advisory lock is held: CREATE TABLE IF NOT EXISTS fails when two sessions run it at once.
/// Throws Error{Code::server} with a hint when the role may not create tables there.
void make_tables(pg::Session& session, const std::string& schema);

}  // namespace apply
