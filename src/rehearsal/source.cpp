#include "rehearsal/source.h"

#include <fstream>

#include <fmt/format.h>

#include "backup/attributes.h"
#include "backup/repository.h"
#include "backup/restore_data.h"
#include "backup/roles.h"
#include "base/error.h"
#include "base/files.h"
#include "base/process.h"
#include "base/text.h"
#include "pg/programs.h"
#include "pg/session.h"

namespace rehearsal {

namespace fs = std::filesystem;
using base::Code;
using base::Error;

static bool begins_with(const fs::path& file, std::string_view magic) {
  std::ifstream stream(file, std::ios::binary);
  std::string start(magic.size(), '\0');
  stream.read(start.data(), static_cast<std::streamsize>(start.size()));
  return stream.gcount() == static_cast<std::streamsize>(magic.size()) && start == magic;
}

// A tar dump begins with the name of its table of contents.
static bool is_archive(const fs::path& file) {
  return begins_with(file, "PGDMP") || begins_with(file, "toc.dat");
}

Source find_source(const std::string& from, const fs::path& backups) {
  if (from == "empty") return {.kind = Source::Kind::empty, .name = "empty"};
  std::error_code missing;
  const fs::path path = fs::absolute(from, missing);
  if (from != "backup" && fs::exists(path, missing)) {
    if (fs::exists(path / "lockkeeper.json", missing)) {
      const auto id =
          fs::path(path).lexically_normal().filename().empty() ? path.parent_path().filename() : path.filename();
      const auto entry = backup::load(path);
      return {.kind = Source::Kind::backup, .name = id.string(), .path = path, .database = entry.database};
    }
    if (fs::exists(path / "toc.dat", missing)) return {.kind = Source::Kind::folder, .name = from, .path = path};
    if (fs::is_directory(path, missing))
      throw Error{Code::usage, fmt::format("{} is a folder, and not a dump of pg_dump -Fd", from),
                  "Name a dump, an .sql file, 'backup' or 'empty'."};
    return {.kind = is_archive(path) ? Source::Kind::archive : Source::Kind::script, .name = from, .path = path};
  }
  if (from != "backup" && (from.find('/') != std::string::npos || from.find('.') != std::string::npos))
    throw Error{Code::usage, fmt::format("there is no file {}", from),
                "Name a dump, an .sql file, 'backup' or 'empty'."};
  if (from == "backup" && backup::list(backups).empty()) {
    throw Error{Code::usage, "there is no backup to rehearse on",
                "Take one with 'lockkeeper backup create', or name a dump, an .sql file or 'empty' with --from."};
  }
  const auto entry = backup::find_backup(backups, from == "backup" ? "latest" : from);
  return {.kind = Source::Kind::backup,
          .name = entry.id,
          .path = fs::absolute(backups) / entry.id,
          .database = entry.database};
}

static void create(pg::Session& session, const std::string& name) {
  session.execute("CREATE DATABASE " + pg::quote_identifier(name) + " TEMPLATE template0");
}

static void fill_from_backup(const Source& source, const std::string& name, const pg::TemporaryServer& server,
                             pg::Session& session, const std::stop_token& stop, std::vector<std::string>& notes) {
  const auto entry = backup::load(source.path);
  for (const auto& statement : backup::statements_for_copy(entry.roles, backup::present_roles(session)))
    session.execute(statement);
  try {
    session.execute(backup::create_statement(entry.attributes, name, session.server_major()));
  } catch (const Error& error) {
    if (error.code() != Code::server) throw;
    create(session, name);
    notes.push_back(fmt::format("the database's own collation is not on this machine: {}", error.message()));
  }
  backup::fill(source.path, entry,
               {.connection = {.target = server.url(), .database = name, .names = pg::Names::ours},
                .tablespaces = false,
                .others_code = true,
                .stop = stop});
  for (const auto& refused : backup::apply_attributes(session, entry.attributes, name)) notes.push_back(refused);
}

static void run_client(const std::string& program, const std::vector<std::string>& arguments,
                       const pg::TemporaryServer& server, const std::string& name, const Source& source,
                       const std::stop_token& stop) {
  base::Command command{.argv = {pg::client_program(program).value_or(program)}};
  command.argv.insert(command.argv.end(), arguments.begin(), arguments.end());
  command.environment = pg::client_environment({.target = server.url(name)});
  command.clean_environment = true;  // \! and COPY … TO PROGRAM in a dump are others' code
  const auto outcome = base::run(command, {}, stop);
  if (outcome.stopped) throw Error{Code::stopped, "the rehearsal was stopped"};
  if (outcome.ok()) return;
  throw Error{Code::backup,
              fmt::format("{} could not be restored: {} ended with {}", source.name, program, outcome.exit_code),
              "Mend the dump, or name another one with --from."}
      .with("said", std::string(base::trim(outcome.errors)).substr(0, 2000));
}

// Runbooks ask pg_stat_statements, which answers only where it is loaded at the start.
static std::vector<std::pair<std::string, std::string>> server_settings() {
  std::vector<std::pair<std::string, std::string>> out{
      {"max_locks_per_transaction", "1024"}, {"maintenance_work_mem", "256MB"}, {"max_wal_size", "4GB"}};
  const auto programs = pg::server_folder();
  std::error_code missing;
  if (programs && fs::exists(programs->parent_path() / "lib" / "pg_stat_statements.so", missing))
    out.emplace_back("shared_preload_libraries", "pg_stat_statements");
  return out;
}

Restored restore(const Source& source, const std::string& name, const std::stop_token& stop) {
  Restored out{.server = pg::TemporaryServer({.settings = server_settings(), .others_code = true}), .database = name};
  pg::Session session({.target = out.server.url(), .names = pg::Names::ours});
  session.stop_with(stop);
  if (!out.server.not_sealed().empty()) {
    out.notes.push_back(fmt::format("the copy's server is not shut off from this machine's files and network: {}",
                                    out.server.not_sealed()));
  }
  const base::Stopwatch watch(base::system_clock());
  if (source.kind == Source::Kind::backup)
    fill_from_backup(source, name, out.server, session, stop, out.notes);
  else
    create(session, name);
  if (source.kind == Source::Kind::archive || source.kind == Source::Kind::folder) {
    // Roles are not in a dump.
    run_client("pg_restore", {"--no-owner", "--no-privileges", "--exit-on-error", "-d", name, source.path.string()},
               out.server, name, source, stop);
    out.notes.emplace_back("owners and privileges are not in the copy: a dump holds no roles");
  }
  if (source.kind == Source::Kind::script)
    run_client("psql", {"-X", "-q", "-v", "ON_ERROR_STOP=1", "-o", "/dev/null", "-f", source.path.string()},
               out.server, name, source, stop);
  out.duration = watch.elapsed();
  return out;
}

}  // namespace rehearsal
