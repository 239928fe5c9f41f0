#include "maintenance/server.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"

namespace maintenance {

using base::Code;
using base::Error;

static std::string array_of(const std::vector<std::string>& names) {
  std::string out = "ARRAY[";
  for (const auto& name : names) out += (out.ends_with('[') ? "" : ", ") + pg::quote_literal(name);
  return out + "]::text[]";
}

static void refuse_unknown(pg::Session& session, const std::vector<std::string>& roles) {
  const auto missing = session.query(fmt::format(
      "SELECT r FROM unnest({}) AS r WHERE r NOT IN (SELECT rolname FROM pg_catalog.pg_roles)", array_of(roles)));
  if (missing.empty()) return;
  const auto known = session.query("SELECT rolname FROM pg_catalog.pg_roles WHERE rolname !~ '^pg_'");
  std::vector<std::string> names;
  for (std::size_t i = 0; i < known.rows(); ++i) names.push_back(known.text(i, "rolname"));
  const auto role = missing.text(0, "r");
  const auto meant = base::near_match(role, names);
  throw Error{Code::configuration, fmt::format("there is no role {} on this server", role),
              meant ? fmt::format("Write {} in maintenance.application_roles if that is what is meant.", *meant)
                    : "Name the roles the application connects as in maintenance.application_roles."};
}

State look(pg::Session& session, std::vector<std::string> roles) {
  std::ranges::sort(roles);
  roles.erase(std::unique(roles.begin(), roles.end()), roles.end());
  if (!roles.empty()) refuse_unknown(session, roles);
  State state;
  const auto database = session.query(
      "SELECT datconnlimit, datacl::text AS acl FROM pg_catalog.pg_database WHERE datname = current_database()");
  state.connection_limit = static_cast<int>(database.integer(0, "datconnlimit"));
  state.acl = database.at(0, "acl");
  const auto grants = session.query(R"(
SELECT coalesce(r.rolname, '') AS grantee, bool_or(a.is_grantable) AS grantable
FROM pg_catalog.pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) AS a
LEFT JOIN pg_catalog.pg_roles r ON r.oid = a.grantee
WHERE d.datname = current_database() AND a.privilege_type = 'CONNECT' GROUP BY 1)");
  for (std::size_t i = 0; i < grants.rows(); ++i)
    state.grants.push_back({grants.text(i, "grantee"), grants.boolean(i, "grantable")});
  std::ranges::sort(state.grants);
  const auto found = session.query(fmt::format(R"(
SELECT r.rolname, r.rolconnlimit,
       (SELECT substr(s, length('default_transaction_read_only=') + 1)
        FROM pg_catalog.pg_db_role_setting x, unnest(x.setconfig) AS s
        WHERE x.setrole = r.oid AND s LIKE 'default\_transaction\_read\_only=%'
          AND x.setdatabase = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())) AS read_only
FROM pg_catalog.pg_roles r WHERE r.rolname = ANY ({}) ORDER BY r.rolname COLLATE "C")",
                                               array_of(roles)));
  for (std::size_t i = 0; i < found.rows(); ++i) {
    state.roles.push_back({.name = found.text(i, "rolname"),
                           .connection_limit = static_cast<int>(found.integer(i, "rolconnlimit")),
                           .read_only = found.at(i, "read_only")});
  }
  return state;
}

// An inherited or own right would outlast PUBLIC's: whoever has none is left standing outside when it goes.
std::vector<std::string> leaning_on_public(pg::Session& session, const std::vector<std::string>& roles) {
  const auto found = session.query(fmt::format(R"(
WITH direct AS (
  SELECT a.grantee FROM pg_catalog.pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) AS a
  WHERE d.datname = current_database() AND a.privilege_type = 'CONNECT')
SELECT r.rolname FROM pg_catalog.pg_roles r
WHERE r.rolcanlogin AND NOT r.rolsuper AND NOT r.rolname = ANY ({})
  AND EXISTS (SELECT FROM direct WHERE grantee = 0)
  AND NOT EXISTS (SELECT FROM direct WHERE grantee <> 0 AND pg_has_role(r.oid, grantee, 'USAGE'))
ORDER BY 1)",
                                               array_of(roles)));
  std::vector<std::string> out;
  for (std::size_t i = 0; i < found.rows(); ++i) out.push_back(found.text(i, "rolname"));
  return out;
}

