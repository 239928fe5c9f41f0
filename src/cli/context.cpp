#include <cstdio>
#include <iostream>
#include <unistd.h>

#include <fmt/format.h>

#include "base/interrupt.h"
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
  return {.target = config::database_url(config(), common_.database_url, common_.environment),
          .database = std::move(database)};
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
  if (!common_.environment) return false;
  const auto found = config().environments.find(*common_.environment);
  return found != config().environments.end() && found->second.production;
}

void Context::say(std::string_view text) const {
  if (!common_.json) std::cout << text << std::flush;
}

void Context::progress(std::string_view text) const {
  if (!common_.quiet) std::cerr << text << std::flush;
}

void Context::answer(const base::Json& json) const {
  if (common_.json) std::cout << json.dump(2, ' ', false, base::Json::error_handler_t::replace) << '\n';
}

static std::string ask(std::string_view prompt) {
  std::cerr << prompt << std::flush;
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
  const auto answer = base::to_lower(ask(fmt::format("{} [y/N] ", question)));
  if (answer != "y" && answer != "yes") return false;
  if (!production()) return true;
  return ask(fmt::format("This is production. Type the database's name ({}) to go ahead: ", database)) == database;
}

}  // namespace cli
