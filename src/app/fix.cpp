#include "app/fix.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/loose_file.h"
#include "app/not_taken.h"
#include "app/offline.h"
#include "apply/history.h"
#include "base/error.h"
#include "migration/undo_section.h"
#include "pg/snapshot.h"

namespace app {

namespace fs = std::filesystem;

// A file is looked for in the folders it may belong to; anything else is a migration's name.
static ToFix find_migration(Project& project, const std::string& wanted) {
  ToFix scene;
  if (!fs::is_regular_file(wanted)) {
    scene.folder = project.folder();
    scene.migration = migration::find(*scene.folder, wanted);
    return scene;
  }
  scene.folder = folder_of(project, wanted);
  scene.migration = scene.folder ? *in_folder(*scene.folder, wanted) : read_loose_file(wanted);
  return scene;
}

static base::Error applied_already(const ToFix& scene, const plan::Applied& applied, const std::string& where) {
  const bool whole = applied.state == plan::State::applied;
  base::Error error{base::Code::migration,
                    whole ? fmt::format("{} is applied in {} already", scene.migration.name, where)
                          : fmt::format("{} was begun in {}, and {} of its statements are done", scene.migration.name,
                                        where, applied.statements_done),
                    whole ? "What has run cannot be made safe; put what is to change into a new migration."
                          : "Let 'lockkeeper up' carry it to its end, or undo it first."};
  return error.at({.file = scene.migration.up.shown});
}

static void refuse_applied(const ToFix& scene, const std::vector<apply::Attempt>& attempts,
                           const std::string& where) {
  const auto* attempt = apply::find(attempts, scene.migration.version);
  if (!attempt) return;
  const auto& applied = attempt->applied;
  if (applied.state == plan::State::applied || applied.state == plan::State::running || applied.statements_done > 0)
    throw applied_already(scene, applied, where);
}

// A second safe form beside the first would do it all twice.
static void refuse_replaced(const ToFix& scene) {
  if (!scene.folder) return;
  for (const auto& other : scene.folder->migrations) {
    const auto& replaced = other.header.replaces;
    if (std::find(replaced.begin(), replaced.end(), scene.migration.name) == replaced.end()) continue;
    base::Error error{base::Code::migration,
                      fmt::format("{} has a safe form already: {}", scene.migration.name, other.up.shown),
                      "Remove the migration, or the files that replace it."};
    throw error.at({.file = scene.migration.up.shown});
  }
}

// Whatever came of it, the undo would run with it.
static void refuse_undo_in_file(const ToFix& scene) {
  const auto undo = migration::find_undo_section(scene.migration.up);
  if (!undo) return;
  base::Error error{base::Code::migration, undo->message, undo->hint};
  throw error.at(undo->place);
}

static std::vector<sql::Statement> statements_of(const migration::Migration& migration) {
  try {
    return sql::parse(migration.up.text, migration.up.shown);
  } catch (const base::Error&) {  // an earlier file's trouble is not this command's
    return {};
  }
}

// The migrations before this one that are still to come. Where no history tells which those are, it is each that the
// server would not refuse.
static void replay_pending(ToFix& scene, const std::vector<apply::Attempt>* attempts) {
  if (!scene.folder) return;
  for (const auto& migration : scene.folder->migrations) {
    if (migration.name == scene.migration.name) return;
    const auto* attempt = attempts ? apply::find(*attempts, migration.version) : nullptr;
    if (attempt && attempt->applied.state == plan::State::applied) continue;
    impact::Simulation simulation(scene.catalog);
    bool fits = true;
    for (const auto& statement : statements_of(migration)) {
      const auto found = simulation.judge(statement);
      if (!attempts && found.fails) fits = false;
      simulation.leave(statement, found);
    }
    if (!fits) continue;
    scene.made.insert(simulation.made().begin(), simulation.made().end());
    simulation.new_session();  // what the migration set ends with it
    scene.catalog = simulation.whole();
  }
}

static void look_at_schema(Project& project, const FixRequest& request, ToFix& scene) {
  if (request.snapshot) {
    scene.catalog = pg::read_snapshot(*request.snapshot);
    scene.judged_against =
        fmt::format("the snapshot {}; whether it is applied was not looked at", request.snapshot->string());
    return replay_pending(scene, nullptr);
  }
  if (project.connection().target.empty()) {
    replay_pending(scene, nullptr);
    scene.made.clear();  // from nothing every table is new, and none is without rows
    scene.judged_against = "the schema that the migrations before it make; no database was given";
    return;
  }
  auto session = project.connect();
  const auto attempts =
      apply::load_attempts(session, project.config().history_schema, scene.folder ? &*scene.folder : nullptr);
  refuse_applied(scene, attempts, session.described());
  scene.catalog = pg::load_catalog(session);
  scene.judged_against = session.described();
  replay_pending(scene, &attempts);
}

static fix::Settings settings_for(const config::Config& config, const FixRequest& request) {
  const auto wait = config.timeouts.lock.count();
  return {.batch_rows = request.batch_rows,
          .lock_timeout = wait % 1000 == 0 ? fmt::format("{}s", wait / 1000) : fmt::format("{}ms", wait)};
}

static fix::Placing placing_of(const ToFix& scene, const fix::Safe& safe, const FixRequest& request) {
  if (safe.drafts.empty()) return {};
  auto placing = fix::place(safe, scene.migration, scene.folder ? &*scene.folder : nullptr);
  if (!request.output) return placing;
  const auto own = scene.migration.up.file.parent_path();
  const bool prisma = scene.folder && scene.folder->layout == "prisma";
  return fix::moved(std::move(placing), prisma ? own.parent_path() : own, fs::absolute(*request.output));
}

Fixed fix(Project& project, const FixRequest& request) {
  Fixed out{.given = find_migration(project, request.migration), .safe = {}, .placing = {}};
  auto& scene = out.given;
  if (scene.folder) project.tell(not_taken(*scene.folder));
  refuse_undo_in_file(scene);
  if (!request.dry_run) refuse_replaced(scene);
  look_at_schema(project, request, scene);
  out.safe = fix::make_safe(scene.migration, scene.catalog, scene.made, settings_for(project.config(), request));
  out.placing = placing_of(scene, out.safe, request);
  out.written = !request.dry_run && !out.placing.files.empty();
  if (!out.written) return out;
  fix::write(out.placing);
  if (request.replace && !request.output) {
    out.attic = project.journal_file().parent_path() / "replaced";
    fix::put_away(scene.migration, scene.folder && scene.folder->layout == "prisma", *out.attic);
  }
  return out;
}

}  // namespace app
