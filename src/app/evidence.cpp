#include "app/evidence.h"

#include <algorithm>

#include <fmt/format.h>

#include "apply/status.h"
#include "base/error.h"
#include "base/text.h"
#include "check/checks.h"

namespace app {

// Nobody waits longer for what stands beside a question.
static constexpr auto timeout = "10000";

static bool wants_history(const std::vector<facts::Claim>& claims) {
  return std::ranges::any_of(
      claims, [](const auto& claim) { return claim.fact == "migrations-applied" || claim.fact == "none-pending"; });
}

static std::string name_of(const plan::Line& line) {
  return line.migration ? line.migration->name : line.applied->name;
}

// Without a history of migrations nothing is known of them: another tool may keep its own.
static bool has_history(pg::Session& session, const std::string& schema) {
  return session
      .query(
          "SELECT to_regclass(pg_catalog.format('%I._migration_history', $1::text)) IS NOT NULL OR EXISTS (SELECT "
          "FROM "
          "pg_catalog.pg_class WHERE relname = '_prisma_migrations') AS known",
          {schema})
      .boolean(0, "known");
}

// Other tools' tables tell how many rows they hold; which migrations those are, and which are pending, their tools
// know.
static std::string others_history(pg::Session& session) {
  const auto tables = session.query(
      "SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name FROM pg_catalog.pg_class c "
      "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND c.relname = ANY "
      "('{knex_migrations,alembic_version,flyway_schema_history,schema_migrations,django_migrations,"
      "databasechangelog,"
      "goose_db_version,SequelizeMeta,pgmigrations,__drizzle_migrations,_sqlx_migrations,__diesel_schema_migrations,"
      "doctrine_migration_versions,phinxlog,migrations}') ORDER BY 1");
  std::vector<std::string> out;
  for (std::size_t row = 0; row < tables.rows(); ++row) {
    const auto name = tables.text(row, "name");
    const auto rows =
        session.query(fmt::format("SELECT pg_catalog.count(*) AS rows FROM {}", name)).integer(0, "rows");
    out.push_back(fmt::format("{} holds {}", name, base::count_of(rows, "row")));
  }
  return out.empty() ? std::string("the database has no history of migrations")
                     : fmt::format("{}; which are pending, its own tool knows", fmt::join(out, ", "));
}

static void ask_history(Project& project, pg::Session& session, facts::Evidence& evidence) {
  const auto& schema = project.config().history_schema;
  if (!has_history(session, schema)) {
    evidence.not_asked["history"] = others_history(session);
    return;
  }
  facts::History out;
  const auto folder = project.folder();
  for (const auto& line : apply::read_status(session, schema, folder).lines) {
    switch (line.standing) {
      case plan::Standing::applied:
      case plan::Standing::changed:
      case plan::Standing::missing:
        ++out.applied;
        break;
      case plan::Standing::failed:
      case plan::Standing::interrupted:
        out.failed.push_back(name_of(line));
        break;
      case plan::Standing::pending:
      case plan::Standing::rolled_back:
      case plan::Standing::out_of_order:
        out.pending.push_back(name_of(line));
        break;
    }
  }
  evidence.history = std::move(out);
}

static std::string why(const base::Error& error) {
  return fmt::format("could not be asked: {}", error.message());
}

// What one question throws is about that question alone.
template <class Ask>
static void ask(facts::Evidence& evidence, const std::string& what, Ask&& question) {
  try {
    question();
  } catch (const base::Error& error) {
    if (error.code() == base::Code::stopped || error.code() == base::Code::connection) throw;
    evidence.not_asked[what] = why(error);
  }
}

static void look(Project& project, const std::vector<facts::Claim>& claims, facts::Evidence& evidence) {
  const auto checks = facts::checks_for(claims);
  evidence.thresholds = project.config().thresholds;
  if (checks.empty() && !wants_history(claims)) return;
  try {
    auto options = project.connection();
    options.settings = {{"lock_timeout", timeout}, {"statement_timeout", timeout}};
    options.stop = project.stop();
    pg::Session session(options);
    const check::Surroundings here{.session = session, .config = project.config(), .journal = project.journal()};
    for (const auto& id : checks) {
      const auto* entry = base::find(check::checks(), id);
      if (entry) ask(evidence, id, [&] { evidence.asked[id] = entry->item->gather(here); });
    }
    if (wants_history(claims)) ask(evidence, "history", [&] { ask_history(project, session, evidence); });
  } catch (const base::Error& error) {
    for (const auto& id : checks) {
      if (!evidence.asked.contains(id)) evidence.not_asked[id] = why(error);
    }
    if (!evidence.history) evidence.not_asked.try_emplace("history", why(error));
  }
}

std::function<void(const std::vector<facts::Claim>&, facts::Evidence&)> look_at(Project& project) {
  return [&project](const std::vector<facts::Claim>& claims, facts::Evidence& evidence) {
    look(project, claims, evidence);
  };
}

}  // namespace app