void refuse_what_cannot_hold(pg::Session& session, Fence fence, const std::vector<std::string>& roles) {
  if (fence == Fence::none) return;
  if (roles.empty() && fence != Fence::connection_limit) {
    throw Error{Code::configuration, fmt::format("the fence {} needs to know whom it keeps out", name(fence)),
                "Name the roles the application connects as in maintenance.application_roles."};
  }
  const auto self =
      session.query("SELECT session_user AS role, rolsuper FROM pg_catalog.pg_roles WHERE rolname = session_user");
  const auto us = self.text(0, "role");
  if (std::ranges::find(roles, us) != roles.end()) {
    throw Error{Code::configuration,
                fmt::format("lockkeeper itself connects as {}, which is one of the application's roles", us),
                "Connect as another role (the migrations would be kept out as well), or take fence = \"none\"."};
  }
  if (roles.empty() && !self.boolean(0, "rolsuper")) {
    throw Error{Code::configuration,
                fmt::format("a connection limit of 0 for the whole database would keep out {} too", us),
                "Name maintenance.application_roles, or connect as a superuser."};
  }
  if (fence == Fence::read_only) return;
  const auto superusers = session.query(fmt::format(
      "SELECT rolname FROM pg_catalog.pg_roles WHERE rolsuper AND rolname = ANY ({}) ORDER BY 1", array_of(roles)));
  if (!superusers.empty()) {
    throw Error{Code::configuration,
                fmt::format("{} is a superuser, whom neither a connection limit nor a missing right keeps out",
                            superusers.text(0, "rolname")),
                "Take fence = \"read_only\", and give the application a role of its own soon."};
  }
  if (fence != Fence::revoke_connect) return;
  const auto handed_on = session.query(R"(
SELECT pg_get_userbyid(a.grantor) AS grantor, CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee) END AS grantee
FROM pg_catalog.pg_database d, aclexplode(d.datacl) AS a
WHERE d.datname = current_database() AND a.privilege_type = 'CONNECT' AND a.grantor <> d.datdba)");
  if (handed_on.empty()) return;
  throw Error{Code::configuration,
              fmt::format("{} has handed the right to connect on to {}, which cannot be taken and given back exactly",
                          handed_on.text(0, "grantor"), handed_on.text(0, "grantee")),
              "Take fence = \"connection_limit\" or \"read_only\"."};
}

static void refuse_who_still_connects(pg::Session& session, const std::vector<std::string>& shut_out) {
  if (shut_out.empty()) return;
  const auto still = session.query(
      fmt::format("SELECT rolname FROM pg_catalog.pg_roles WHERE rolname = ANY ({}) AND has_database_privilege(oid, "
                  "current_database(), 'CONNECT') ORDER BY 1",
                  array_of(shut_out)));
  if (still.empty()) return;
  throw Error{
      Code::check_failed,
      fmt::format("{} could still connect, by the right of a role it is a member of", still.text(0, "rolname")),
      "Add that role to maintenance.application_roles, or take fence = \"connection_limit\"."};
}

void make_true(pg::Session& session, const State& wanted, const std::vector<std::string>& shut_out) {
  std::vector<std::string> names;
  for (const auto& role : wanted.roles) names.push_back(role.name);
  pg::Transaction transaction(session);
  for (const auto& statement : statements(look(session, names), wanted, session.database())) session.query(statement);
  auto reached = look(session, names);
  reached.acl = wanted.acl;  // its text is restore_acl_text's matter
  if (const auto missed = differences(wanted, reached); !missed.empty()) {
    throw Error{Code::check_failed, fmt::format("a change was without effect: {}", missed.front()),
                "Connect as the database's owner or a superuser; others' grants are silently left alone."};
  }
  refuse_who_still_connects(session, shut_out);
  transaction.commit();
}

static bool write_acl_text(pg::Session& session, const std::optional<std::string>& acl) {
  const auto now = session.query(
      "SELECT datacl::text AS acl, (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) AS super "
      "FROM pg_catalog.pg_database WHERE datname = current_database()");
  if (now.at(0, "acl") == acl) return true;
  if (!now.boolean(0, "super")) return false;
  const auto updated = session.query(R"(
WITH meant AS (
  SELECT oid, $1::aclitem[] AS acl,
         ARRAY(SELECT a::text FROM aclexplode(coalesce(datacl, acldefault('d', datdba))) AS a ORDER BY 1) AS is,
         ARRAY(SELECT a::text FROM aclexplode(coalesce($1::aclitem[], acldefault('d', datdba))) AS a ORDER BY 1) AS was
  FROM pg_catalog.pg_database WHERE datname = current_database())
UPDATE pg_catalog.pg_database d SET datacl = meant.acl FROM meant WHERE d.oid = meant.oid AND meant.is = meant.was)",
                                     {acl});
  return updated.affected() == 1;
}

bool are_same_rights(pg::Session& session, const std::optional<std::string>& one,
                     const std::optional<std::string>& other) {
  try {
    return session
        .query(R"(
SELECT ARRAY(SELECT a::text FROM aclexplode(coalesce($1::aclitem[], acldefault('d', datdba))) AS a ORDER BY 1) =
       ARRAY(SELECT a::text FROM aclexplode(coalesce($2::aclitem[], acldefault('d', datdba))) AS a ORDER BY 1) AS same
FROM pg_catalog.pg_database WHERE datname = current_database())",
               {one, other})
        .boolean(0, "same");
  } catch (const base::Error& error) {
    if (error.code() != Code::server) throw;
    return false;
  }
}

// The old text may name a role that was renamed or dropped; what is left then is its spelling, not a right.
bool restore_acl_text(pg::Session& session, const std::optional<std::string>& acl) {
  try {
    return write_acl_text(session, acl);
  } catch (const base::Error& error) {
    if (error.code() != Code::server) throw;
    return false;
  }
}

}  // namespace maintenance
