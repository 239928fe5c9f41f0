#include "sql/client_copy.h"

namespace sql {

std::optional<CopyRefusal> refuse_client_copy(const Statement& statement) {
  const auto* copy = statement.as<Copy>();
  if (!copy || !copy->through_client) return std::nullopt;
  if (copy->from) {
    return CopyRefusal{.message = "COPY … FROM STDIN needs its data from psql",
                       .hint = "Write the rows as INSERT, or load them from a table or a file on the server."};
  }
  return CopyRefusal{.message = "COPY … TO STDOUT sends rows to the client, and a migration has no place for them",
                     .hint =
                         "Take it out, write the rows into a table or a file on the server, or export them with "
                         "psql's \\copy."};
}

}  // namespace sql
