// What a statement of SQL does, without a server: reads, writes what the session made itself, changes, destroys.
#pragma once

#include <set>
#include <string>

#include "commands/judgement.h"
#include "sql/statement.h"

namespace commands {

/// What the statements before have left in the session.
struct SqlSession {
  std::set<std::string> temporary = {};       // tables made with CREATE TEMPORARY TABLE
  std::set<std::string> prepared = {};        // statements that only read
  std::set<std::string> prepared_other = {};  // names that ever stood for another
  bool stops_at_errors = true;                // else a table may not have been made, and its name stands for another
  bool other_path = false;                    // search_path may name pg_temp behind other schemas
  bool in_block = false;                      // of DO, whose statements run in an order that is not known

  /// What was made may be gone: ROLLBACK, another session.
  void forget_tables() { temporary.clear(); }
  void forget() {
    temporary.clear();
    prepared.clear();
  }
};

/// Effect, sentence and what is not known; not the place.
CommandJudgement judge_statement(const sql::Statement& statement, SqlSession& session);

/// Whether nothing of it lasts where its transaction is rolled back, and it takes no lock but those of rows that it
/// names: UPDATE and DELETE with WHERE, SELECT … FOR UPDATE, EXPLAIN ANALYZE of these. Not so INSERT (sequences), DDL
/// (locks that stop others), and whatever calls a function that is not known to read.
bool is_undone_by_rollback(const sql::Statement& statement);

}  // namespace commands
