// How a statement is taken back: by which SQL, or why by none.
#pragma once

#include <string>

#include "pg/catalog.h"
#include "sql/statement.h"

namespace impact {

enum class Undoing {
  nothing_to_undo,  // it only reads, or changes how things are stored
  by_sql,           // `sql` brings the schema back as it was
  loses_data,       // `sql` brings the schema back, not the rows or values that went
  by_restore,       // nothing but a backup does
  unknown,
};
struct Reversal {
  Undoing kind = Undoing::unknown;
  std::string sql = {};     // ends without a semicolon
  std::string reason = {};  // what to know of it: "values that no longer fit are refused"
};

/// `before`: the schema that the statement meets.
Reversal undo_of(const sql::Statement& statement, const pg::Catalog& before);

/// "nothing to undo", "by SQL", "by SQL, without the data", "from a backup", "unknown"
std::string_view in_words(Undoing kind);

}  // namespace impact
