// Restores beside, compares, analyzes, swaps. Until the swap the present database is not touched.
#include <fmt/format.h>

#include "backup/backup.h"
#include "backup/history.h"
#include "backup/migration_lock.h"
#include "backup/report_progress.h"
#include "backup/restore_data.h"
#include "backup/server.h"
#include "backup/swap.h"
#include "base/error.h"
#include "base/file_lock.h"
#include "base/text.h"
#include "journal/events/backup_restored.h"
#include "journal/typed.h"

namespace backup {

using base::Code;
using base::Error;

namespace {

struct Restoring {
  const RestorePlan& plan;
  const RestoreOptions& options;
  journal::Journal& journal;
  const ReportProgress& progress;
  Restored& out;
  bool& made;                                // the database beside is ours
  std::optional<MigrationLock>& migrations;  // of the database that is replaced; nothing where there is none
};

}  // namespace

static SwapNames names_of(const RestorePlan& plan) {
  return {.database = plan.database, .beside = plan.beside, .kept = plan.kept};
}

static void begin(const Restoring& work, Stage stage) {
  record_stage(work.journal, work.plan, stage);
  work.progress(std::string(name(stage)));
}

static void drop(pg::Session& session, const std::string& database) {
  const auto* force = session.server_major() >= 13 ? " WITH (FORCE)" : "";
  session.execute(fmt::format("DROP DATABASE IF EXISTS {}{}", pg::quote_identifier(database), force));
}

// Empty where it is the one that new databases get anyway: naming even that one takes a privilege on it.
static std::string present_tablespace(pg::Session& session, const std::string& database) {
  const auto found = session.query(R"(
SELECT t.spcname FROM pg_database d JOIN pg_tablespace t ON t.oid = d.dattablespace
WHERE d.datname = $1 AND d.dattablespace <> (SELECT dattablespace FROM pg_database WHERE datname = 'template0'))",
                                   {database});
  return found.empty() ? "" : found.text(0, "spcname");
}

static bool has_all_tablespaces(pg::Session& session, const Entry& entry) {
  return std::all_of(entry.tablespaces.begin(), entry.tablespaces.end(), [&](const std::string& each) {
    return !session.query("SELECT 1 FROM pg_tablespace WHERE spcname = $1", {each}).empty();
  });
}

// Killing a client does not stop the server: what a killed restore had sent may still run, and a database that is
// being made is not seen yet. Its sessions name the databases that only it knew.
static void end_orphans(const Restoring& work, pg::Session& session, const SwapNames& names) {
  constexpr auto patience = std::chrono::seconds(30);
  const auto until = std::chrono::steady_clock::now() + patience;
  for (;;) {
    const auto left = session.query(
        R"(
SELECT count(*) AS n, count(pg_terminate_backend(pid)) FROM pg_stat_activity
WHERE pid <> pg_backend_pid() AND usename = session_user AND application_name LIKE 'lockkeeper%'
  AND (strpos(query, $1) > 0 OR ($2 <> '' AND strpos(query, $2) > 0)))",
        {pg::quote_identifier(names.beside), names.kept.empty() ? std::string() : pg::quote_identifier(names.kept)});
    if (left.integer(0, "n") == 0) return;
    if (std::chrono::steady_clock::now() > until) {
      throw Error{Code::backup, "what the interrupted restore had begun is still running on the server",
                  "Wait for it to end (SELECT * FROM pg_stat_activity), then run the same command again."};
    }
    work.options.clock->sleep(base::Milliseconds(50), work.options.stop);
  }
}

// What an interrupted restore of another backup has left under its own name.
static void remove_given_up(const Restoring& work, pg::Session& session) {
  for (const auto& before : unfinished_restores(work.journal, work.plan.server)) {
    if (before.names.database != work.plan.database || before.names.beside == work.plan.beside) continue;
    end_orphans(work, session, before.names);
    drop(session, before.names.beside);
  }
}

static void make_beside(const Restoring& work, pg::Session& session) {
  const auto& entry = work.plan.entry;
  remove_given_up(work, session);
  begin(work, Stage::restoring);
  if (work.plan.again) drop(session, work.plan.beside);
  for (const auto& role : missing_roles(entry.roles, present_roles(session))) {
    session.execute(fmt::format("CREATE ROLE {} NOLOGIN", pg::quote_identifier(role)));
  }
  work.made = true;  // or half made, or made without our hearing of it
  try {
    session.execute(create_statement(entry.attributes, work.plan.beside, session.server_major(),
                                     present_tablespace(session, work.plan.database)));
  } catch (const Error& error) {
    work.made = error.sqlstate() != "42P04" && error.sqlstate() != "23505";  // there is one, and it is not ours
    throw;
  }
  session.execute(fmt::format(
      "COMMENT ON DATABASE {} IS {}", pg::quote_identifier(work.plan.beside),
      pg::quote_literal(fmt::format("lockkeeper is restoring {} here, to become {}", entry.id, work.plan.database))));
}

