#include "runner/target.h"

#include <fmt/format.h>

#include "base/text.h"
#include "journal/events/backup_restored.h"
#include "journal/events/run_began.h"
#include "journal/events/run_bound.h"
#include "journal/journal.h"
#include "journal/typed.h"
#include "pg/session.h"

namespace runner {

std::string described(const RunTarget& target) {
  std::string out = target.identity.database;
  if (!out.empty() && !target.server.empty()) out += " on " + target.server;
  if (target.environment.empty()) return out;
  return out.empty() ? fmt::format("environment {}", target.environment)
                     : fmt::format("{} (environment {})", out, target.environment);
}

std::string options_naming(const RunTarget& target) {
  if (!target.environment.empty()) return " --env " + base::shell_quote(target.environment);
  return target.address.empty() ? "" : " --database-url " + base::shell_quote(target.address);
}

journal::NamedTarget recorded(const RunTarget& target) {
  return {.environment = target.environment,
          .address = target.address,
          .server = target.server,
          .database = target.identity.database,
          .cluster = target.identity.cluster,
          .oid = target.identity.oid};
}

RunTarget read_target(const journal::NamedTarget& named) {
  return {.environment = named.environment,
          .address = named.address,
          .server = named.server,
          .identity = {.cluster = named.cluster, .oid = named.oid, .database = named.database}};
}

RunTarget reach(const pg::Options& options, RunTarget target) {
  auto open = options;
  open.expected.reset();
  pg::Session session(open);
  target.identity = pg::identity_of(session);
  target.server = session.host() + ":" + session.port();
  return target;
}

void take_target(RunTarget& target, const journal::Event& event) {
  if (const auto began = journal::as<journal::RunBegan>(event)) {
    if (!(began->target == journal::NamedTarget{})) target = read_target(began->target);
  } else if (const auto bound = journal::as<journal::RunBound>(event)) {
    target = read_target(bound->target);
  } else if (const auto restored = journal::as<journal::BackupRestored>(event);
             restored && restored->database == target.identity.database) {
    target.identity.oid.clear();  // the name went to the restored database
  }
}

RunTarget target_of(const journal::Journal& journal, const std::string& run) {
  RunTarget target;
  for (const char* kind : {"run.", "backup.restored"}) {
    for (const auto& event : journal.read({.run = run, .kind = kind})) take_target(target, event);
  }
  return target;
}

}  // namespace runner
