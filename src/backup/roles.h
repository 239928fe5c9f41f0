// The roles of the server that a backup was taken from: a restore fails at the first owner that is not there.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/json.h"
#include "pg/session.h"

namespace backup {

struct Role {
  std::string name = {};
  bool superuser = false;
  bool bypass_rls = false;
  bool inherit = true;
  std::vector<std::string> member_of = {};
  bool needed = false;  // the database or something in it names this role
  bool owns = false;    // it owns something in the database, or the database
};

/// All roles but PostgreSQL's own pg_…; `needed` and `owns` are about the session's database.
std::vector<Role> read_roles(pg::Session& session);

/// Makes those of `roles` that are not `present`, all as NOLOGIN and without passwords, and then their memberships.
/// With superusers and the right to pass by row security: only for a server that is thrown away afterwards.
std::vector<std::string> statements_for_copy(const std::vector<Role>& roles, const std::set<std::string>& present);

/// Names of the needed roles that are not `present`.
std::vector<std::string> missing_roles(const std::vector<Role>& roles, const std::set<std::string>& present);

/// Every role of the server, PostgreSQL's own included.
std::set<std::string> present_roles(pg::Session& session);

base::Json to_json(const std::vector<Role>& roles);
std::vector<Role> roles_from_json(const base::Json& json);

}  // namespace backup
