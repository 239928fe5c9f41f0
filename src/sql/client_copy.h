// COPY that exchanges rows with the client. Only psql has rows to give, and a place for those it gets.
#pragma once

#include <optional>
#include <string>

#include "sql/statement.h"

namespace sql {

struct CopyRefusal {
  std::string message;
  std::string hint;
};

/// Why a migration cannot hold the statement; nothing where it is none of these. In a function or a block the server
/// itself refuses them.
std::optional<CopyRefusal> refuse_client_copy(const Statement& statement);

}  // namespace sql
