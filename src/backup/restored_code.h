// What of a backup is a program that the restore itself starts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace backup {

/// What would run on the server during a restore of this schema (pg_restore --schema-only as SQL), and would run with
/// the rights of whoever restores: CHECK constraints, domains, generated columns, indexes, statistics, partition keys
/// and materialized views that call functions which can do more than compute, directly or through others. One
/// sentence each, in the order of the schema. Pure; text that is not understood is passed over.
std::vector<std::string> code_that_runs(std::string_view schema);

}  // namespace backup
