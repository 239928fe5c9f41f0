#include "sql/client_copy.h"

namespace sql {

std::optional<CopyRefusal> refuse_client_copy(const Statement& statement) {
  const auto* copy = statement.as<Copy>();
  if (!copy || !copy->through_client || statement.rows) return std::nullopt;
  if (copy->from) {
    return CopyRefusal{.message = "COPY … FROM STDIN has no rows below it",
                       .hint =
                           "Put the rows and a line \\. below it, as pg_dump does, or load them from a table or a "
                           "file on the server."};
  }
  return CopyRefusal{.message = "COPY … TO STDOUT sends rows to the client, and a migration has no place for them",
                     .hint =
                         "Take it out, write the rows into a table or a file on the server, or export them with "
                         "psql's \\copy."};
}

}  // namespace sql
