// Compares what came back with what a person wrote down that should come back, the way a person would. Pure.
//
// An expectation may be
//   0 rows, 3 rows, 110+ rows, no rows     the number of rows
//   a psql table                           whatever its spacing, alignment, ruler and row count
//   a value: 0, 110+, >= 5, at least 3     the only cell, or a line
//   JSON                                   by fields: what is expected has to be there, the rest does not matter
//   lines                                  each must occur, in any wrapping text if it is more than a number
// X, Y, Z and N standing alone, "…" and <words> stand for any value.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runbook/psql_table.h"
#include "runbook/runbook.h"

namespace runbook {

struct Produced {
  std::string output = {};             // everything printed; for queries their tables
  std::vector<TextTable> tables = {};  // answers of a query's statements, in order; empty for commands
  bool is_query = false;
  bool ordered = true;  // rows come in a stated order
  int exit_code = 0;
  std::vector<std::pair<int, std::string>> tags = {};  // "UPDATE 4", of statements without a table, by their lines
};

/// Nothing when it holds; else what differs, for people.
std::optional<std::string> difference(const Expectation& expectation, const Produced& produced);

/// Whether `actual` is what `expected` says: equal but for spaces, a wildcard, or a number with an operator.
bool value_matches(std::string_view expected, std::string_view actual);

}  // namespace runbook
