#include "backup/roles.h"

#include <fmt/format.h>

namespace backup {

// pg_shdepend names every role that an object of the database belongs to or is granted to, but not the bootstrap
// superuser (oid 10), which is pinned: for that one the catalogs are asked.
static constexpr auto roles_sql = R"(
WITH here AS (SELECT oid, datdba FROM pg_database WHERE datname = current_database()),
used AS (
  SELECT d.refobjid AS role, d.deptype = 'o' AS owns FROM pg_shdepend d, here
  WHERE d.refclassid = 'pg_authid'::regclass
    AND (d.dbid = here.oid OR (d.dbid = 0 AND d.classid = 'pg_database'::regclass AND d.objid = here.oid))
  UNION ALL SELECT datdba, true FROM here
  UNION ALL SELECT s.setrole, false FROM pg_db_role_setting s, here WHERE s.setdatabase = here.oid AND s.setrole <> 0
  UNION ALL SELECT o.owner, true FROM (
    SELECT relowner AS owner, relnamespace AS namespace FROM pg_class
    UNION ALL SELECT proowner, pronamespace FROM pg_proc
    UNION ALL SELECT typowner, typnamespace FROM pg_type) o JOIN pg_namespace n ON n.oid = o.namespace
  WHERE o.owner = 10 AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  UNION ALL SELECT nspowner, true FROM pg_namespace WHERE nspowner = 10 AND nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'public'))
SELECT r.rolname AS name, r.rolsuper, r.rolbypassrls, r.rolinherit,
       to_json(ARRAY(SELECT g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
                     WHERE m.member = r.oid ORDER BY 1)) AS member_of,
       EXISTS (SELECT 1 FROM used WHERE role = r.oid) AS needed,
       EXISTS (SELECT 1 FROM used WHERE role = r.oid AND owns) AS owns
FROM pg_roles r WHERE r.rolname !~ '^pg_' ORDER BY 1)";

std::vector<Role> read_roles(pg::Session& session) {
  const auto found = session.query(roles_sql);
  std::vector<Role> out;
  for (std::size_t row = 0; row < found.rows(); ++row) {
    out.push_back({.name = found.text(row, "name"),
                   .superuser = found.boolean(row, "rolsuper"),
                   .bypass_rls = found.boolean(row, "rolbypassrls"),
                   .inherit = found.boolean(row, "rolinherit"),
                   .member_of = base::Json::parse(found.text(row, "member_of")).get<std::vector<std::string>>(),
                   .needed = found.boolean(row, "needed"),
                   .owns = found.boolean(row, "owns")});
  }
  return out;
}

std::vector<std::string> statements_for_copy(const std::vector<Role>& roles, const std::set<std::string>& present) {
  std::vector<std::string> out;
  for (const auto& role : roles) {
    if (present.contains(role.name)) continue;
    out.push_back(fmt::format("CREATE ROLE {} NOLOGIN{}{}{}", pg::quote_identifier(role.name),
                              role.superuser ? " SUPERUSER" : "", role.bypass_rls ? " BYPASSRLS" : "",
                              role.inherit ? "" : " NOINHERIT"));
  }
  for (const auto& role : roles) {
    if (present.contains(role.name)) continue;
    for (const auto& group : role.member_of) {
      out.push_back(fmt::format("GRANT {} TO {}", pg::quote_identifier(group), pg::quote_identifier(role.name)));
    }
  }
  return out;
}

std::vector<std::string> missing_roles(const std::vector<Role>& roles, const std::set<std::string>& present) {
  std::vector<std::string> out;
  for (const auto& role : roles) {
    if (role.needed && !present.contains(role.name)) out.push_back(role.name);
  }
  return out;
}

std::set<std::string> present_roles(pg::Session& session) {
  const auto found = session.query("SELECT rolname FROM pg_roles");
  std::set<std::string> out;
  for (std::size_t row = 0; row < found.rows(); ++row) out.insert(found.text(row, "rolname"));
  return out;
}

base::Json to_json(const std::vector<Role>& roles) {
  auto json = base::Json::array();
  for (const auto& role : roles) {
    json.push_back({{"name", role.name},
                    {"superuser", role.superuser},
                    {"bypass_rls", role.bypass_rls},
                    {"inherit", role.inherit},
                    {"member_of", role.member_of},
                    {"needed", role.needed},
                    {"owns", role.owns}});
  }
  return json;
}

std::vector<Role> roles_from_json(const base::Json& json) {
  std::vector<Role> out;
  for (const auto& each : json) {
    out.push_back({.name = each.at("name"),
                   .superuser = each.at("superuser"),
                   .bypass_rls = each.at("bypass_rls"),
                   .inherit = each.at("inherit"),
                   .member_of = each.at("member_of").get<std::vector<std::string>>(),
                   .needed = each.at("needed"),
                   .owns = each.at("owns")});
  }
  return out;
}

}  // namespace backup
