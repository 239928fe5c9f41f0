// pg_dump, pg_dumpall and pg_restore: which ones are used, how they are run, what they said.
#pragma once

#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/process.h"
#include "pg/session.h"

namespace backup {

struct Program {
  std::string path = {};
  std::string version = {};  // "15.20"
  int major = 0;
};

/// "pg_dump (PostgreSQL) 15.20 (Debian …)" → "15.20" and 15; also "17beta1". Major 0 where it is no such line.
Program read_version(std::string path, std::string_view said);

/// The newest `name` on this machine. Throws Error{Code::configuration} naming the package where there is none, or
/// only one older than `at_least`: an older pg_dump refuses a newer server, an older pg_restore a newer dump.
Program client(std::string_view name, int at_least);

/// Runs it against `connection`, whose password travels in the environment, never in the arguments.
/// Messages are in English, so that they can be told apart. `clean_environment`: it gets nothing of ours but that,
/// since the server may be made to ask for passwords.
base::Outcome run(const Program& program, std::vector<std::string> arguments, const pg::Options& connection,
                  const std::stop_token& stop, bool clean_environment = false);

/// Error{Code::backup} (Code::stopped where it was stopped) for an outcome that is not ok: with the end of what it
/// said, and a hint for the common causes (disk full, locks, privileges).
base::Error failure(std::string_view what, const base::Outcome& outcome);

/// A database's name as pg_restore -d and pg_dumpall -l take it, also where it holds '=' or looks like a URL.
std::string as_connection_string(std::string_view database);

/// What pg_restore --list counts: entries by their kind ("TABLE" → 12, "TABLE DATA" → 12).
struct TableOfContents {
  long long tables = 0;  // with partitioned ones
  long long data = 0;    // tables whose rows are in the dump
};
TableOfContents read_table_of_contents(std::string_view listing);

}  // namespace backup
