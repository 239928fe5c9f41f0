#include "backup/restore_data.h"

#include <fmt/format.h>

#include "backup/client.h"
#include "backup/run_parallel.h"
#include "backup/server.h"
#include "base/error.h"

namespace backup {

using base::Code;
using base::Error;

void fill(const base::fs::path& folder, const Entry& entry, const FillOptions& options) {
  const auto program = client("pg_restore", read_version("", "(PostgreSQL) " + entry.pg_dump_version).major);
  std::vector<std::string> arguments{"--exit-on-error", "--no-password",
                                     fmt::format("--jobs={}", std::max(1, options.jobs)),
                                     "--dbname=" + as_connection_string(options.connection.database)};
  if (!options.tablespaces) arguments.emplace_back("--no-tablespaces");
  arguments.push_back((folder / "dump").string());
  const auto work = [&](const std::stop_token& stop) {
    const auto outcome = run(program, arguments, options.connection, stop, options.others_code);
    if (!outcome.ok()) throw failure("pg_restore", outcome);
  };
  run_together({work}, options.tick, options.stop);
}

Contents read_contents(const FillOptions& options) {
  Contents out;
  const auto work = [&](const std::stop_token& stop) {
    pg::Session session(options.connection);
    session.stop_with(stop);
    without_timeouts(session);
    const pg::Transaction transaction(session, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    out = read_objects(session);
    count_rows(session, out, false);
  };
  run_together({work}, options.tick, options.stop);
  return out;
}

std::vector<std::string> apply_attributes(pg::Session& session, const Attributes& attributes, std::string_view name) {
  std::vector<std::string> refused;
  for (const auto& statement : attribute_statements(attributes, name)) {
    try {
      session.execute(statement);
    } catch (const Error& error) {
      if (error.code() != Code::server) throw;
      refused.push_back(fmt::format("{} was refused: {}", statement, error.message()));
    }
  }
  return refused;
}

long long bytes_of(pg::Session& session, std::string_view name) {
  try {
    const auto found = session.query("SELECT pg_database_size(oid) AS bytes FROM pg_database WHERE datname = $1",
                                     {std::string(name)});
    return found.empty() ? 0 : found.integer(0, "bytes");
  } catch (const Error&) {
    return 0;  // only shown as progress
  }
}

}  // namespace backup
