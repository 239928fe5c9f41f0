#include "app/validate.h"

#include <algorithm>

#include "app/judgement.h"
#include "base/error.h"
#include "pg/catalog.h"

namespace app {

using migration::Finding;

static Ground gather(Project& project, const migration::Folder& folder, bool offline) {
  if (offline) return {};
  try {
    auto session = project.connect();
    return ground_of(session, project.config().history_schema, folder);
  } catch (base::Error& error) {
    if (error.code() == base::Code::connection)
      error.with("without a database", "'lockkeeper validate --offline' looks at the files alone");
    throw;
  }
}

static bool waits(const plan::Line& line) {
  return line.migration && line.standing != plan::Standing::applied && line.standing != plan::Standing::changed;
}

static plan::Plan pending_plan(const migration::Folder& folder, const Ground& gathered) {
  std::vector<const migration::Migration*> pending;
  for (const auto& line : plan::compare(folder, gathered.history)) {
    if (waits(line)) pending.push_back(line.migration);
  }
  return plan::build_plan(pending, gathered.live.value_or(pg::Catalog{}));
}

long long Validated::errors() const {
  return std::ranges::count(findings, Finding::Severity::error, &Finding::severity);
}

Validated validate(Project& project, bool offline) {
  Validated out{.folder = project.folder()};
  const auto ground = gather(project, out.folder, offline);
  out.findings = judge(project, out.folder, ground);
  out.pending = pending_plan(out.folder, ground);
  return out;
}

Drifted drift(Project& project) {
  const auto folder = project.folder();
  auto session = project.connect();
  const auto& config = project.config();
  const auto attempts = apply::load_attempts(session, config.history_schema, &folder);
  project.tell("replaying the applied migrations on a server of our own\n");
  Drifted out{.replayed = apply::replay(project.connection(), config, folder, attempts, project.stop())};
  if (out.known())
    out.drifts = apply::drift(pg::schema_objects(session), out.replayed.objects, config.history_schema);
  return out;
}

}  // namespace app
