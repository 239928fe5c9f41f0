#include "runbook/target.h"

#include <fmt/format.h>

#include "base/text.h"
#include "journal/journal.h"
#include "pg/session.h"

namespace runbook {

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

base::Json to_json(const RunTarget& target) {
  base::Json out = base::Json::object();
  const auto put = [&](const char* key, const std::string& value) {
    if (!value.empty()) out[key] = value;
  };
  put("environment", target.environment);
  put("address", target.address);
  put("server", target.server);
  put("database", target.identity.database);
  put("cluster", target.identity.cluster);
  put("oid", target.identity.oid);
  return out;
}

RunTarget read_target(const base::Json& data) {
  return {.environment = base::text_at(data, "environment"),
          .address = base::text_at(data, "address"),
          .server = base::text_at(data, "server"),
          .identity = {.cluster = base::text_at(data, "cluster"),
                       .oid = base::text_at(data, "oid"),
                       .database = base::text_at(data, "database")}};
}

RunTarget reach(const pg::Options& options, RunTarget target) {
  auto open = options;
  open.expected.reset();
  pg::Session session(open);
  target.identity = pg::identity_of(session);
  target.server = session.host() + ":" + session.port();
  return target;
}

void take_target(RunTarget& target, const std::string& kind, const base::Json& data) {
  if (kind == "run.began" || kind == "run.bound") {
    if (data.contains("target") && data["target"].is_object()) target = read_target(data["target"]);
  } else if (kind == "backup.restored" && base::text_at(data, "database") == target.identity.database) {
    target.identity.oid.clear();  // the name went to the restored database
  }
}

RunTarget target_of(const journal::Journal& journal, const std::string& run) {
  RunTarget target;
  for (const char* kind : {"run.", "backup.restored"}) {
    for (const auto& event : journal.read({.run = run, .kind = kind})) take_target(target, event.kind, event.data);
  }
  return target;
}

}  // namespace runbook
