// The advisory lock that whoever migrates a database holds, and whoever replaces one.
#pragma once

#include <string>

#include "pg/session.h"

namespace pg {

/// Its key: one per database and schema of the history.
long long migration_lock_key(const std::string& schema);

/// The server process that holds an advisory lock of this key in the session's database; 0 for none.
int advisory_lock_holder(Session& session, long long key);

}  // namespace pg
