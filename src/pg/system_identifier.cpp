#include "pg/system_identifier.h"

namespace pg {

std::string system_identifier_of(Session& session) {
  try {
    return session.query("SELECT system_identifier::pg_catalog.text AS id FROM pg_catalog.pg_control_system()")
        .text(0, "id");
  } catch (const base::Error& error) {
    if (error.code() != base::Code::server) throw;
    return {};
  }
}

std::string cluster_or_address(Session& session) {
  auto cluster = system_identifier_of(session);
  return cluster.empty() ? session.host() + ":" + session.port() : cluster;
}

}  // namespace pg
