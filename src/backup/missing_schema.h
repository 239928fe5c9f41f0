// A function that leaves the schema out of a name: it works every day, and in no restore.
#pragma once

#include <string>
#include <string_view>

namespace backup {

/// What to do where `said`, an error of PostgreSQL with its context, comes of a function's body that names something
/// without its schema; empty where it does not. pg_dump and pg_restore set an empty search_path.
std::string missing_schema_advice(std::string_view said);

}  // namespace backup
