#include "pg/identity.h"

#include <fmt/format.h>

#include "pg/system_identifier.h"

namespace pg {

Identity identity_of(Session& session) {
  const auto found = session.query(
      "SELECT d.oid::pg_catalog.text AS oid, d.datname::pg_catalog.text AS name FROM pg_catalog.pg_database d"
      " WHERE d.datname OPERATOR(pg_catalog.=) pg_catalog.current_database()");
  return {.cluster = system_identifier_of(session), .oid = found.text(0, "oid"), .database = found.text(0, "name")};
}

std::optional<std::string> difference(const Identity& wanted, const Identity& found) {
  const auto differs = [](const std::string& one, const std::string& other) {
    return !one.empty() && !other.empty() && one != other;
  };
  if (differs(wanted.cluster, found.cluster)) {
    return fmt::format("it is on another server: its system identifier is {}, not {}", found.cluster, wanted.cluster);
  }
  if (differs(wanted.database, found.database)) return fmt::format("it is the database {}", found.database);
  if (differs(wanted.oid, found.oid)) {
    return fmt::format("{} was dropped and created again since: its oid is {}, not {}", found.database, found.oid,
                       wanted.oid);
  }
  return std::nullopt;
}

}  // namespace pg
