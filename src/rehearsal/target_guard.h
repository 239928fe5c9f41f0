// Which database a call of PostgreSQL's own programs would reach, told from its arguments and environment. Pure.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "rehearsal/environment.h"

namespace rehearsal {

/// psql, pg_dump, createdb …: programs of PostgreSQL that connect to a server.
bool is_postgres_client(std::string_view name);

/// The value of an environment variable, or nothing.
using Lookup = std::function<std::optional<std::string>(const std::string&)>;

/// Why the call would not reach the copy: "host db.internal", "service prod"; nothing when it would. `arguments` are
/// those behind the program's name. Other databases of the copy's server are the copy's.
std::optional<std::string> elsewhere(std::string_view program, std::span<const std::string> arguments,
                                     const Lookup& environment, const Copy& copy);

}  // namespace rehearsal
