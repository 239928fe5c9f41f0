// Names as they are written in a statement.
#pragma once

#include <string>
#include <vector>

#include "sql/statement.h"

namespace review {

struct WrittenName {
  std::string text;
  std::size_t begin = 0;  // bytes from the start of the statement
};

/// Words without quotes that have capitals and small letters, outside the arguments of a CREATE TABLE's brackets:
/// USERS is somebody's style, ConsentLog is somebody's name. Keywords written Like This are left out where they are
/// followed by what only a keyword is.
std::vector<WrittenName> mixed_case_names(const sql::Statement& statement);

}  // namespace review
