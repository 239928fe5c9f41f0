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
  ToFix to_fix;
  if (!fs::is_regular_file(wanted)) {
    to_fix.folder = project.folder();
    to_fix.migration = migration::find(*to_fix.folder, wanted);
    return to_fix;
  }
  to_fix.folder = folder_of(project, wanted);
  to_fix.migration = to_fix.folder ? *in_folder(*to_fix.folder, wanted) : read_loose_file(wanted);
  return to_fix;
}

static base::Error applied_already(const ToFix& to_fix, const plan::Applied& applied, const std::string& where) {
  const bool whole = applied.state == plan::State::applied;
  base::Error error{base::Code::migration,
                    whole ? fmt::format("{} is applied in {} already", to_fix.migration.name, where)
                          : fmt::format("{} was begun in {}, and {} of its statements are done",
                                        to_fix.migration.name, where, applied.statements_done),
                    whole ? "What has run cannot be made safe; put what is to change into a new migration."
                          : "Let 'lockkeeper up' carry it to its end, or undo it first."};
  return error.at({.file = to_fix.migration.up.shown});
}

static void refuse_applied(const ToFix& to_fix, const std::vector<apply::Attempt>& attempts,
                           const std::string& where) {
  const auto* attempt = apply::find(attempts, to_fix.migration.version);
  if (!attempt) return;
  const auto& applied = attempt->applied;
  if (applied.state == plan::State::applied || applied.state == plan::State::running || applied.statements_done > 0)
    throw applied_already(to_fix, applied, where);
}

// A second safe form beside the first would do it all twice.
static void refuse_replaced(const ToFix& to_fix) {
  if (!to_fix.folder) return;
  for (const auto& other : to_fix.folder->migrations) {
    const auto& replaced = other.header.replaces;
    if (std::find(replaced.begin(), replaced.end(), to_fix.migration.name) == replaced.end()) continue;
    base::Error error{base::Code::migration,
                      fmt::format("{} has a safe form already: {}", to_fix.migration.name, other.up.shown),
                      "Remove the migration, or the files that replace it."};
    throw error.at({.file = to_fix.migration.up.shown});
  }
}

// Whatever came of it, the undo would run with it.
static void refuse_undo_in_file(const ToFix& to_fix) {
  const auto undo = migration::find_undo_section(to_fix.migration.up);
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
static void replay_pending(ToFix& to_fix, const std::vector<apply::Attempt>* attempts) {
  if (!to_fix.folder) return;
  for (const auto& migration : to_fix.folder->migrations) {
    if (migration.name == to_fix.migration.name) return;
    const auto* attempt = attempts ? apply::find(*attempts, migration.version) : nullptr;
    if (attempt && attempt->applied.state == plan::State::applied) continue;
    impact::Simulation simulation(to_fix.catalog);
    bool fits = true;
    for (const auto& statement : statements_of(migration)) {
      const auto found = simulation.judge(statement);
      if (!attempts && found.fails) fits = false;
      simulation.leave(statement, found);
    }
    if (!fits) continue;
    to_fix.made.insert(simulation.made().begin(), simulation.made().end());
    simulation.new_session();  // what the migration set ends with it
    to_fix.catalog = simulation.whole();
  }
}

static void look_at_schema(Project& project, const FixRequest& request, ToFix& to_fix) {
  if (request.snapshot) {
    to_fix.catalog = pg::read_snapshot(*request.snapshot);
    to_fix.judged_against =
        fmt::format("the snapshot {}; whether it is applied was not looked at", request.snapshot->string());
    return replay_pending(to_fix, nullptr);
  }
  if (project.connection().target.empty()) {
    replay_pending(to_fix, nullptr);
    to_fix.made.clear();  // from nothing every table is new, and none is without rows
    to_fix.judged_against = "the schema that the migrations before it make; no database was given";
    return;
  }
  auto session = project.connect();
  const auto attempts =
      apply::load_attempts(session, project.config().history_schema, to_fix.folder ? &*to_fix.folder : nullptr);
  refuse_applied(to_fix, attempts, session.described());
  to_fix.catalog = pg::load_catalog(session);
  to_fix.judged_against = session.described();
  replay_pending(to_fix, &attempts);
}

static fix::Settings settings_for(const config::Config& config, const FixRequest& request) {
  const auto wait = config.timeouts.lock.count();
  return {.batch_rows = request.batch_rows,
          .lock_timeout = wait % 1000 == 0 ? fmt::format("{}s", wait / 1000) : fmt::format("{}ms", wait)};
}

static fix::Placing placing_of(const ToFix& to_fix, const fix::Safe& safe, const FixRequest& request) {
  if (safe.drafts.empty()) return {};
  auto placing = fix::place(safe, to_fix.migration, to_fix.folder ? &*to_fix.folder : nullptr);
  if (!request.output) return placing;
  const auto own = to_fix.migration.up.file.parent_path();
  const bool prisma = to_fix.folder && to_fix.folder->layout == "prisma";
  return fix::moved(std::move(placing), prisma ? own.parent_path() : own, fs::absolute(*request.output));
}

Fixed fix(Project& project, const FixRequest& request) {
  Fixed out{.given = find_migration(project, request.migration), .safe = {}, .placing = {}};
  auto& to_fix = out.given;
  if (to_fix.folder) project.tell(not_taken(*to_fix.folder));
  refuse_undo_in_file(to_fix);
  if (!request.dry_run) refuse_replaced(to_fix);
  look_at_schema(project, request, to_fix);
  out.safe = fix::make_safe(to_fix.migration, to_fix.catalog, to_fix.made, settings_for(project.config(), request));
  out.placing = placing_of(to_fix, out.safe, request);
  out.written = !request.dry_run && !out.placing.files.empty();
  if (!out.written) return out;
  fix::write(out.placing);
  if (request.replace && !request.output) {
    out.attic = project.journal_file().parent_path() / "replaced";
    fix::put_away(to_fix.migration, to_fix.folder && to_fix.folder->layout == "prisma", *out.attic);
  }
  return out;
}

}  // namespace app
