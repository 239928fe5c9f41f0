#include <cstdio>
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

static app::Request request_of(const Common& common, base::Environment inherited) {
  return {.config = common.config,
          .database_url = common.database_url,
          .environment = common.environment,
          .dir = common.dir,
          .layout = common.layout,
          .inherited = std::move(inherited),
          .stop = base::interrupted(),
          .agreed = common.yes};
}

static app::Request with_hooks(app::Request request, Context& context) {
  request.progress = [&context](std::string_view text) { context.progress(text); };
  request.confirm = [&context](std::string_view question, const std::string& database) {
    return context.confirm(question, database);
  };
  return request;
}

Context::Context(const Common& common, base::Environment inherited)
    : app::Project(with_hooks(request_of(common, std::move(inherited)), *this)), common_(common) {}

Repeated Context::repeated() const {
  const auto option = [](std::string_view name, const std::string& value) {
    return fmt::format(" {} {}", name, base::shell_quote(value));
  };
  Repeated out;
  out.database = inherited().value("LOCKKEEPER_DATABASE_OPTIONS");  // in a step of a run: what the run was given
  if (environment()) out.database = option("--env", *environment());
  if (const auto& given = request().database_url) {
    try {
      const auto url = option("--database-url", pg::without_password(*given));
      out.database = environment() ? out.database + url : url;
    } catch (const base::Error&) {  // unreadable, which is said elsewhere
    }
  }
  if (common_.dir) out.migrations += option("--dir", common_.dir->string());
  if (common_.layout) out.migrations += option("--layout", *common_.layout);
  const auto configured = inherited().find("LOCKKEEPER_CONFIG");
  const bool in_run = !inherited().value("LOCKKEEPER_RUN").empty();
  if (common_.config && !(configured && *common_.config == *configured && !in_run))
    out.config = option("--config", common_.config->string());
  return out;
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
