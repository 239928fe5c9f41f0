// A private PostgreSQL for the length of one command: rehearsals, demos, tests.
#include <fmt/format.h>

#include "base/error.h"
#include "base/interrupt.h"
#include "base/process.h"
#include "cli/command.h"
#include "pg/temporary_server.h"

namespace cli {

namespace {

struct SandboxOptions {
  std::optional<std::filesystem::path> keep;
  std::optional<std::filesystem::path> bindir;
  std::string database = "sandbox";
  bool durable = false;
  std::vector<std::string> command;
};

}  // namespace

static void create_database(const pg::TemporaryServer& server, const std::string& name) {
  pg::Session session({.target = server.url()});
  const auto known = session.query("SELECT 1 FROM pg_database WHERE datname = $1", {name});
  if (known.empty()) session.execute("CREATE DATABASE " + pg::quote_identifier(name));
}

static int run_sandbox(Context& context, const SandboxOptions& options) {
  const pg::TemporaryServer server({.folder = options.keep, .bindir = options.bindir, .durable = options.durable});
  create_database(server, options.database);
  const auto url = server.url(options.database);
  context.progress(fmt::format("private PostgreSQL {} is up, {}\n", server.major(), url));

  base::Command command{.argv = options.command, .inherit = true};
  command.environment = pg::client_environment({.target = url});
  command.environment.emplace_back("DATABASE_URL", url);
  command.environment.emplace_back("LOCKKEEPER_RUN", "");  // what happens there is not about the run's database
  const auto outcome = base::run(command, {}, base::interrupted());
  if (outcome.stopped) throw base::Error{base::Code::stopped, fmt::format("{} was stopped", options.command.front())};
  return outcome.exit_code;
}

extern const Command sandbox{
    .summary = "run a command beside a private PostgreSQL that is gone afterwards",
    .repeats = {.config = false},
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto options = std::make_shared<SandboxOptions>();
      app.add_option("--keep", options->keep, "keep the server's data in this folder, and use what is there")
          ->type_name("DIR");
      app.add_option("--bindir", options->bindir, "folder of initdb and postgres")->type_name("DIR");
      app.add_option("--database", options->database, "database to create and point DATABASE_URL at")
          ->type_name("NAME");
      app.add_flag("--durable", options->durable, "wait for the disk, as production does");
      app.add_option("command", options->command, "what to run, after --")->required()->type_name("COMMAND");
      app.positionals_at_end();
      return [options](Context& context) { return run_sandbox(context, *options); };
    }};

}  // namespace cli
