// Takes a backup. One snapshot is exported by a session of ours and held open: pg_dump reads in it, and so does the
// count of every table's rows, so that the two agree however much is written meanwhile.
#include <fmt/format.h>

#include "backup/backup.h"
#include "backup/client.h"
#include "backup/disk_space.h"
#include "backup/manifest.h"
#include "backup/missing_schema.h"
#include "backup/names.h"
#include "backup/report_progress.h"
#include "backup/run_parallel.h"
#include "backup/server.h"
#include "base/error.h"
#include "base/text.h"
#include "journal/events/backup_created.h"
#include "journal/typed.h"
#include "pg/identity.h"
#include "pg/system_identifier.h"

namespace backup {

namespace fs = base::fs;
using base::Code;
using base::Error;

namespace {

struct Source {
  Entry entry;  // what is known before the snapshot
  long long data_bytes = 0;
  bool in_recovery = false;
};

}  // namespace

static std::vector<std::string> texts(const pg::Result& found) {
  std::vector<std::string> out;
  for (std::size_t row = 0; row < found.rows(); ++row) out.push_back(found.at(row, 0).value_or(""));
  return out;
}

// Not pg_table_size, which waits for whoever holds a table. Indexes and the system's own tables are not dumped.
static Source look_at(pg::Session& session, base::Instant now) {
  const auto facts = session.query(R"(
SELECT pg_is_in_recovery() AS in_recovery,
       pg_database_size(current_database()) AS bytes,
       greatest(0, pg_database_size(current_database()) - current_setting('block_size')::bigint *
         (SELECT sum(relpages) FROM pg_class WHERE relkind = 'i' OR relnamespace = 'pg_catalog'::regnamespace)) AS data)");
  auto attributes = read_attributes(session, session.database());
  if (!attributes)
    throw Error{Code::backup, fmt::format("the database {} is not in pg_database", session.database())};
  Source out{.entry = {.id = new_backup_id(session.database(), now),
                       .database = session.database(),
                       .host = session.host(),
                       .port = session.port(),
                       .server = pg::cluster_or_address(session),
                       .server_version = session.server_version(),
                       .server_version_text = version_text(session),
                       .started = now,
                       .database_bytes = facts.integer(0, "bytes"),
                       .attributes = std::move(*attributes),
                       .roles = read_roles(session)},
             .data_bytes = facts.integer(0, "data"),
             .in_recovery = facts.boolean(0, "in_recovery")};
  const auto extensions =
      session.query("SELECT extname, extversion FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY 1");
  for (std::size_t row = 0; row < extensions.rows(); ++row) {
    out.entry.extensions.push_back({extensions.text(row, "extname"), extensions.text(row, "extversion")});
  }
  out.entry.tablespaces =
      texts(session.query("SELECT DISTINCT t.spcname FROM pg_class c JOIN pg_tablespace t ON t.oid = c.reltablespace "
                          "WHERE t.spcname !~ '^pg_' ORDER BY 1"));
  return out;
}

static void check_room(const fs::path& folder, Source& source) {
  const auto room = room_for_dump(source.data_bytes, base::disk_space(folder).free_bytes);
  if (!room.enough) {
    throw Error{
        Code::file,
        fmt::format("not enough disk space for the backup in {}: {}", folder.parent_path().string(), room.message),
        "Free space there, or choose another disk with [backup] dir in lockkeeper.toml."};
  }
  if (!room.message.empty()) source.entry.warnings.push_back(room.message);
}

// Begins the transaction whose snapshot everything is read in. Gives back the snapshot's name.
static std::string take_snapshot(pg::Session& session, Entry& entry) {
  const auto taken = session.query(R"(
SELECT pg_export_snapshot() AS snapshot, round(extract(epoch FROM clock_timestamp()) * 1000)::bigint AS at,
       CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END AS lsn)");
  entry.snapshot_at = base::Instant(base::Milliseconds(taken.integer(0, "at")));
  entry.lsn = taken.text(0, "lsn");
  return taken.text(0, "snapshot");
}

static std::vector<std::string> dump_arguments(const CreateOptions& options, const Source& source,
                                               const std::string& snapshot, const fs::path& to) {
  std::vector<std::string> out{"--format=directory",
                               fmt::format("--jobs={}", std::max(1, options.jobs)),
                               fmt::format("--compress={}", options.compression),
                               "--snapshot=" + snapshot,
                               fmt::format("--lock-wait-timeout={}", options.lock_wait.count()),
                               "--no-password",
                               "--file=" + to.string(),
                               "--dbname=" + as_connection_string(source.entry.database)};
  if (source.in_recovery) out.emplace_back("--no-unlogged-table-data");  // a standby does not have it
  return out;
}

static void dump_globals(const CreateOptions& options, Entry& entry, const fs::path& to) {
  const auto outcome = run(client("pg_dumpall", entry.server_major()),
                           {"--globals-only", "--no-role-passwords", "--no-password", "--file=" + to.string(),
                            "--database=" + as_connection_string(entry.database)},
                           options.connection, options.stop);
  if (outcome.stopped) throw failure("pg_dumpall", outcome);
  if (outcome.ok()) return;
  std::error_code ignored;
  fs::remove(to, ignored);
  entry.warnings.push_back(fmt::format("roles and tablespaces were not saved, pg_dumpall said: {}",
                                       outcome.errors.substr(0, outcome.errors.find('\n'))));
}

// pg_dump has ended well. That alone proves little: one of another major has written empty dumps before.
static void check_dump(const Entry& entry, const fs::path& dump, const pg::Options& connection,
                       const std::stop_token& stop) {
  std::error_code missing;
  const auto toc_bytes = fs::file_size(dump / "toc.dat", missing);
  if (missing || toc_bytes == 0)
    throw Error{Code::backup, "pg_dump ended well but wrote no table of contents (toc.dat)"};
  const auto listing = run(client("pg_restore", entry.server_major()), {"--list", dump.string()}, connection, stop);
  if (!listing.ok()) throw failure("pg_restore --list", listing);
  const auto toc = read_table_of_contents(listing.output);
  const auto tables = entry.contents.count("tables") + entry.contents.count("partitioned tables");
  const auto with_rows = static_cast<long long>(entry.contents.rows.size());
  if (toc.tables < tables || toc.data < with_rows) {
    throw Error{Code::backup,
                fmt::format("the dump holds {} and the rows of {}, the database has {} and {}",
                            base::count_of(toc.tables, "table"), toc.data, tables, with_rows),
                "Check that no table was created or dropped meanwhile, and run it again."};
  }
}

static void count_or_say_who_waits(pg::Session& session, Source& source) {
  try {
    count_rows(session, source.entry.contents, source.in_recovery);
  } catch (Error& error) {
    if (auto advice = missing_schema_advice(base::render(error)); !advice.empty())
      throw Error{Code::backup, fmt::format("a table's rows could not be counted: {}", error.message()),
                  std::move(advice)};
    if (error.sqlstate() != "55P03") throw;
    throw Error{Code::backup, "a table's rows could not be counted, because somebody holds the table exclusively",
                "See who holds the lock ('lockkeeper health'), then run it again."};
  }
}

static void dump_and_count(const CreateOptions& options, Source& source, pg::Session& session, const fs::path& folder,
                           const ReportProgress& progress) {
  const auto program = client("pg_dump", source.entry.server_major());
  source.entry.pg_dump_version = program.version;
  pg::Transaction transaction(session, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  const auto snapshot = take_snapshot(session, source.entry);
  auto& contents = source.entry.contents;
  contents = read_objects(session);  // before pg_dump reads the sequences, which know no snapshot
  const auto dump = [&](const std::stop_token& stop) {
    const auto outcome =
        run(program, dump_arguments(options, source, snapshot, folder / "dump"), options.connection, stop);
    if (!outcome.ok()) throw failure("pg_dump", outcome);
  };
  const auto count = [&](const std::stop_token& stop) {
    session.stop_with(stop);
    count_or_say_who_waits(session, source);
  };
  progress("dumping", 0, source.data_bytes);
  run_together({dump, count}, [&] { progress("dumping", size_of(folder), source.data_bytes); }, options.stop);
  session.stop_with(options.stop);
  widen_sequences(session, contents);
}

static void record(const Entry& entry, const fs::path& folder, const pg::Identity& database,
                   journal::Journal& journal) {
  journal.append(journal::event(journal::BackupCreated{.id = entry.id,
                                                       .path = folder.string(),
                                                       .database = entry.database,
                                                       .bytes = entry.bytes,
                                                       .sha256 = entry.sha256,
                                                       .server_version = entry.server_version_text,
                                                       .duration = entry.duration,
                                                       .tables = std::ssize(entry.contents.rows),
                                                       .rows = entry.contents.total_rows(),
                                                       .lsn = entry.lsn,
                                                       .snapshot_at = entry.snapshot_at,
                                                       .warnings = entry.warnings},
                                database));
}

Entry create(const CreateOptions& options, journal::Journal& journal) {
  const ReportProgress progress(options.on_progress);
  progress("looking at the database");
  pg::Session session(options.connection);
  session.stop_with(options.stop);
  without_timeouts(session);
  session.execute(fmt::format("SET lock_timeout = {}", options.lock_wait.count()));
  const auto database = pg::identity_of(session);
  auto source = look_at(session, options.clock->now());
  auto& entry = source.entry;
  client("pg_dump", entry.server_major());  // says what is missing before anything is made
  for (const auto& id : remove_leftovers(options.dir))
    progress(fmt::format("removing {}, which was never finished", id));

  Partial partial(fs::absolute(options.dir), entry.id);
  check_room(partial.path(), source);
  dump_and_count(options, source, session, partial.path(), progress);
  dump_globals(options, entry, partial.path() / "globals.sql");
  check_dump(entry, partial.path() / "dump", options.connection, options.stop);

  entry.files =
      sum_files(partial.path(), options.stop, [&](long long done) { progress("computing checksums", done); });
  for (const auto& file : entry.files) entry.bytes += file.bytes;
  entry.sha256 = seal(entry);
  entry.duration = progress.elapsed();
  save(entry, partial.path());
  partial.keep();
  record(entry, fs::absolute(options.dir) / entry.id, database, journal);
  return entry;
}

}  // namespace backup
