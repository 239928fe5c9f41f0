#include "backup/client.h"

#include <cstdlib>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"

namespace backup {

using base::Code;
using base::Error;

Program read_version(std::string path, std::string_view said) {
  constexpr std::string_view before = "(PostgreSQL) ";
  Program out;
  out.path = std::move(path);
  const auto at = said.find(before);
  if (at == std::string_view::npos) return out;
  const auto rest = said.substr(at + before.size());
  out.version = rest.substr(0, rest.find_first_of(" \n"));
  out.major = std::atoi(out.version.c_str());
  return out;
}

Program client(std::string_view name, int at_least) {
  const auto path = pg::client_program(name);
  const auto hint = fmt::format("Install the Debian package postgresql-client-{}{}.", at_least,
                                path ? " (https://wiki.postgresql.org/wiki/Apt)" : "");
  if (!path) throw Error{Code::configuration, fmt::format("{} is not installed", name), hint};
  const auto outcome = base::run_or_throw({.argv = {*path, "--version"}, .timeout = base::Milliseconds(10'000)});
  auto program = read_version(*path, outcome.output);
  if (program.major < at_least) {
    throw Error{Code::configuration,
                fmt::format("{} is of PostgreSQL {}, and {} or newer is needed", *path,
                            program.version.empty() ? "an unknown version" : program.version, at_least),
                hint};
  }
  return program;
}

base::Outcome run(const Program& program, std::vector<std::string> arguments, const pg::Options& connection,
                  const std::stop_token& stop, bool clean_environment) {
  base::Command command{.argv = std::move(arguments), .environment = pg::client_environment(connection)};
  command.argv.insert(command.argv.begin(), program.path);
  command.environment.emplace_back("LC_ALL", "C");
  command.clean_environment = clean_environment;
  return base::run(command, {}, stop);
}

static std::string hint_for(std::string_view said) {
  const auto says = [&](std::string_view part) { return said.find(part) != std::string_view::npos; };
  if (says("No space left on device"))
    return "Free disk space, or choose another disk with [backup] dir in lockkeeper.toml, then run it again.";
  if (says("lock timeout") || says("could not obtain lock")) {
    return "See who holds the lock ('lockkeeper health'), then run it again.";
  }
  if (says("permission denied"))
    return "Use a role that may read everything in the database: its owner, or a member of pg_read_all_data.";
  if (says("row-level security")) return "Use a superuser or a role with BYPASSRLS, which sees every row.";
  if (says("out of shared memory"))
    return "Raise max_locks_per_transaction on the server: the database has more tables than it can lock at once.";
  return "Read what it said, put that right and run it again.";
}

Error failure(std::string_view what, const base::Outcome& outcome) {
  if (outcome.stopped)
    return {Code::stopped, fmt::format("{} was stopped", what), "Run the same command again when you are ready."};
  constexpr std::size_t at_most = 4000;
  auto said = base::trim(outcome.errors.empty() ? outcome.output : outcome.errors);
  // The first error is the cause, the last lines only name what fell with it.
  const auto first = said.find("error:");
  if (said.size() > at_most && first != std::string_view::npos)
    said.remove_prefix(said.rfind('\n', first) == std::string_view::npos ? 0 : said.rfind('\n', first) + 1);
  if (said.size() > at_most) said = said.substr(0, at_most);
  return Error{Code::backup, fmt::format("{} ended with {}", what, outcome.exit_code), hint_for(said)}.with(
      fmt::format("{} said", what), std::string(said));
}

std::string as_connection_string(std::string_view database) {
  const auto escaped = base::replace_all(base::replace_all(std::string(database), "\\", "\\\\"), "'", "\\'");
  return fmt::format("dbname='{}'", escaped);
}

TableOfContents read_table_of_contents(std::string_view listing) {
  TableOfContents out;
  for (const auto line : base::lines(listing)) {
    // "215; 1259 16385 TABLE public orders shop": the kind stands after the entry's number and two oids.
    if (line.empty() || line.front() == ';') continue;
    auto rest = line.substr(std::min(line.size(), line.find(' ') + 1));
    for (int oid = 0; oid < 2; ++oid) rest = rest.substr(std::min(rest.size(), rest.find(' ') + 1));
    if (rest.starts_with("TABLE DATA ")) {
      ++out.data;
    } else if (rest.starts_with("TABLE ") && !rest.starts_with("TABLE ATTACH ")) {
      ++out.tables;
    }
  }
  return out;
}

}  // namespace backup
