// What speaks against a restore, and what a person should know before it. Pure: target.cpp has asked.
#include <algorithm>

#include <fmt/format.h>

#include "backup/disk_space.h"
#include "backup/target.h"
#include "base/clock.h"
#include "base/text.h"

namespace backup {

using base::Code;
using base::Error;
using Found = std::optional<Error>;

static std::string joined(const std::vector<std::string>& names) {
  return fmt::format("{}", fmt::join(names, ", "));
}

static Found about_server(const Target& target, const Entry& entry) {
  if (target.in_recovery) {
    return Error{Code::backup, "the server is a standby, which takes no restore", "Connect to the primary."};
  }
  if (target.server_major() < entry.server_major()) {
    return Error{
        Code::backup,
        fmt::format("the backup is of PostgreSQL {}, the server is {}", entry.server_major(), target.server_major()),
        "Restore to a server of the same major version or a newer one."};
  }
  std::vector<std::string> missing;
  for (const auto& extension : entry.extensions) {
    if (!target.extensions.contains(extension.name)) missing.push_back(extension.name);
  }
  if (!missing.empty()) {
    return Error{Code::backup,
                 fmt::format("the server does not have extension {}, which the backup needs", joined(missing)),
                 "Install it on the server's machine, then run the restore again."};
  }
  return std::nullopt;
}

static Found about_privileges(const Target& target, const Entry& entry) {
  if (target.superuser) return std::nullopt;
  if (!target.createdb) {
    return Error{Code::backup,
                 fmt::format("role {} may not create databases, so nothing can be restored beside", target.role),
                 fmt::format("Run as a superuser: ALTER ROLE {} CREATEDB; or connect with a role that may.",
                             pg::quote_identifier(target.role))};
  }
  if (target.now && !target.member_of.contains(target.now->owner)) {
    return Error{
        Code::backup,
        fmt::format("role {} may not rename the database, which belongs to {}", target.role, target.now->owner),
        fmt::format("Connect as {} or as a superuser.", target.now->owner)};
  }
  const auto missing = missing_roles(entry.roles, target.roles);
  if (!missing.empty() && !target.createrole) {
    return Error{
        Code::backup,
        fmt::format("the server does not have {} {}, which the backup names", missing.size() == 1 ? "role" : "roles",
                    joined(missing)),
        "Create them (globals.sql in the backup's folder shows how they were), or connect with a role that may."};
  }
  std::vector<std::string> foreign;
  for (const auto& role : entry.roles) {
    if (role.owns && target.roles.contains(role.name) && !target.member_of.contains(role.name))
      foreign.push_back(role.name);
  }
  if (!foreign.empty()) {
    return Error{Code::backup,
                 fmt::format("role {} may not make objects that belong to {}", target.role, joined(foreign)),
                 "Connect as a superuser, or as a member of these roles."};
  }
  return std::nullopt;
}

static std::string who(const ConnectedSession& session) {
  return fmt::format("{} ({}{})", session.user.empty() ? session.kind : session.user, session.application,
                     session.application.empty() ? "process " + session.pid : ", process " + session.pid);
}

static Found about_sessions(const Target& target) {
  if (target.migration_runs) {
    return Error{Code::lock_held, "a migration is running in the database", "Wait for it to end, or stop it first."};
  }
  std::vector<std::string> replicating;
  std::vector<std::string> out_of_reach;
  for (const auto& session : target.sessions) {
    if (session.kind != "client backend") {
      replicating.push_back(who(session));
    } else if (!target.superuser && session.user != target.role &&
               (session.superuser || !(target.may_end_sessions || target.member_of.contains(session.user)))) {
      out_of_reach.push_back(who(session));
    }
  }
  if (!replicating.empty()) {
    return Error{Code::backup,
                 fmt::format("the database is replicated by {}, which is not ended from here", joined(replicating)),
                 "Stop the subscriber (ALTER SUBSCRIPTION … DISABLE) or the worker first."};
  }
  if (!out_of_reach.empty()) {
    return Error{Code::backup,
                 fmt::format("role {} may not end the sessions of {}", target.role, joined(out_of_reach)),
                 fmt::format("Close them, or run as a superuser: GRANT pg_signal_backend TO {}.",
                             pg::quote_identifier(target.role))};
  }
  if (!target.prepared.empty()) {
    return Error{Code::backup, fmt::format("the database has prepared transactions: {}", joined(target.prepared)),
                 "End them with COMMIT PREPARED or ROLLBACK PREPARED first."};
  }
  return std::nullopt;
}

static Found about_room(const Target& target, const Entry& entry) {
  if (!target.free_bytes) return std::nullopt;
  const auto room = room_for_restore(entry.database_bytes, *target.free_bytes);
  if (room.enough) return std::nullopt;
  return Error{Code::file, fmt::format("not enough disk space at the server: {}", room.message),
               "Free space there; databases kept by earlier restores (…_before_…) may be dropped."};
}

Found objection(const Target& target, const Entry& entry, const SwapNames& names) {
  if (target.is_template) {
    return Error{Code::backup, fmt::format("{} is a template, which is not replaced", names.database),
                 "Name another database."};
  }
  if (auto found = about_server(target, entry)) return found;
  if (auto found = about_privileges(target, entry)) return found;
  if (auto found = about_sessions(target)) return found;
  return about_room(target, entry);
}

std::vector<std::string> cautions(const Target& target, const Entry& entry, const SwapNames& names) {
  std::vector<std::string> out;
  if (entry.database != names.database) out.push_back(fmt::format("the backup is of database {}", entry.database));
  if (entry.proof && !entry.proof->ok) out.push_back("the last time this backup was verified it did not hold");
  if (!entry.proof) out.emplace_back("this backup was never verified");
  if (const auto missing = missing_roles(entry.roles, target.roles); !missing.empty()) {
    out.push_back(fmt::format("{} {} will be created without LOGIN and password",
                              missing.size() == 1 ? "role" : "roles", joined(missing)));
  }
  for (const auto& tablespace : entry.tablespaces) {
    if (target.tablespaces.contains(tablespace)) continue;
    out.push_back(fmt::format("tablespace {} is not there: everything goes to the default one", tablespace));
  }
  if (target.now) {
    for (const auto& change : attribute_changes(*target.now, entry.attributes)) out.push_back(change);
  }
  for (const auto& slot : target.replication_slots) {
    out.push_back(fmt::format(
        "replication slot {} stays with the old database and holds back its write-ahead log until dropped", slot));
  }
  if (!target.free_bytes) {
    out.push_back(fmt::format("the server's free disk space cannot be seen from here: it needs about {}",
                              base::format_bytes(entry.database_bytes)));
  }
  return out;
}

}  // namespace backup
