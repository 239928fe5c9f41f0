// Folders and histories in memory, for this room's tests.
#pragma once

#include <string>
#include <vector>

#include "base/error.h"
#include "plan/plan.h"

namespace plan {

inline migration::Migration migration_called(const std::string& name, const std::string& sql,
                                             const std::string& down = {}) {
  migration::Migration migration;
  migration.name = name;
  migration.version = name.substr(0, name.find('_'));
  migration.up = {.file = "migrations/" + name + ".sql", .shown = "migrations/" + name + ".sql", .text = sql};
  if (!down.empty())
    migration.down = migration::Script{.file = "migrations/rollbacks/" + name + "_rollback.sql",
                                       .shown = "migrations/rollbacks/" + name + "_rollback.sql",
                                       .text = down};
  migration.header = migration::read_header(sql);
  migration.checksum = migration::checksum(sql);
  return migration;
}

inline migration::Folder folder_of(std::vector<migration::Migration> migrations) {
  return {.path = "migrations",
          .layout = "plain-sql",
          .migrations = std::move(migrations),
          .ignored = {},
          .findings = {}};
}

inline Applied applied(const migration::Migration& migration, long long sequence, State state = State::applied) {
  Applied row;
  row.version = migration.version;
  row.name = migration.name;
  row.checksum = migration.checksum;
  row.state = state;
  row.sequence = sequence;
  return row;
}

/// The Error that `work` throws; its code is internal, and its message empty, if it throws none.
template <class Work>
base::Error error_of(Work&& work) {
  try {
    work();
  } catch (const base::Error& error) {
    return error;
  }
  return {base::Code::internal, ""};
}

}  // namespace plan
