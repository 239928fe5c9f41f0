#include "app/effects.h"

#include "app/loose_file.h"
#include "app/measured_rates.h"
#include "app/offline.h"
#include "base/error.h"
#include "base/files.h"
#include "migration/undo.h"
#include "pg/snapshot.h"
#include "sql/lenient.h"

namespace app {

namespace {

struct Against {
  pg::Catalog catalog;
  std::optional<rates::Measured> measured = {};
};

}  // namespace

static migration::Migration read(const std::filesystem::path& file) {
  auto out = read_loose_file(file);
  // Every migration of Prisma is a migration.sql: its folder has the name.
  const auto parent = out.up.file.parent_path().filename().string();
  if (file.stem() == "migration" && !parent.empty()) out.version = out.name = parent;
  sql::check_text(out.up.text, out.up.shown);
  if (const auto undo = migration::undo_of(file))
    out.down = migration::Script{.file = *undo, .shown = undo->string(), .text = base::read_file(*undo)};
  return out;
}

static bool can_be_parsed(const migration::Migration& file, bool otherwise_unknown) {
  try {
    sql::parse_leniently(file.up.text, file.up.shown);
    return true;
  } catch (const base::Error& error) {
    if (!otherwise_unknown || error.code() != base::Code::sql_syntax) throw;
    return false;
  }
}

static Against schema_for(Project& project, const EffectsRequest& request) {
  if (request.snapshot) return {.catalog = pg::read_snapshot(*request.snapshot)};
  if (request.offline) {
    const auto& first = request.files.front();
    const auto folder = folder_of(project, first);
    return {.catalog = schema_after(folder ? before(*folder, first) : std::vector<const migration::Migration*>())};
  }
  auto session = project.connect();
  auto measured = measured_rates(project, session);
  return {.catalog = pg::load_catalog(session), .measured = std::move(measured)};
}

static FileEffects effects_of(const plan::MigrationPlan& one, std::vector<std::string> left_out,
                              const pg::Catalog& catalog, impact::Simulation& simulation) {
  FileEffects out{.data_loss = !one.data_loss.empty() || !one.overwrites.empty(),
                  .left_out = std::move(left_out),
                  .unknown = one.unknown};
  out.unknown.insert(out.unknown.end(), out.left_out.begin(), out.left_out.end());
  // Nothing of it could be read: with the grammar of PostgreSQL 18, which 18 and older refuse as well.
  out.fails = one.statements.empty() && !one.unknown.empty() && catalog.server_version < 190000;
  for (const auto& statement : one.statements) out.fails = out.fails || statement.effects.fails;
  out.relations = plan::blocked(one, catalog);
  simulation.new_session();
  const auto before = simulation.whole();
  out.consequences = consequences_of(one, simulation);
  out.indexes_rebuilt = plan::rebuilt_indexes(one, before, simulation.whole());
  return out;
}

Effects effects(Project& project, const EffectsRequest& request) {
  Effects out;
  std::vector<std::vector<std::string>> left_out;
  for (const auto& file : request.files) {
    auto& script = out.files.emplace_back(read(file)).up;
    left_out.push_back(blank_psql_commands(script.text, script.shown));
  }
  std::vector<const migration::Migration*> pointers;
  for (const auto& file : out.files) {
    out.readable = can_be_parsed(file, request.what_cannot_be_parsed_is_unknown) && out.readable;
    pointers.push_back(&file);
  }
  const auto ground = schema_for(project, request);
  out.plan = plan::build_plan(pointers, ground.catalog,
                              ground.measured ? rates::to_rates(*ground.measured) : impact::Rates{});
  if (ground.catalog.has_server()) out.plan.speeds = rates::source(ground.measured);
  impact::Simulation simulation(ground.catalog);
  for (std::size_t at = 0; at < out.plan.migrations.size(); ++at)
    out.of_files.push_back(effects_of(out.plan.migrations[at], std::move(left_out[at]), ground.catalog, simulation));
  return out;
}

}  // namespace app
