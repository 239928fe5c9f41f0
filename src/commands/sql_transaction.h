// Statements between BEGIN and ROLLBACK: told when it is known how their transaction ends.
#pragma once

#include <vector>

#include "commands/judgement.h"
#include "sql/statement.h"

namespace commands {

/// One session of psql, statement by statement. Pure.
class OpenTransaction {
 public:
  /// What can be told once this statement has been read: all that waited where it ends a transaction. A statement
  /// that ROLLBACK undoes for certain is told as one that leaves nothing.
  std::vector<CommandJudgement> add(const sql::Statement& statement, CommandJudgement judgement);
  /// A command of psql, or what is not known, stands between them: whether they are undone cannot be told.
  std::vector<CommandJudgement> doubt();
  /// There is no more: what waits is told as it is.
  std::vector<CommandJudgement> end();

 private:
  struct Waiting {
    CommandJudgement judgement;
    bool undone = false;
  };
  bool open_ = false;
  bool certain_ = true;
  std::vector<Waiting> waiting_ = {};
};

}  // namespace commands
