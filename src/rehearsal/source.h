// What the copy is made of: the newest backup, a dump, a script, or nothing.
#pragma once

#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "base/clock.h"
#include "pg/temporary_server.h"

namespace rehearsal {

struct Source {
  enum class Kind { empty, backup, archive, folder, script } kind = Kind::empty;
  std::string name = {};            // the backup's id, or the file as given
  std::filesystem::path path = {};  // where it lies
  std::string database = {};        // it was taken from; empty where that is not known
};

/// What `from` means: "backup" (the newest of `backups`), the id of one, "empty", a dump of pg_dump (any format) or
/// an .sql file. Throws Error{Code::usage} when it is none of them, Error{Code::backup} when there is no backup.
Source find_source(const std::string& from, const std::filesystem::path& backups);

struct Restored {
  pg::TemporaryServer server;
  std::string database;
  base::Milliseconds duration{0};       // of the restore
  std::vector<std::string> notes = {};  // what is not as in production
};

/// Starts a private server and fills database `name` of it. Throws Error{Code::backup} with what pg_restore or psql
/// said, and as TemporaryServer does.
Restored restore(const Source& source, const std::string& name, const std::stop_token& stop);

}  // namespace rehearsal
