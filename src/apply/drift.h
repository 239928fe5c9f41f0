// Where a database and what its migrations make part ways. Pure: reading either is pg's work, making the other
// replay.h's.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "pg/schema_objects.h"

namespace apply {

struct Drift {
  enum class Kind {
    not_made,  // in the database, made by no migration
    missing,   // made by the migrations, not in the database
    other,     // in both, and not the same
  };
  Kind kind = Kind::other;
  std::string object;         // "index", "column"
  std::string name;           // "orders_created_idx", "orders.note", "touch of orders"; public left out
  std::string fact = {};      // of `other`: "type", "default", "not_null", "definition" …
  std::string found = {};     // in the database; empty: none
  std::string expected = {};  // as the migrations make it
};

/// What goes with another difference (the columns of a table, the index of a constraint, what partitions take from
/// their parent) is not said again. Owners, privileges, comments, the order of columns and how they are stored are
/// not looked at, nor what `history_schema` is called.
std::vector<Drift> drift(const std::vector<pg::SchemaObject>& database, const std::vector<pg::SchemaObject>& replayed,
                         const std::string& history_schema);

/// "index orders_created_idx: in the database, made by no migration"
std::string to_text(const Drift& drift);
base::Json to_json(const Drift& drift);

}  // namespace apply
