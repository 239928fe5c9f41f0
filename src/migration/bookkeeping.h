// Tables that runners of migrations keep for themselves.
#pragma once

#include <string_view>

namespace migration {

/// Whether a table of that name is such a one: ours, Prisma's, or that of Rails and its like.
inline bool is_bookkeeping(std::string_view table) {
  return table.starts_with("_migration_") || table == "_prisma_migrations" || table == "schema_migrations";
}

}  // namespace migration
