// What was done to the database: migrations, backups, checks.
#include <algorithm>

#include <fmt/format.h>

#include "journal/events/backup_created.h"
#include "journal/events/backup_restored.h"
#include "journal/events/backup_verified.h"
#include "journal/events/baseline_captured.h"
#include "journal/events/check_finished.h"
#include "journal/events/check_watched.h"
#include "journal/events/migration_applied.h"
#include "journal/events/migration_began.h"
#include "journal/events/migration_failed.h"
#include "journal/events/migration_statement.h"
#include "journal/events/migration_undone.h"
#include "journal/typed.h"
#include "run_view/builder.h"
#include "run_view/event_database.h"

namespace run_view {

// The entry under way for this version, or a new one. A migration that is applied, undone and applied again has
// three.
template <class Kind>
static Migration& migration_of(Builder& builder, const journal::Event& event, const Kind& said) {
  constexpr bool starts = std::is_same_v<Kind, journal::MigrationBegan>;
  const auto database = database_of(event);
  const auto is_it = [&](const Migration& known) {
    return known.version == said.version && known.name == said.name && known.database == database;
  };
  auto& all = builder.view.migrations;
  const auto found = std::find_if(all.rbegin(), all.rend(), is_it);
  const bool open = found != all.rend() && (found->state == "running" || (starts && found->state == "failed"));
  Migration& migration = open ? *found : all.emplace_back();
  migration.version = said.version;
  migration.name = said.name;
  migration.database = database;
  if (migration.step.empty()) migration.step = journal::step_of(event);
  return migration;
}

static Failed read_failure(const journal::MigrationFailed& failed) {
  return {.statement = failed.statement,
          .place = failed.place,
          .message = failed.message,
          .sqlstate = failed.sqlstate,
          .detail = failed.detail,
          .hint = failed.hint};
}

static void end(Migration& migration, const std::string& state, Instant time, std::optional<Milliseconds> took) {
  migration.state = state;
  migration.ended = time;
  migration.duration = took;
  if (!migration.duration && migration.began) migration.duration = std::max(Milliseconds(0), time - *migration.began);
  if (!migration.began) migration.began = time - migration.duration.value_or(Milliseconds(0));
  migration.attempts = std::max(migration.attempts, 1);
}

static void begin(Migration& migration, const journal::MigrationBegan& began, Instant time) {
  if (!migration.began) migration.began = time;
  migration.state = "running";
  ++migration.attempts;
  if (began.statements) migration.statements = began.statements;
  if (began.transactional) migration.transactional = began.transactional;
  if (began.estimated) migration.estimated = began.estimated;
}

bool take_migration(Builder& builder, const journal::Event& event) {
  if (const auto began = journal::as<journal::MigrationBegan>(event)) {
    begin(migration_of(builder, event, *began), *began, event.time);
  } else if (const auto applied = journal::as<journal::MigrationApplied>(event)) {
    Migration& migration = migration_of(builder, event, *applied);
    if (applied->statements) migration.statements = applied->statements;
    if (applied->transactional) migration.transactional = applied->transactional;
    migration.recovered = migration.recovered || applied->recovered;
    end(migration, "applied", event.time, applied->duration);
  } else if (const auto undone = journal::as<journal::MigrationUndone>(event)) {
    end(migration_of(builder, event, *undone), "undone", event.time, undone->duration);
  } else if (const auto failed = journal::as<journal::MigrationFailed>(event)) {
    Migration& migration = migration_of(builder, event, *failed);
    end(migration, "failed", event.time, std::nullopt);
    migration.failure = read_failure(*failed);
  } else {
    return journal::is_one_of<journal::MigrationStatement>(event);  // too many to tell
  }
  return true;
}

static Backup& backup_of(Builder& builder, const std::string& id) {
  auto& all = builder.view.backups;
  const auto found = std::ranges::find(all, id, &Backup::id);
  return found == all.end() ? all.emplace_back(Backup{.id = id}) : *found;
}

// What was applied after the backup went with the database that it was restored in place of. A migration that does
// not say its database is of the only one, if there is only one.
static void take_back_migrations(Builder& builder, const Backup& backup, const std::string& restored_as) {
  const auto held = backup.snapshot ? backup.snapshot : backup.time;
  if (!held || restored_as != backup.database) return;
  const auto is_of_it = [&](const Migration& migration) {
    return migration.database.empty() ? builder.databases.size() <= 1 : migration.database == backup.database;
  };
  for (auto& migration : builder.view.migrations) {
    if (migration.state == "applied" && is_of_it(migration) && migration.ended && *migration.ended > *held)
      migration.state = "undone";
  }
}

bool take_backup(Builder& builder, const journal::Event& event) {
  if (const auto created = journal::as<journal::BackupCreated>(event)) {
    Backup& backup = backup_of(builder, created->id);
    backup.time = event.time;
    backup.path = created->path;
    backup.database = created->database;
    backup.sha256 = created->sha256;
    backup.server_version = created->server_version;
    backup.bytes = created->bytes;
    backup.duration = created->duration;
    backup.snapshot = created->snapshot_at;
    backup.warnings = created->warnings;
  } else if (const auto verified = journal::as<journal::BackupVerified>(event)) {
    backup_of(builder, verified->id)
        .proofs.push_back({.time = event.time,
                           .ok = verified->ok.value_or(false),
                           .tables = verified->tables.value_or(0),
                           .rows = verified->rows.value_or(0),
                           .differences = verified->differences,
                           .notes = verified->notes,
                           .duration = verified->duration,
                           .restore = verified->restore});
  } else if (const auto restored = journal::as<journal::BackupRestored>(event)) {
    Backup& backup = backup_of(builder, restored->id);
    take_back_migrations(builder, backup, restored->database);
    backup.restores.push_back(
        {.time = event.time, .database = restored->database, .kept = restored->kept, .duration = restored->duration});
  } else {
    return false;
  }
  return true;
}

template <class Kind>
static CheckRun read_check(const journal::Event& event, const Kind& said) {
  CheckRun check{.time = event.time, .step = journal::step_of(event), .suite = said.suite};
  for (const auto& [name, verdict, evidence, todo] : said.results)
    check.results.push_back({.check = name, .verdict = verdict, .evidence = evidence, .todo = todo});
  return check;
}

static Baseline read_baseline(Instant time, const journal::BaselineCaptured& captured) {
  Baseline baseline{.time = time,
                    .database = captured.database,
                    .tables = captured.tables,
                    .indexes = captured.indexes,
                    .constraints = captured.constraints,
                    .bytes = captured.bytes};
  for (const auto& [table, count] : captured.rows) baseline.rows[table] = count;
  return baseline;
}

// What verify measured stands beside the baseline it compared with.
static void take_figures(Builder& builder, Instant time, const journal::CheckFinished& suite) {
  auto& baselines = builder.view.baselines;
  if (!suite.figures || baselines.empty() || baselines.front().database != suite.database) return;
  baselines.push_back({.time = time,
                       .database = suite.database,
                       .tables = suite.figures->tables,
                       .indexes = suite.figures->indexes,
                       .constraints = suite.figures->constraints,
                       .bytes = suite.figures->bytes});
}

bool take_check(Builder& builder, const journal::Event& event) {
  if (const auto suite = journal::as<journal::CheckFinished>(event)) {
    builder.view.checks.push_back(read_check(event, *suite));
    take_figures(builder, event.time, *suite);
    return true;
  }
  if (const auto captured = journal::as<journal::BaselineCaptured>(event)) {
    builder.view.baselines.push_back(read_baseline(event.time, *captured));
    return true;
  }
  if (const auto watched = journal::as<journal::CheckWatched>(event); watched && !watched->results.empty()) {
    builder.view.checks.push_back(read_check(event, *watched));
    builder.view.checks.back().watched = true;
  }
  return false;  // what changed is told besides
}

std::vector<BeforeAfter> compare_checks(const std::vector<CheckRun>& checks,
                                        const std::vector<Migration>& migrations) {
  std::optional<Instant> first_change;
  for (const auto& migration : migrations) {
    if (migration.began && (!first_change || *migration.began < *first_change)) first_change = migration.began;
  }
  std::vector<BeforeAfter> rows;
  const auto row_of = [&](const std::string& check) -> BeforeAfter& {
    const auto found = std::ranges::find(rows, check, &BeforeAfter::check);
    return found == rows.end() ? rows.emplace_back(BeforeAfter{.check = check}) : *found;
  };
  // The newest word counts on either side.
  for (const auto& check : checks) {
    const bool before = first_change ? check.time < *first_change : check.suite == "preflight";
    for (const auto& result : check.results)
      (before ? row_of(result.check).before : row_of(result.check).after) = result;
  }
  return rows;
}

// Where a restore goes to is left out: a copy beside is nobody's database.
std::set<std::string> databases_worked_on(const std::vector<journal::Event>& events) {
  std::set<std::string> names;
  for (const auto& event : events) {
    if (event.kind.starts_with("backup.") && !journal::is_one_of<journal::BackupCreated>(event)) continue;
    if (auto name = database_of(event); !name.empty()) names.insert(std::move(name));
  }
  return names;
}

std::optional<Baseline> baseline_after(const RunView& view) {
  std::optional<Baseline> after;
  for (const auto& next : view.baselines) {
    if (&next == &view.baselines.front() || next.database != view.baselines.front().database) continue;
    auto rows = next.rows.empty() && after ? after->rows : next.rows;
    after = next;
    after->rows = std::move(rows);
  }
  return after;
}

}  // namespace run_view
