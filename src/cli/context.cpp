#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <unistd.h>

#include <fmt/format.h>

#include "base/interrupt.h"
#include "base/printable.h"
#include "base/text.h"
#include "cli/command.h"

namespace cli {

int exit_code(base::Code code) {
  using base::Code;
  switch (code) {
    case Code::usage:
    case Code::configuration:
    case Code::file:
    case Code::text:
      return Exit::usage;
    case Code::sql_syntax:
    case Code::sql_refused:
    case Code::migration:
    case Code::check_failed:
    case Code::backup:
    case Code::runbook:
    case Code::command:
      return Exit::does_not_hold;
    case Code::connection:
    case Code::server:
    case Code::journal:
    case Code::internal:
      return Exit::refused;
    case Code::lock_held:
      return Exit::held;
    case Code::lease_lost:
    case Code::stopped:
      return Exit::stopped;
  }
  return Exit::refused;
}

const config::Config& Context::config() {
  if (!config_) {
    config_ = config::load(common_.config);
    if (common_.dir) config_->migrations.dir = std::filesystem::absolute(*common_.dir);
    if (common_.layout) config_->migrations.layout = *common_.layout;
  }
  return *config_;
}

pg::Options Context::connection(std::string database) {
  pg::Options options{.target = config::database_url(config(), database_url_, environment_),
                      .database = std::move(database),
                      .names = pg::Names::ours};
  if (!expected_) {
    // A fence's own words do not lead a run to another database either.
    const auto run = journal::current_run();
    expected_ = run.empty() || !std::filesystem::exists(journal_file()) ? pg::Identity{}
                                                                        : runner::target_of(journal(), run).identity;
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

void Context::stay_on(const runner::RunTarget& target) {
  if (environment_ || database_url_) return;
  if (!target.environment.empty()) {
    environment_ = target.environment;
    return;
  }
  if (target.address.empty()) return;
  const auto present = config::database_url(config(), std::nullopt, std::nullopt);
  // The address named now may hold the password, which the journal does not.
  const bool same =
      !present.empty() && (pg::without_password(present) == target.address || leads_to(present, target.identity));
  if (!same) database_url_ = target.address;
}

std::string Context::named(const pg::Session& session) const {
  return session.described() + (environment_ ? fmt::format(" (environment {})", *environment_) : "");
}

std::string Context::named_database() {
  try {
    return named(connect());
  } catch (const base::Error& error) {
    if (error.code() != base::Code::connection) throw;
    return {};
  }
}

Repeated Context::repeated() const {
  const auto option = [](std::string_view name, const std::string& value) {
    return fmt::format(" {} {}", name, base::shell_quote(value));
  };
  Repeated out;
  if (const char* inherited = std::getenv("LOCKKEEPER_DATABASE_OPTIONS"); inherited && *inherited)
    out.database = inherited;  // in a step of a run: what the run was given
  if (environment_) out.database = option("--env", *environment_);
  if (database_url_) {
    try {
      const auto url = option("--database-url", pg::without_password(*database_url_));
      out.database = environment_ ? out.database + url : url;
    } catch (const base::Error&) {  // unreadable, which is said elsewhere
    }
  }
  if (common_.dir) out.migrations += option("--dir", common_.dir->string());
  if (common_.layout) out.migrations += option("--layout", *common_.layout);
  const char* configured = std::getenv("LOCKKEEPER_CONFIG");
  if (common_.config && !(configured && *common_.config == configured && journal::current_run().empty()))
    out.config = option("--config", common_.config->string());
  return out;
}

pg::Session Context::connect(std::string database) {
  pg::Session session(connection(std::move(database)));
  session.stop_with(base::interrupted());
  return session;
}

std::filesystem::path Context::journal_file() {
  // A step of a runbook writes to the run's journal, wherever its own working directory is.
  const char* inherited = std::getenv("LOCKKEEPER_JOURNAL");
  return inherited && *inherited ? std::filesystem::path(inherited) : config().journal;
}

journal::Journal& Context::journal() {
  if (!journal_) journal_ = std::make_unique<journal::Journal>(journal_file());
  return *journal_;
}

migration::Folder Context::folder() {
  return migration::read_folder(config().migrations);
}

bool Context::production() {
  if (!environment_) return false;
  const auto found = config().environments.find(*environment_);
  return found != config().environments.end() && found->second.production;
}

void Context::say(std::string_view text) const {
  if (!common_.json) std::cout << base::printable(with_options(text, repeated())) << std::flush;
}

void Context::progress(std::string_view text) const {
  if (!common_.quiet) std::cerr << base::printable(with_options(text, repeated())) << std::flush;
}

void Context::answer(const base::Json& json) const {
  if (common_.json)
    std::cout << base::printable(json.dump(2, ' ', false, base::Json::error_handler_t::replace)) << '\n';
}

static std::string ask(std::string_view prompt) {
  std::cerr << base::printable(prompt) << std::flush;
  std::string line;
  if (!std::getline(std::cin, line)) return {};
  return std::string(base::trim(line));
}

bool Context::confirm(std::string_view question, const std::string& database) {
  if (common_.yes) return true;
  if (::isatty(STDIN_FILENO) == 0) {
    throw base::Error{base::Code::usage,
                      fmt::format("{} needs an answer, and there is no terminal to ask at", question),
                      "Pass --auto-approve to go ahead without asking."};
  }
  if (const auto target = named_database(); !target.empty())
    std::cerr << "Database: " << base::printable(target) << '\n';
  const auto answer = base::to_lower(ask(fmt::format("{} [y/N] ", question)));
  if (answer != "y" && answer != "yes") return false;
  if (!production()) return true;
  return ask(fmt::format("This is production. Type the database's name ({}) to go ahead: ", database)) == database;
}

}  // namespace cli
