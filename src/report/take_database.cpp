// What was done to the database: migrations, backups, checks.
#include <algorithm>

#include <fmt/format.h>

#include "report/builder.h"
#include "report/lookup.h"

namespace report {

static bool same(const Migration& migration, const base::Json& data) {
  return migration.version == text_at(data, "version") && migration.name == text_at(data, "name") &&
         migration.database == text_at(data, "database");
}

// The entry under way for this version, or a new one. A migration that is applied, undone and applied again has
// three.
static Migration& migration_of(Builder& builder, const journal::Event& event, bool starts) {
  auto& all = builder.view.migrations;
  const auto found = std::find_if(all.rbegin(), all.rend(), [&](const Migration& m) { return same(m, event.data); });
  const bool open = found != all.rend() && (found->state == "running" || (starts && found->state == "failed"));
  Migration& migration = open ? *found : all.emplace_back();
  migration.version = text_at(event.data, "version");
  migration.name = text_at(event.data, "name");
  migration.database = text_at(event.data, "database");
  if (migration.step.empty()) migration.step = text_at(event.data, "step");
  if (const auto statements = number_at(event.data, "statements")) migration.statements = statements;
  if (const auto transactional = flag_at(event.data, "transactional")) migration.transactional = transactional;
  if (const auto estimated = span_at(event.data, "estimated_ms")) migration.estimated = estimated;
  return migration;
}

static Failed read_failure(const base::Json& data) {
  return {.statement = lines_at(data, "statement"),
          .place = place_at(data, "place"),
          .message = text_at(data, "message"),
          .sqlstate = text_at(data, "sqlstate"),
          .detail = text_at(data, "detail"),
          .hint = text_at(data, "hint")};
}

bool take_migration(Builder& builder, const journal::Event& event) {
  if (!event.kind.starts_with("migration.")) return false;
  const bool begins = event.kind == "migration.began";
  const std::string outcome = event.kind.substr(std::string("migration.").size());
  if (!begins && outcome != "applied" && outcome != "undone" && outcome != "failed")
    return outcome == "statement";  // too many to tell
  Migration& migration = migration_of(builder, event, begins);
  if (begins) {
    if (!migration.began) migration.began = event.time;
    migration.state = "running";
    ++migration.attempts;
    return true;
  }
  migration.state = outcome;
  migration.ended = event.time;
  migration.duration = span_at(event.data, "duration_ms");
  if (!migration.duration && migration.began)
    migration.duration = std::max(Milliseconds(0), event.time - *migration.began);
  if (!migration.began) migration.began = event.time - migration.duration.value_or(Milliseconds(0));
  migration.recovered = migration.recovered || flag_at(event.data, "recovered").value_or(false);
  migration.attempts = std::max(migration.attempts, 1);
  if (outcome == "failed") migration.failure = read_failure(event.data);
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
  if (!event.kind.starts_with("backup.")) return false;
  const auto& data = event.data;
  const std::string id = text_at(data, "id");
  if (event.kind == "backup.created") {
    Backup& backup = backup_of(builder, id);
    backup.time = event.time;
    backup.path = text_at(data, "path");
    backup.database = text_at(data, "database");
    backup.sha256 = text_at(data, "sha256");
    backup.server_version = text_at(data, "server_version");
    backup.bytes = number_at(data, "bytes");
    backup.duration = span_at(data, "duration_ms");
    backup.snapshot = base::parse_instant(text_at(data, "snapshot_at"));
    backup.warnings = texts_at(data, "warnings");
  } else if (event.kind == "backup.verified") {
    backup_of(builder, id)
        .proofs.push_back({.time = event.time,
                           .ok = flag_at(data, "ok").value_or(false),
                           .tables = number_at(data, "tables").value_or(0),
                           .rows = number_at(data, "rows").value_or(0),
                           .differences = texts_at(data, "differences"),
                           .notes = texts_at(data, "notes"),
                           .duration = span_at(data, "duration_ms"),
                           .restore = span_at(data, "restore_ms")});
  } else if (event.kind == "backup.restored") {
    take_back_migrations(builder, backup_of(builder, id), text_at(data, "database"));
    backup_of(builder, id)
        .restores.push_back({.time = event.time,
                             .database = text_at(data, "database"),
                             .kept = text_at(data, "kept"),
                             .duration = span_at(data, "duration_ms")});
  } else {
    return false;
  }
  return true;
}

static CheckRun read_check(const journal::Event& event) {
  CheckRun check{.time = event.time, .step = text_at(event.data, "step"), .suite = text_at(event.data, "suite")};
  for (const auto& result : list_at(event.data, "results")) {
    check.results.push_back({.check = text_at(result, "check"),
                             .verdict = text_at(result, "verdict"),
                             .evidence = lines_at(result, "evidence"),
                             .todo = lines_at(result, "todo")});
  }
  return check;
}

static Baseline read_baseline(Instant time, const base::Json& data) {
  Baseline baseline{.time = time,
                    .database = text_at(data, "database"),
                    .tables = number_at(data, "tables"),
                    .indexes = number_at(data, "indexes"),
                    .constraints = number_at(data, "constraints"),
                    .bytes = number_at(data, "bytes")};
  for (const auto& [table, count] : object_at(data, "rows").items()) {
    if (count.is_number()) baseline.rows[table] = count.get<long long>();
  }
  return baseline;
}

// What verify measured stands beside the baseline it compared with.
static void take_figures(Builder& builder, const journal::Event& event) {
  auto figures = object_at(event.data, "figures");
  const auto database = text_at(event.data, "database");
  auto& baselines = builder.view.baselines;
  if (figures.empty() || baselines.empty() || baselines.front().database != database) return;
  baselines.push_back(read_baseline(event.time, figures));
  baselines.back().database = database;
}

bool take_check(Builder& builder, const journal::Event& event) {
  if (event.kind == "check.finished") builder.view.checks.push_back(read_check(event));
  if (event.kind == "check.watched" && !list_at(event.data, "results").empty()) {
    auto check = read_check(event);
    check.watched = true;
    builder.view.checks.push_back(std::move(check));
  }
  if (event.kind == "baseline.captured" && event.data.is_object())
    builder.view.baselines.push_back(read_baseline(event.time, event.data));
  if (event.kind == "check.finished") take_figures(builder, event);
  return event.kind == "check.finished" || event.kind == "baseline.captured";
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
    if (event.kind.starts_with("backup.") && event.kind != "backup.created") continue;
    if (auto name = text_at(event.data, "database"); !name.empty()) names.insert(std::move(name));
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

}  // namespace report
