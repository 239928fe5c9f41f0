// Functions of SQL that only read.
#pragma once

#include <span>
#include <string_view>

#include "sql/statement.h"

namespace commands {

/// Whether a call of it is known to change nothing, whatever its arguments.
/// Source: pg_proc.provolatile of PostgreSQL 15, the documentation of newer majors and of contrib.
bool function_only_reads(const sql::QualifiedName& name);

/// Those of PostgreSQL itself that are said not to be volatile, for the test.
std::span<const std::string_view> functions_of_postgresql();

}  // namespace commands
