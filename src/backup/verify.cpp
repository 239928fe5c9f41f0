// Proves a backup: the files' sums, then a real restore into a server of our own, then a comparison of everything
// that was counted when it was taken.
#include <fmt/format.h>

#include "backup/backup.h"
#include "backup/client.h"
#include "backup/disk_space.h"
#include "backup/fit.h"
#include "backup/history.h"
#include "backup/manifest.h"
#include "backup/report_progress.h"
#include "backup/restore_data.h"
#include "backup/server.h"
#include "base/error.h"
#include "base/text.h"
#include "journal/events/backup_verified.h"
#include "journal/typed.h"
#include "pg/temporary_server.h"

namespace backup {

namespace fs = base::fs;
using base::Code;
using base::Error;

static constexpr auto copy_name = "restored";  // the dump does not name its database

static void check_room(const Entry& entry, const fs::path& where) {
  const auto room = room_for_restore(entry.database_bytes, base::disk_space(where).free_bytes);
  if (room.enough) return;
  throw Error{
      Code::file,
      fmt::format("not enough disk space in {} to try the backup: {}", where.parent_path().string(), room.message),
      "Free space there, or set TMPDIR to a folder on a larger disk."};
}

static pg::TemporaryServer start_server(const Entry& entry) {
  // Thousands of tables are locked by one restore; nothing here outlives the comparison.
  pg::TemporaryServer server({.settings = {{"max_locks_per_transaction", "1024"},
                                           {"maintenance_work_mem", "256MB"},
                                           {"max_wal_size", "4GB"},
                                           {"autovacuum", "off"}},
                              .others_code = true});
  if (server.major() < entry.server_major()) {
    throw Error{Code::configuration,
                fmt::format("the backup is of PostgreSQL {}, and the newest server on this machine is {}",
                            entry.server_major(), server.major()),
                fmt::format("Install the Debian package postgresql-{}.", entry.server_major())};
  }
  return server;
}

static void check_extensions(const Entry& entry, pg::Session& session) {
  const auto there = available_extensions(session);
  std::vector<std::string> missing;
  for (const auto& extension : entry.extensions) {
    if (!there.contains(extension.name)) missing.push_back(extension.name);
  }
  if (missing.empty()) return;
  throw Error{
      Code::configuration,
      fmt::format("the backup cannot be tried on this machine: extension {} is not installed for PostgreSQL {}",
                  fmt::join(missing, ", "), session.server_major()),
      fmt::format("Install the package that brings it (apt-cache search postgresql-{}), then verify again.",
                  session.server_major())};
}

// A locale of the source's machine may be missing here. C in its place sorts otherwise, and loses nothing.
static void create_copy(const Entry& entry, pg::Session& session, Proof& proof) {
  try {
    session.execute(create_statement(entry.attributes, copy_name, session.server_major()));
  } catch (const Error& error) {
    if (error.code() != Code::server) throw;
    auto plain = entry.attributes;
    plain.collate = plain.ctype = plain.provider == "b" ? plain.collate : "C";
    plain.provider = "c";
    session.execute(create_statement(plain, copy_name, session.server_major()));
    proof.notes.push_back(
        fmt::format("tried with the collation C, as the backup's is not on this machine: {}", error.message()));
  }
}

static void restore_and_compare(const Entry& entry, const fs::path& folder, const VerifyOptions& options,
                                Proof& proof, const ReportProgress& progress) {
  progress("starting a private server");
  const auto server = start_server(entry);
  check_room(entry, server.socket_folder());
  pg::Session session({.target = server.url(), .names = pg::Names::ours});
  session.stop_with(options.stop);
  proof.server_version = version_text(session);
  if (!server.not_sealed().empty()) {
    proof.notes.push_back(
        fmt::format("the server that it was tried in was not shut off from this machine's files and network: {}",
                    server.not_sealed()));
  }
  check_extensions(entry, session);
  for (const auto& statement : statements_for_copy(entry.roles, present_roles(session))) session.execute(statement);
  create_copy(entry, session, proof);

  FillOptions into{.connection = {.target = server.url(), .database = copy_name, .names = pg::Names::ours},
                   .jobs = options.jobs,
                   .tablespaces = false,
                   .others_code = true,
                   .tick = [&] { progress("restoring", bytes_of(session, copy_name), entry.database_bytes); },
                   .stop = options.stop};
  const auto began = progress.elapsed();
  progress("restoring");
  fill(folder, entry, into);
  proof.restore_duration = progress.elapsed() - began;
  for (auto& refused : apply_attributes(session, entry.attributes, copy_name))
    proof.differences.push_back(std::move(refused));

  progress("comparing");
  into.tick = [&] { progress("comparing"); };
  const auto found = read_contents(into);
  proof.tables = static_cast<long long>(found.rows.size());
  proof.rows = found.total_rows();
  for (auto& difference : differences(entry.contents, found)) proof.differences.push_back(std::move(difference));
}

// "pg_restore ended with 1: could not execute query: …", on one line.
static std::string as_difference(const Error& error) {
  std::string said = error.facts().empty() ? std::string() : error.facts().front().text;
  if (said.size() > 1000) said = said.substr(0, 1000);
  return said.empty() ? error.message() : fmt::format("{}: {}", error.message(), base::replace_all(said, "\n", " "));
}

static void record(const Verified& verified, journal::Journal& journal) {
  constexpr std::size_t at_most = 100;
  const auto& proof = verified.proof();
  auto shown = proof.differences;
  if (shown.size() > at_most) {
    shown.resize(at_most);
    shown.push_back(fmt::format("and {} more", proof.differences.size() - at_most));
  }
  journal.append(journal::event(journal::BackupVerified{.id = verified.entry.id,
                                                        .ok = proof.ok,
                                                        .sha256 = seal(verified.entry),
                                                        .tables = proof.tables,
                                                        .rows = proof.rows,
                                                        .differences = shown,
                                                        .duration = proof.duration,
                                                        .restore = proof.restore_duration,
                                                        .database = verified.entry.database,
                                                        .server_version = proof.server_version,
                                                        .notes = proof.notes},
                                named(verified.entry.server, verified.entry.database)));
}

Verified verify(const VerifyOptions& options, journal::Journal& journal) {
  const ReportProgress progress(options.on_progress);
  Verified out{.entry = find_backup(options.dir, options.id)};
  const auto folder = fs::absolute(options.dir) / out.entry.id;
  Proof proof{.at = options.clock->now(), .server_version = {}};
  progress("checking the files", 0, out.entry.bytes);
  proof.differences = find_damage(out.entry, folder, options.stop,
                                  [&](long long done) { progress("checking the files", done, out.entry.bytes); });
  if (proof.differences.empty()) {
    if (auto why = exchanged(out.entry, journal)) proof.differences.push_back(std::move(*why));
  }
  if (proof.differences.empty()) {
    try {
      restore_and_compare(out.entry, folder, options, proof, progress);
    } catch (const Error& error) {
      if (error.code() != Code::backup) throw;
      proof.differences.push_back(as_difference(error));
    }
  }
  proof.ok = proof.differences.empty();
  proof.duration = progress.elapsed();
  out.entry.proof = proof;
  record(out, journal);
  try {
    save(out.entry, folder);
  } catch (const Error& error) {  // backups may lie where nothing can be written; the journal has the result
    out.entry.proof->notes.push_back(fmt::format("the result is in the journal only: {}", error.message()));
  }
  return out;
}

}  // namespace backup
