#include "pg/migration_lock.h"

#include "base/files.h"

namespace pg {

long long migration_lock_key(const std::string& schema) {
  const auto hash = base::sha256("lockkeeper migrations in " + schema);
  return static_cast<long long>(std::stoull(hash.substr(0, 16), nullptr, 16));
}

int advisory_lock_holder(Session& session, long long key) {
  const auto rows = session.query(
      "SELECT pid FROM pg_catalog.pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1"
      " AND database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())"
      " AND (classid::bigint << 32) | objid::bigint = $1::bigint",
      {std::to_string(key)});
  return rows.empty() ? 0 : static_cast<int>(rows.integer(0, "pid"));
}

}  // namespace pg
