// Whether a table that bears one of our names is one that may be trusted: who owns it, and what hangs on it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pg/session.h"

namespace apply {

/// What there is under a name. Pure data; `look_at_table` asks, `refuse_planted` decides.
struct OwnTable {
  bool there = false;
  std::string name = {};  // as written in SQL
  std::string kind = {};  // of pg_class: "r" for a table
  std::string owner = {};
  std::string us = {};                    // the role that asks
  bool trusted = false;                   // see below
  bool empty = false;                     // a plain table that never held a row, as its size tells
  std::vector<std::string> strange = {};  // "trigger spy", "rule r": what we have not made
  std::vector<std::string> columns = {};
};

/// Trusted owners are the role that asks, those it was made a member of (not by being a superuser), superusers, and
/// the owners of the schema and of the database: each of them may do as it likes here anyway. Anybody else who may
/// create in the schema could have put the table there, for us to write to with our rights.
OwnTable look_at_table(pg::Session& session, const std::string& schema, std::string_view table);

/// Throws Error{Code::configuration} for what is there and is not a plain table of a trusted owner.
void refuse_planted(const OwnTable& table);

}  // namespace apply
