#include "apply/replay.h"

#include <algorithm>
#include <unistd.h>

#include <fmt/format.h>

#include "apply/up.h"
#include "base/error.h"
#include "base/files.h"
#include "base/text.h"
#include "impact/simulate/schema.h"
#include "pg/programs.h"
#include "pg/temporary_server.h"

namespace apply {

using base::Code;
using base::Error;
namespace fs = std::filesystem;

namespace {

// What decides what the same SQL makes.
struct Surroundings {
  int major = 0;
  std::string database;
  std::string role;
  std::string encoding;
  std::string search_path;
  std::vector<std::string> roles;
  std::vector<std::pair<std::string, std::string>> extensions;  // with their schemas
};

}  // namespace

static std::vector<std::string> column_of(pg::Session& session, const std::string& sql) {
  const auto rows = session.query(sql);
  std::vector<std::string> out;
  for (std::size_t row = 0; row < rows.rows(); ++row) out.push_back(rows.at(row, 0U).value_or(""));
  return out;
}

static Surroundings surroundings_of(const pg::Options& live) {
  auto options = live;
  options.names = pg::Names::theirs;
  pg::Session session(options);
  Surroundings out{.major = session.server_major(), .database = session.database()};
  const auto facts = session.query(
      "SELECT current_user AS role, pg_catalog.current_setting('server_encoding') AS encoding,"
      " pg_catalog.current_setting('search_path') AS path");
  out.role = facts.text(0, "role");
  out.encoding = facts.text(0, "encoding");
  out.search_path = facts.text(0, "path");
  out.roles = column_of(session, "SELECT rolname FROM pg_catalog.pg_roles WHERE rolname !~ '^pg_' ORDER BY 1");
  const auto extensions = session.query(
      "SELECT e.extname, n.nspname FROM pg_catalog.pg_extension e"
      " JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace WHERE e.extname <> 'plpgsql' ORDER BY e.oid");
  for (std::size_t row = 0; row < extensions.rows(); ++row)
    out.extensions.emplace_back(extensions.text(row, "extname"), extensions.text(row, "nspname"));
  return out;
}

// The folder as it was applied; what has no text any more is named in `unknown`.
static migration::Folder as_applied(const migration::Folder& folder, const std::vector<Attempt>& attempts,
                                    std::vector<std::string>& unknown) {
  migration::Folder out{.path = folder.path, .layout = "plain-sql"};
  for (const auto& attempt : attempts) {
    const auto& applied = attempt.applied;
    if (applied.state == plan::State::failed || applied.state == plan::State::running) {
      if (!applied.transactional && applied.statements_done > 0)
        unknown.push_back(fmt::format("{} is applied in part", applied.name));
      continue;
    }
    if (applied.state != plan::State::applied) continue;
    const auto* file = migration::with_version(folder, applied.version);
    if (applied.text.empty() && !file) {
      unknown.push_back(fmt::format("{} has neither a file nor a text in the history", applied.name));
      continue;
    }
    migration::Migration one{.version = applied.version, .name = applied.name};
    const auto shown = file ? file->up.shown : applied.name;
    one.up = {.file = shown, .shown = shown, .text = applied.text.empty() ? file->up.text : applied.text};
    one.header.no_transaction = !applied.transactional || migration::read_header(one.up.text).no_transaction;
    one.checksum = migration::checksum(one.up.text);
    out.migrations.push_back(std::move(one));
  }
  return out;
}

static fs::path programs_of(int major) {
  for (const auto& folder : pg::program_folders()) {
    if (folder.parent_path().filename() == std::to_string(major) && ::access((folder / "initdb").c_str(), X_OK) == 0)
      return folder;
  }
  return {};
}

static std::string quoted_value(const std::string& text) {
  return "'" + base::replace_all(base::replace_all(text, "\\", "\\\\"), "'", "\\'") + "'";
}

static void create_roles(pg::Session& session, const Surroundings& there) {
  for (const auto& role : there.roles) {
    if (role != "postgres") session.execute("CREATE ROLE " + pg::quote_identifier(role));
  }
  session.execute(fmt::format("ALTER ROLE {} SUPERUSER LOGIN", pg::quote_identifier(there.role)));
}

static void create_database(pg::Session& session, const Surroundings& there) {
  const auto name = pg::quote_identifier(there.database);
  if (there.database != "postgres")
    session.execute(fmt::format("CREATE DATABASE {} TEMPLATE template0 ENCODING {} LC_COLLATE 'C' LC_CTYPE 'C'", name,
                                pg::quote_literal(there.encoding)));
  session.execute(fmt::format("ALTER DATABASE {} SET search_path = {}", name,
                              there.search_path.empty() ? "''" : there.search_path));
}

// Those that somebody made beside the migrations; a migration's own CREATE EXTENSION has to find its place free.
static void create_extensions(pg::Session& session, const Surroundings& there, const migration::Folder& folder,
                              std::vector<std::string>& notes) {
  for (const auto& [name, schema] : there.extensions) {
    const bool made = std::ranges::any_of(
        folder.migrations, [&](const auto& migration) { return impact::mentions(migration.up.text, name); });
    if (made) continue;
    try {
      session.execute(fmt::format("CREATE SCHEMA IF NOT EXISTS {0}; CREATE EXTENSION {1} SCHEMA {0} CASCADE",
                                  pg::quote_identifier(schema), pg::quote_identifier(name)));
    } catch (const Error& error) {
      notes.push_back(fmt::format("the extension {} is not on the server that replays: {}", name, error.message()));
    }
  }
}

static void carry_out(const pg::Options& target, const config::Config& config, const migration::Folder& folder,
                      const std::stop_token& stop) {
  const base::TemporaryFolder home("lockkeeper-replay");
  journal::Journal journal(home.path() / "journal.db");
  auto run = make_run(target, config, journal);
  run.id = "replay";
  run.analyze = false;
  run.stop = stop;
  up(run, folder, {.request = {.allow_out_of_order = true}});
}

Replayed replay(const pg::Options& live, const config::Config& config, const migration::Folder& folder,
                const std::vector<Attempt>& attempts, const std::stop_token& stop) {
  Replayed out;
  const auto history = as_applied(folder, attempts, out.unknown);
  if (!out.unknown.empty()) return out;
  out.migrations = history.migrations.size();
  const auto there = surroundings_of(live);
  const auto programs = programs_of(there.major);
  const pg::TemporaryServer server(
      {.bindir = programs.empty() ? std::nullopt : std::optional(programs), .others_code = true});
  out.major = server.major();
  if (out.major != there.major)
    out.notes.push_back(
        fmt::format("replayed by PostgreSQL {}, as {} is not installed here: it may write definitions "
                    "otherwise",
                    out.major, there.major));
  {
    pg::Session session({.target = server.url(), .names = pg::Names::ours});
    create_roles(session, there);
    create_database(session, there);
  }
  const pg::Options target{.target = fmt::format("host={} user={}", quoted_value(server.socket_folder().string()),
                                                 quoted_value(there.role)),
                           .database = there.database};
  pg::Session session({.target = target.target, .database = target.database, .names = pg::Names::ours});
  create_extensions(session, there, history, out.notes);
  try {
    carry_out(target, config, history, stop);
  } catch (const Error& error) {
    if (error.code() == Code::stopped) throw;
    out.unknown.push_back(fmt::format("the history cannot be replayed: {}", error.message()));
    return out;
  }
  out.objects = pg::schema_objects(session);
  return out;
}

}  // namespace apply
