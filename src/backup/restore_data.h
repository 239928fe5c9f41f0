// Restoring a dump into an empty database and reading back what is in it: what proving and restoring have in common.
#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "backup/entry.h"
#include "base/files.h"
#include "pg/session.h"

namespace backup {

struct FillOptions {
  pg::Options connection;  // to a server; `database` is the empty one that is filled
  int jobs = 2;
  bool tablespaces = true;   // false: everything goes to the database's own
  bool others_code = false;  // into a server of our own where what is loaded may run: see pg/temporary_server.h
  std::function<void()> tick = {};
  std::stop_token stop = {};
};

/// Runs pg_restore, which ends at the first error. Throws Error{Code::backup} with what it said, Code::stopped.
void fill(const base::fs::path& folder, const Entry& entry, const FillOptions& options);

/// Everything that the database holds, rows counted.
Contents read_contents(const FillOptions& options);

/// Gives database `name` the attributes of the entry, statement by statement. Those that the server refuses, with the
/// reason; the others hold.
std::vector<std::string> apply_attributes(pg::Session& session, const Attributes& attributes, std::string_view name);

/// Bytes of database `name`; 0 where they cannot be read. Never throws.
long long bytes_of(pg::Session& session, std::string_view name);

}  // namespace backup
