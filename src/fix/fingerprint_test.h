// All that a catalog says of the objects of a database, and all its rows, as lines that two databases can be compared
// by.
#pragma once

#include <string>
#include <vector>

#include "pg/session.h"

namespace fix {

/// Sorted; the order of columns is in lines that begin with "order ".
std::vector<std::string> fingerprint(pg::Session& session);
/// A line for each table and sequence.
std::vector<std::string> rows_of(pg::Session& session);

}  // namespace fix
