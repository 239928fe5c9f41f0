// What a PL/pgSQL body sends to the server, as far as it is written down in it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sql {

struct BodyStatement {
  std::string text;                          // SQL; EXECUTE of constants: what they make together
  int line = 1;                              // of the body, from 1
  std::vector<std::string> conditions = {};  // of the IFs around it, outermost first; of an ELSE: "NOT (…)"
  bool may_not_run = false;                  // in a loop, a CASE or an exception handler
};

struct Body {
  std::vector<BodyStatement> statements = {};
  std::vector<std::string> unseen = {};  // "line 3 runs a text that is put together at run time"
  bool ends_transactions = false;        // COMMIT or ROLLBACK in it
  std::string problem = {};              // why it could not be read; the rest is empty then
};

/// Reads the body of a DO block, function or procedure in LANGUAGE plpgsql.
/// Source: PostgreSQL's own PL/pgSQL grammar, through libpg_query.
Body read_plpgsql(std::string_view body);

}  // namespace sql
