#include "app/runbook_lint.h"

#include <fmt/format.h>

#include "apply/history.h"
#include "base/error.h"
#include "base/files.h"
#include "base/process.h"
#include "base/text.h"
#include "lint/lint.h"
#include "pg/programs.h"
#include "pg/temporary_server.h"
#include "plan/plan.h"

namespace app {

namespace {

// What the SQL is judged by.
struct Judge {
  std::optional<pg::TemporaryServer> own;
  std::optional<pg::Session> session;
  bool has_schema = false;
  std::string described = "no server";
  std::vector<lint::Added> pending = {};  // live: by migrations that have not run there
};

}  // namespace

static void create_extension(pg::Session& session, const std::string& name) {
  try {
    session.execute("CREATE EXTENSION IF NOT EXISTS " + name);
  } catch (const base::Error& error) {
    if (error.code() != base::Code::server) throw;  // not installed: what it has is then not judged
  }
}

// As a person would: psql takes dumps and files with CONCURRENTLY in them.
static std::string load(const pg::TemporaryServer& server, const std::filesystem::path& file, bool stop_at_errors,
                        const std::stop_token& stop) {
  const auto psql = pg::client_program("psql");
  if (!psql)
    throw base::Error{base::Code::configuration, "psql is not installed",
                      "Install postgresql-client, or leave out --schema."};
  base::Command command{.argv = {*psql, "-X", "-q", "-v", stop_at_errors ? "ON_ERROR_STOP=1" : "ON_ERROR_STOP=0",
                                 "-f", std::filesystem::absolute(file).string()}};
  command.environment = pg::client_environment({.target = server.url("lint")});
  const auto outcome = base::run(command, {}, stop);
  if (outcome.stopped) throw base::Error{base::Code::stopped, "loading the schema was stopped"};
  return outcome.exit_code == 0 ? "" : std::string(base::trim(outcome.errors));
}

static void load_schema(const pg::TemporaryServer& server, const std::filesystem::path& file,
                        const std::stop_token& stop) {
  base::read_file(file);  // says best what is wrong with the path
  const auto failure = load(server, file, true, stop);
  if (!failure.empty())
    throw base::Error{base::Code::command, fmt::format("{} cannot be loaded", file.string()),
                      "Give a dump of the schema alone (pg_dump --schema-only --no-owner --no-privileges)."}
        .with("psql", failure);
}

// The project's migrations, in order, up to the first that fails. Empty where there are none.
static std::optional<migration::Folder> migrations(Project& project) {
  try {
    auto folder = project.folder();
    if (!folder.migrations.empty()) return folder;
  } catch (const base::Error& error) {
    if (error.code() != base::Code::file && error.code() != base::Code::configuration) throw;
  }
  return std::nullopt;
}

static bool apply_migrations(Project& project, const pg::TemporaryServer& server, const migration::Folder& folder) {
  for (const auto& migration : folder.migrations) {
    const auto failure = load(server, migration.up.file, true, project.stop());
    if (failure.empty()) continue;
    project.tell(fmt::format("{} fails on an empty database, so that tables of the project are not judged:\n  {}\n",
                             migration.up.shown, base::indent_following(failure, 2)));
    return false;
  }
  return true;
}

static void open_private(Project& project, const RunbookLintRequest& request, Judge& judge) {
  judge.own.emplace();
  pg::Session({.target = judge.own->url()}).execute("CREATE DATABASE lint");
  pg::Session session({.target = judge.own->url("lint")});
  session.stop_with(project.stop());
  for (const auto* name : {"pg_stat_statements", "pg_trgm", "citext", "pgcrypto", "\"uuid-ossp\""})
    create_extension(session, name);
  judge.described = fmt::format("a private PostgreSQL {}", judge.own->major());
  if (request.schema) {
    load_schema(*judge.own, *request.schema, project.stop());
    judge.has_schema = true;
    judge.described += fmt::format(" with {}", request.schema->string());
  } else if (const auto folder = migrations(project)) {
    judge.has_schema = apply_migrations(project, *judge.own, *folder);
    if (judge.has_schema)
      judge.described += fmt::format(" with {}", base::count_of(std::ssize(folder->migrations), "migration"));
  }
  judge.session.emplace(std::move(session));
}

static void open_live(Project& project, Judge& judge) {
  auto options = project.connection();
  options.names = pg::Names::theirs;  // the runbook's statements are prepared in it
  judge.session.emplace(options);
  judge.session->stop_with(project.stop());
  judge.has_schema = true;
  judge.described = judge.session->described();
  const auto folder = migrations(project);
  if (!folder) return;
  const auto history =
      apply::settled(apply::load_attempts(*judge.session, project.config().history_schema, &*folder));
  std::ptrdiff_t waiting = 0;
  for (const auto& line : plan::compare(*folder, history)) {
    if (!line.migration || line.standing == plan::Standing::applied || line.standing == plan::Standing::changed)
      continue;
    ++waiting;
    const auto added = lint::added_by(line.migration->name, line.migration->up.text);
    judge.pending.insert(judge.pending.end(), added.begin(), added.end());
  }
  if (waiting > 0) judge.described += fmt::format(", {} not applied yet", base::count_of(waiting, "migration"));
}

static void open_judge(Project& project, const RunbookLintRequest& request, Judge& judge) {
  if (request.schema && request.server != "private")
    throw base::Error{base::Code::usage, "--schema goes with --server private",
                      "Leave out one of them: a live server has its own schema."};
  if (request.server == "live") {
    open_live(project, judge);
  } else if (request.server == "private") {
    if (pg::server_folder())
      open_private(project, request, judge);
    else
      project.tell("no PostgreSQL server programs here: names in SQL are not looked up (--server live does)\n");
  }
}

static findings::Report report_of_runbook_lint(const RunbookLintRequest& request,
                                               const std::vector<lint::Document>& documents, const Judge& judge) {
  findings::Report report{
      .fail_on = *lint::severity_named(request.fail_on), .judged_by = judge.described, .title = "runbooks"};
  for (const auto& document : documents) report.files.push_back(document.path.string());
  for (const auto& entry : lint::rules())
    report.rules.push_back({.id = entry.id, .severity = entry.item->severity, .page = entry.page});
  return report;
}

// The configuration of the project that a runbook belongs to: in its folder or above it, not above its repository.
static std::optional<std::filesystem::path> configuration_of(const lint::Document& document) {
  auto folder = std::filesystem::absolute(document.path).lexically_normal().parent_path();
  std::error_code ignored;
  while (true) {
    if (std::filesystem::is_regular_file(folder / "lockkeeper.toml", ignored)) return folder / "lockkeeper.toml";
    if (std::filesystem::exists(folder / ".git", ignored) || folder == folder.parent_path()) return std::nullopt;
    folder = folder.parent_path();
  }
}

// One server judges all files of a call: it is that of the first one's project.
static Request of_project(const Project& asked, const std::vector<lint::Document>& documents) {
  auto request = asked.request();
  if (request.config) return request;
  request.config = configuration_of(documents.front());
  for (const auto& document : documents) {
    if (configuration_of(document) != request.config)
      asked.tell(fmt::format("{} belongs to another project than {}, and is judged by the schema of the latter\n",
                             document.path.string(), documents.front().path.string()));
  }
  return request;
}

findings::Report lint_runbooks(const Project& asked, const RunbookLintRequest& request) {
  std::vector<lint::Document> documents;
  for (const auto& file : request.files) documents.push_back(lint::read_document(file));
  Project project(of_project(asked, documents));
  Judge judge;
  open_judge(project, request, judge);
  auto report = report_of_runbook_lint(request, documents, judge);
  report.findings = lint::lint(documents, judge.session ? &*judge.session : nullptr, judge.has_schema,
                               base::system_clock().now(), judge.pending);
  return report;
}

}  // namespace app
