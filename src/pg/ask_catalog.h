// Queries of ours whose answers hold definitions as people know them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pg/session.h"

namespace pg {

/// Runs the queries in the session's transaction, or in one of their own that sees one moment, and gives their
/// results in order. Names in them are pg_catalog's; what the server writes out (types, expressions, definitions) has
/// no schema before what `schemas` finds. Throws Error{Code::server}, sqlstate 55P03, where a table is held.
std::vector<Result> ask_catalog(Session& session, std::span<const std::string_view> queries,
                                const std::vector<std::string>& schemas);

}  // namespace pg
