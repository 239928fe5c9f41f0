#include "app/project.h"

#include <fmt/format.h>

#include "app/run_context.h"

namespace app {

bool Project::agreed(std::string_view question, const std::string& database) const {
  if (request_.agreed) return true;
  if (request_.confirm) return request_.confirm(question, database);
  throw base::Error{base::Code::usage, fmt::format("{} needs an answer, and there is nobody to ask", question)};
}

const journal::RunContext& Project::run_context() {
  if (!run_context_) run_context_ = app::run_context(request_.inherited);
  return *run_context_;
}

const config::Config& Project::config() {
  if (!config_) {
    config_ = config::load(request_.config, request_.inherited);
    if (request_.dir) config_->migrations.dir = std::filesystem::absolute(*request_.dir);
    if (request_.layout) config_->migrations.layout = *request_.layout;
  }
  return *config_;
}

pg::Options Project::connection(std::string database) {
  pg::Options options{.target = config::database_url(config(), request_.database_url, request_.environment),
                      .database = std::move(database),
                      .names = pg::Names::ours};
  if (!expected_) {
    // A fence's own words do not lead a run to another database either.
    const auto& run = run_context().run;
    expected_ = run.empty() || !has_journal() ? pg::Identity{} : runner::target_of(journal(), run).identity;
  }
  if (!(*expected_ == pg::Identity{})) options.expected = expected_;
  return options;
}

// A server may have moved since (a failover, a new address): the same database by another address is the run's.
static bool leads_to(const std::string& address, const pg::Identity& database) {
  if (database == pg::Identity{}) return false;
  try {
    const auto found = runner::reach({.target = address, .connect_timeout = base::Milliseconds(5'000)}, {});
    return !pg::difference(database, found.identity);
  } catch (const base::Error&) {
    return false;  // nobody answers there: what the run began with is tried, and its error is the one to tell
  }
}

void Project::stay_on(const runner::RunTarget& target) {
  if (request_.environment || request_.database_url) return;
  if (!target.environment.empty()) {
    request_.environment = target.environment;
    return;
  }
  if (target.address.empty()) return;
  const auto present = config::database_url(config(), std::nullopt, std::nullopt);
  // The address named now may hold the password, which the journal does not.
  const bool same =
      !present.empty() && (pg::without_password(present) == target.address || leads_to(present, target.identity));
  if (!same) request_.database_url = target.address;
}

std::string Project::named(const pg::Session& session) const {
  return session.described() + (environment() ? fmt::format(" (environment {})", *environment()) : "");
}

std::string Project::named_database() {
  try {
    return named(connect());
  } catch (const base::Error& error) {
    if (error.code() != base::Code::connection) throw;
    return {};
  }
}

pg::Session Project::connect(std::string database) {
  pg::Session session(connection(std::move(database)));
  session.stop_with(stop());
  return session;
}

std::filesystem::path Project::journal_file() {
  // A step of a runbook writes to the run's journal, wherever its own working directory is.
  const auto inherited = request_.inherited.value("LOCKKEEPER_JOURNAL");
  return inherited.empty() ? config().journal : std::filesystem::path(inherited);
}

journal::Journal& Project::journal() {
  if (!journal_) journal_ = std::make_unique<journal::Journal>(journal_file(), run_context());
  return *journal_;
}

runner::RunsFolder Project::runs() {
  return runner::RunsFolder::beside(journal_file());
}

migration::Folder Project::folder() {
  return migration::read_folder(config().migrations);
}

bool Project::production() {
  if (!environment()) return false;
  const auto found = config().environments.find(*environment());
  return found != config().environments.end() && found->second.production;
}

}  // namespace app
