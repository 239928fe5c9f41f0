// What the catalog says about a statement that may or may not have run: asked after a crash, before a retry, and when
// a person says that something was applied.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pg/session.h"
#include "sql/statement.h"

namespace apply {

enum class Evidence {
  done,        // its effect is there
  not_done,    // it is not
  repeatable,  // running it again does no harm, whatever happened
  unknown,
};

struct Finding {
  Evidence evidence = Evidence::unknown;
  std::string what;  // what was looked at: "index idx_orders_status"
};

/// Names are resolved along the session's search path.
Finding look_for(pg::Session& session, const sql::Statement& statement);

/// The same for each part that can be looked at by itself: the commands of an ALTER TABLE, the columns of a new
/// table.
std::vector<Finding> look_for_parts(pg::Session& session, const sql::Statement& statement);

/// What an interrupted attempt left behind and has to be dropped before the statement runs (again): the invalid index
/// of a CREATE INDEX CONCURRENTLY, the copies of a REINDEX CONCURRENTLY. As written in SQL, schema included. Throws
/// Error{Code::server} when somebody else is building that index right now.
std::vector<std::string> leftovers_of(pg::Session& session, const sql::Statement& statement);

/// What a failed statement that works in several transactions has left behind, as a clause; empty for nothing.
std::string remains_of(pg::Session& session, const sql::Statement& statement);

}  // namespace apply
