// Asks a server what it thinks of a runbook's SQL. Nothing of it is executed: queries are prepared, of everything
// else the names are looked up.
#pragma once

#include <string>
#include <vector>

#include "lint/sql_text.h"

namespace lint {

struct Refusal {
  const SqlText* text = nullptr;
  std::size_t statement = 0;  // into text->statements
  std::size_t offset = 0;     // in text->sql: where the server points
  std::string sqlstate;       // 42703 …
  std::string message;        // the server's: "column \"tablename\" does not exist"
  std::string name = {};      // what is missing, as written: "tablename"; empty where it is something else
  std::string hint = {};
  std::string pending = {};  // the migration, still to run, that adds what is missing

  [[nodiscard]] const sql::Statement& about() const { return text->statements[statement]; }
};

/// Empty without a server. What cannot be judged (variables, parameters, tables of an application whose schema is not
/// there, what the runbook itself creates) is left out. Kept for the last documents, since several rules ask.
const std::vector<Refusal>& refusals(const Subject& subject);

/// Column names of the relations that the statement mentions, from the server.
std::vector<std::string> columns_of(const Subject& subject, const sql::Statement& statement);
/// All relations of user schemas, and the catalog's views: "orders", "ConsentLog", "pg_stat_activity".
std::vector<std::string> relations_of(const Subject& subject);

}  // namespace lint
