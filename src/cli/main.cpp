// Reads the command line, runs one command of the catalogue, and turns what happened into an exit code.
#include <algorithm>
#include <cstdio>
#include <iostream>

#include <fmt/format.h>

#include "base/error.h"
#include "base/interrupt.h"
#include "base/json.h"
#include "base/printable.h"
#include "base/redact.h"
#include "base/text.h"
#include "cli/commands.h"
#include "rehearsal/call.h"

using namespace cli;

static constexpr auto intro = "Takes a production PostgreSQL database safely from one schema to the next.";

static void declare_common(CLI::App& root, Common& common) {
  root.add_option("--database-url", common.database_url,
                  "where the database is (URL or key=value; default DATABASE_URL, PGHOST …)")
      ->type_name("URL");
  root.add_option("-e,--env", common.environment, "environment named in lockkeeper.toml")
      ->type_name("NAME")
      ->envname("LOCKKEEPER_ENVIRONMENT");  // fences of a runbook belong to the run's environment
  root.add_option("--dir", common.dir, "folder of the migrations")->type_name("DIR");
  root.add_option("--layout", common.layout, "how the folder is laid out (default auto)")->type_name("NAME");
  root.add_option("--config", common.config, "configuration file (default ./lockkeeper.toml)")
      ->type_name("FILE")
      ->envname("LOCKKEEPER_CONFIG");  // fences of a runbook, whatever folder they are in
  root.add_flag("--json", common.json, "one JSON object on standard output");
  root.add_flag("-y,--yes,--auto-approve", common.yes, "do not ask");
  root.add_flag("-q,--quiet", common.quiet, "only results and errors");
  root.add_flag("-v,--verbose", common.verbose, "more detail (also LOG_LEVEL=DEBUG)");
}

// "backup-create" is the command `create` of the group `backup`.
static CLI::App& place(CLI::App& root, std::string_view id, std::string_view summary) {
  CLI::App* parent = &root;
  std::string name(id);
  if (const auto dash = name.find('-'); dash != std::string::npos) {
    const std::string group = name.substr(0, dash);
    const auto groups = root.get_subcommands([&](const CLI::App* app) { return app->get_name() == group; });
    if (!groups.empty()) {
      parent = groups.front();
    } else {
      parent = root.add_subcommand(group, "");
      parent->require_subcommand(1);
    }
    name = name.substr(dash + 1);
    const auto names = parent->get_description();
    parent->description(names.empty() ? name : names + " | " + name);
  }
  return *parent->add_subcommand(name, std::string(summary));
}

static std::vector<std::string> first_words() {
  std::vector<std::string> names;
  for (const auto& entry : commands()) names.emplace_back(base::split(entry.id, '-').front());
  return names;
}

static bool is_unknown_command(int argc, char** argv) {
  const auto names = first_words();
  return argc >= 2 && argv[1][0] != '-' && std::find(names.begin(), names.end(), argv[1]) == names.end();
}

static int report_usage(const CLI::App& root, const CLI::ParseError& problem, int argc, char** argv) {
  if (problem.get_exit_code() == 0) return root.exit(problem);  // --help, --version
  std::string near;
  if (is_unknown_command(argc, argv)) {
    fmt::print(stderr, "error: there is no command '{}'\n", base::printable(argv[1]));
    if (const auto found = base::near_match(argv[1], first_words()))
      near = fmt::format("Did you mean '{}'? ", *found);
  } else {
    fmt::print(stderr, "error: {}\n", base::printable(problem.what()));
  }
  fmt::print(stderr, "{}Run 'lockkeeper --help' or 'lockkeeper COMMAND --help' to see what is there.\n", near);
  return Exit::usage;
}

static void print_as_json(const base::Error& error, const Repeated& repeated) {
  base::Json json;
  json["error"]["code"] = base::name(error.code());
  json["error"]["message"] = base::redact(error.message());
  if (!error.hint().empty()) json["error"]["hint"] = with_options(error.hint(), repeated);
  if (!error.sqlstate().empty()) json["error"]["sqlstate"] = error.sqlstate();
  if (const auto& place = error.place()) {
    json["error"]["file"] = place->file;
    json["error"]["line"] = place->line;
    json["error"]["column"] = place->column;
  }
  for (const auto& fact : error.facts()) json["error"]["facts"][fact.label] = base::redact(fact.text);
  std::cout << base::printable(json.dump(2, ' ', false, base::Json::error_handler_t::replace)) << '\n';
}

static int run(int argc, char** argv) {
  CLI::App root(intro, "lockkeeper");
  root.set_version_flag("--version", "lockkeeper " LOCKKEEPER_VERSION);
  root.fallthrough();
  root.require_subcommand(1);
  root.footer(
      "Exit codes: 0 done, 1 does not hold, 2 usage, 3 the database refused, 4 locked by somebody else, 5 stopped.\n"
      "'lockkeeper help' lists the pages there are: on each command, check and rule, 'help config' on "
      "lockkeeper.toml.");
  Common common;
  declare_common(root, common);
  const auto inherited = base::own_environment();
  common.verbose = inherited.value("LOG_LEVEL") == "DEBUG";

  std::vector<std::pair<const CLI::App*, std::function<int(Context&)>>> runners;
  for (const auto& entry : commands()) {
    CLI::App& app = place(root, entry.id, entry.item->summary);
    runners.emplace_back(&app, entry.item->declare(app));
  }
  try {
    root.parse(argc, argv);
  } catch (const CLI::ParseError& problem) {
    return report_usage(root, problem, argc, argv);
  }
  for (const auto& [app, runner] : runners) {
    if (!app->parsed()) continue;
    Context context(common, inherited);
    try {
      return runner(context);
    } catch (const base::Error& error) {
      if (common.json) print_as_json(error, context.repeated());
      std::cout.flush();
      fmt::print(stderr, "{}", base::printable(base::redact(with_options(base::render(error), context.repeated()))));
      return exit_code(error.code());
    }
  }
  return Exit::usage;
}

int main(int argc, char** argv) {
  if (const auto answered = rehearsal::answer_call(argc, argv, base::own_environment())) return *answered;
  base::catch_interrupts();
  try {
    return run(argc, argv);
  } catch (const std::exception& problem) {
    fmt::print(stderr, "error: {}\nThis is a mistake in lockkeeper itself; the journal holds what was done so far.\n",
               base::printable(problem.what()));
    return Exit::refused;
  }
}
