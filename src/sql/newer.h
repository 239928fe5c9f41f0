// What PostgreSQL 18 understands and the grammar of 15 does not: ALTER TABLE … ADD [CONSTRAINT c] NOT NULL column.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sql/statement.h"

namespace sql {

struct NotNull {
  std::size_t begin = 0;  // of the word NOT, bytes from the start of the text
  std::size_t name = 0;   // of the column's name
  std::size_t end = 0;    // of that name
  std::string column = {};
};

/// Writes CHECK (column) over each NOT NULL column, which is as long, so that the grammar reads the rest and every
/// place stays. Gives back what was written over.
std::vector<NotNull> write_as_checks(std::string& text);

/// Makes those constraints of the statements what they are. `text`: as it was before.
void put_back(const std::vector<NotNull>& constraints, std::string_view text, std::vector<Statement>& statements);

}  // namespace sql
