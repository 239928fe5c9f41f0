// Leaving: what entering did, undone from its record, in the opposite order.
#include <algorithm>

#include <fmt/format.h>

#include "journal/events/maintenance_left.h"
#include "journal/typed.h"
#include "maintenance/lock.h"
#include "maintenance/maintenance.h"
#include "maintenance/server.h"
#include "maintenance/steps.h"

namespace maintenance {

using base::Code;
using base::Error;

std::string_view name(Cause cause) {
  switch (cause) {
    case Cause::person:
      return "person";
    case Cause::owner_gone:
      return "owner gone";
    case Cause::run_over:
      return "run over";
    case Cause::time_over:
      return "time over";
  }
  return "person";
}

static std::vector<std::string> names_of(const std::vector<RoleState>& roles) {
  std::vector<std::string> out;
  for (const auto& role : roles) out.push_back(role.name);
  return out;
}

// A role that was dropped meanwhile has nothing to be restored.
static std::vector<std::string> still_there(pg::Session& session, const std::vector<RoleState>& roles) {
  std::vector<std::string> out;
  for (const auto& name : names_of(roles)) {
    if (!session.query("SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = $1", {name}).rows()) continue;
    out.push_back(name);
  }
  return out;
}

// Nor can it be given a right.
static void forget_grants_of_the_gone(pg::Session& session, std::vector<Grant>& grants) {
  std::erase_if(grants, [&](const Grant& grant) {
    return !grant.grantee.empty() &&
           !session.query("SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = $1", {grant.grantee}).rows();
  });
}

static void take_down_fence(const Surroundings& surroundings, const Record& record, bool force, Left& left) {
  auto& session = surroundings.session;
  const auto roles = still_there(session, record.before.roles);
  const auto now = look(session, roles);
  auto wanted = force ? record.before : without_fence(now, record.before, record.after);
  std::erase_if(wanted.roles,
                [&](const RoleState& role) { return std::ranges::find(roles, role.name) == roles.end(); });
  forget_grants_of_the_gone(session, wanted.grants);
  const auto to_do = statements(now, wanted, session.database());
  if (!to_do.empty()) {
    surroundings.progress(fmt::format("taking down the fence: {}", name(record.fence)));
    step(surroundings, record, "unfence", [&]() -> journal::MaintenanceChanged {
      make_true(session, wanted);
      return {.statements = to_do};
    });
    left.restored.insert(left.restored.end(), to_do.begin(), to_do.end());
  }
  if (record.fence == Fence::revoke_connect) restore_acl_text(session, record.before.acl);
  auto reached = look(session, roles);
  // Without a superuser's pen the rights come back spelled out, which NULL was not.
  if (are_same_rights(session, reached.acl, record.before.acl)) reached.acl = record.before.acl;
  left.differences = differences(record.before, reached);
}

Left leave(const Surroundings& given, const LeaveOptions& options) {
  std::string unrecorded;
  auto surroundings = given;
  surroundings.unrecorded = &unrecorded;
  const Lock lock(surroundings);
  const auto place = place_of(surroundings.session);
  const auto events = surroundings.journal.read({.kind = "maintenance."});
  Left out{.record = newest(events, place)};
  if (!out.record || out.record->left) return {.maybe = maybe_here(events, place)};
  if (!options.id.empty() && out.record->id != options.id) return {};  // that one is over, and this one another's
  const auto& record = *out.record;
  if (!options.still_due(record)) return {.put_off = true};
  const auto line = options.command ? surroundings.config.maintenance.leave : std::string();
  if (options.command && record.has_leave && line.empty()) {
    throw Error{Code::configuration,
                "the command to leave has gone from lockkeeper.toml since maintenance mode began",
                "Put maintenance.leave back, then leave again."};
  }
  if (record.fence != Fence::none) take_down_fence(surroundings, record, options.force, out);
  if (!line.empty()) {
    run_declared(surroundings, record, "leave", line);
    out.restored.push_back(line);
  }
  append(surroundings, journal::event(journal::MaintenanceLeft{.id = record.id,
                                                               .cause = std::string(name(options.cause)),
                                                               .restored = out.restored,
                                                               .differences = out.differences,
                                                               .oid = place.oid},
                                      {.cluster = place.cluster, .oid = place.oid, .database = place.database}));
  out.unrecorded = unrecorded;
  return out;
}

}  // namespace maintenance
