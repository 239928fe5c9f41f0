// What a statement makes, takes away or sets, coarsely: enough to see that another one takes it back.
#pragma once

#include <string>
#include <vector>

#include "sql/statement.h"

namespace migration {

struct Change {
  enum class Kind {
    makes,  // a table, a column, rows
    takes,
    sets,  // a default, a type, the rows of an UPDATE: what was before is gone
    unknown,
  };
  Kind kind = Kind::unknown;
  std::string what = {};       // "relation", "column", "rows", "constraint" …
  sql::QualifiedName of = {};  // the table for what belongs to one, else the thing itself
  std::string name = {};       // of the column, constraint, trigger …; empty where it has none
  bool lasting = true;         // it is a thing, not a property of one (NOT NULL, a default, a privilege)
  std::string from = {};       // renaming: what it was called
  sql::QualifiedName on = {};  // an index: its table
};

/// Nothing for what leaves no trace in the schema or the rows: SELECT, SET, BEGIN, comments, VACUUM.
std::vector<Change> changes_of(const sql::Statement& statement);

/// How `later` stands to `earlier`.
enum class TakesBack {
  no,
  property,  // what `earlier` set or took is put back
  thing,     // what `earlier` made is gone
};
TakesBack takes_back(const Change& later, const Change& earlier);

}  // namespace migration