static void fill_beside(const Restoring& work, pg::Session& session) {
  const auto& [plan, options, journal, progress, out, made, migrations] = work;
  make_beside(work, session);
  FillOptions into{.connection = options.connection,
                   .jobs = options.jobs,
                   .tablespaces = has_all_tablespaces(session, plan.entry),
                   .tick = [&] { progress("restoring", bytes_of(session, plan.beside), plan.entry.database_bytes); },
                   .stop = options.stop};
  into.connection.database = plan.beside;
  fill(plan.folder, plan.entry, into);

  begin(work, Stage::comparing);
  into.tick = [&] { progress("comparing"); };
  const auto found = read_contents(into);
  const auto different = differences(plan.entry.contents, found);
  if (!different.empty()) {
    Error error{Code::backup,
                fmt::format("what was restored is not what the backup promises: {}",
                            base::count_of(static_cast<long long>(different.size()), "difference")),
                "Use another backup ('lockkeeper backup list'); the database was not touched."};
    for (std::size_t i = 0; i < std::min<std::size_t>(different.size(), 20); ++i)
      error.with("difference", different[i]);
    throw error;
  }

  begin(work, Stage::analyzing);  // a restored database has no statistics: its first queries would be planned blindly
  {
    pg::Session inside(into.connection);
    inside.stop_with(options.stop);
    without_timeouts(inside);
    inside.execute("ANALYZE");
  }
  for (auto& refused : apply_attributes(session, plan.entry.attributes, plan.beside))
    out.warnings.push_back(std::move(refused));
}

// On a session of its own and without a stop: what is stopped or failed may be the other one. What could not be
// removed stays open in the journal, so the next restore removes it.
static void give_up(const Restoring& work, const Error& reason) noexcept {
  try {
    if (!work.made && work.plan.again) return;
    auto session = maintenance_session(work.options.connection, work.plan.database, {});
    if (work.made) drop(session, work.plan.beside);
    record_stage(work.journal, work.plan, Stage::given_up, reason.message());
  } catch (const std::exception&) {  // NOLINT(bugprone-empty-catch): see above
  }
}

static void swap_in(const Restoring& work, pg::Session& session) {
  if (work.migrations) work.migrations->check();
  begin(work, Stage::swapping);
  const auto left = plan_swap(names_of(work.plan), look_for(session, names_of(work.plan)));
  const auto began = work.progress.elapsed();
  try {
    work.out.ended = swap(left, {.connection = work.options.connection,
                                 .lock_backend = work.migrations ? work.migrations->backend() : 0,
                                 .between = [&] { work.progress("swapping, the old one is set aside"); },
                                 .stop = work.options.stop});
  } catch (Error& error) {
    error.with("restored", fmt::format("{} is complete and waits for the swap: the same command again does only that",
                                       work.plan.beside));
    throw;
  }
  work.out.swap_duration = work.progress.elapsed() - began;
  work.progress("swapped");
}

// The database that stands under the name now. It is restored all the same where the server does not say.
static pg::Identity restored_database(const RestorePlan& plan, const pg::Options& connection) {
  auto out = named(plan.server, plan.database);
  try {
    auto session = maintenance_session(connection, plan.database, {});
    const auto found =
        session.query("SELECT oid::text AS oid FROM pg_catalog.pg_database WHERE datname = $1", {plan.database});
    if (!found.empty()) out.oid = found.text(0, "oid");
  } catch (const Error&) {
    return out;
  }
  return out;
}

static void record(const Restored& restored, const RestorePlan& plan, const RestoreOptions& options,
                   journal::Journal& journal) {
  journal::BackupRestored out{.id = plan.entry.id,
                              .database = plan.database,
                              .kept = restored.kept,
                              .duration = restored.duration,
                              .swap = restored.swap_duration,
                              .server = plan.server,
                              .snapshot_at = plan.entry.snapshot_at,
                              .warnings = restored.warnings};
  for (const auto& [user, application, count] : restored.ended)
    out.ended_sessions.push_back({.user = user, .application = application, .count = count});
  journal.append(journal::event(out, restored_database(plan, options.connection)));
}

Restored restore(const RestorePlan& plan, const RestoreOptions& options, journal::Journal& journal) {
  const ReportProgress progress(options.on_progress);
  const base::FileLock lock(options.dir / fmt::format(".restore-{}.lock", base::slug(plan.database)));
  if (!lock.held()) {
    throw Error{Code::lock_held, fmt::format("another restore to {} is running", plan.database),
                "Wait for it to end."};
  }
  Restored out{
      .database = plan.database,
      .kept = plan.kept,
      .drop_kept = plan.kept.empty() ? "" : fmt::format("DROP DATABASE {};", pg::quote_identifier(plan.kept)),
      .tables = static_cast<long long>(plan.entry.contents.rows.size()),
      .rows = plan.entry.contents.total_rows()};
  bool made = false;
  std::optional<MigrationLock> migrations;
  const Restoring work{plan, options, journal, progress, out, made, migrations};
  if (!plan.already_swapped) {
    auto session = maintenance_session(options.connection, plan.database, options.stop);
    if (!options.into && look_for(session, names_of(plan)).database)
      migrations.emplace(options.connection, plan.database, options.history_schema, *options.clock, options.stop);
    without_timeouts(session);
    if (plan.again) end_orphans(work, session, names_of(plan));
    if (!plan.swap_only) {
      try {
        fill_beside(work, session);
      } catch (const Error& error) {
        give_up(work, error);
        throw;
      }
    }
    swap_in(work, session);
  }
  out.duration = progress.elapsed();
  record(out, plan, options, journal);
  return out;
}

}  // namespace backup
