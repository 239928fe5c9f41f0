// What a PL/pgSQL body sends to the server, as far as it is written down in it.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sql {

struct BodyStatement {
  std::string text;                          // SQL; EXECUTE of constants: what they make together
  int line = 1;                              // of the body, from 1
  std::vector<std::string> conditions = {};  // of the IFs around it, outermost first; of an ELSE: "NOT (…)"
  std::vector<std::size_t> decisions = {};   // the same, by number
  bool may_not_run = false;                  // in a loop, a CASE or an exception handler that others stand beside
  // Blocks with EXCEPTION that it stands in, outermost first, by number; and of which block it is in a handler.
  std::vector<int> guards = {};
  std::optional<int> handles = {};
  bool checked = true;   // when the function is made; not so what EXECUTE sends
  bool repeats = false;  // in a LOOP or WHILE, which goes on until there is nothing left
  bool raises = false;   // RAISE EXCEPTION: `text` is empty
  // EXECUTE of a text that only the rows of a loop's query complete: `text` is empty then.
  std::string dynamic = {};     // the expression: "format('DROP TABLE %I', r.tablename)"
  std::string loop_query = {};  // "SELECT tablename FROM pg_tables"
  std::string loop_row = {};    // "r"
};

// A condition, and where it is tested: once, before any of the statements that it stands over.
struct Decision {
  std::string text = {};
  std::size_t before = 0;  // the statement with this number
  bool again = false;      // in a loop: tested each time round
};

struct Body {
  std::vector<BodyStatement> statements = {};
  std::vector<Decision> decisions = {};
  std::vector<std::string> unseen = {};  // "line 3 runs a text that is put together at run time"
  std::size_t seen_until = 0;            // the statement behind the first of these
  bool ends_transactions = false;        // COMMIT or ROLLBACK in it
  // Every statement and every expression in it as written; of EXECUTE the expression that makes the text.
  std::vector<std::string> texts = {};
  bool opens_built = false;  // OPEN … FOR EXECUTE: what that runs is in none of the above
  std::string problem = {};  // why it could not be read; the rest is empty then
};

/// Reads the body of a DO block in LANGUAGE plpgsql.
/// Source: PostgreSQL 18's own PL/pgSQL grammar.
Body read_plpgsql(std::string_view body);

/// The same of a function or procedure. `signature`: what its definition has between the brackets; `result`: its
/// type, empty for procedures; `values`: of parameters, where the call says them.
Body read_plpgsql_routine(std::string_view signature, std::string_view result, std::string_view body,
                          const std::map<std::string, std::string>& values = {});

/// What a `dynamic` expression makes when the loop's row holds these values ("tablename" → "orders"); nothing where
/// it holds anything else that is not constant.
std::optional<std::string> complete(const BodyStatement& statement, const std::map<std::string, std::string>& row);

}  // namespace sql
