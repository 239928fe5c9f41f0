#include "commands/sql_transaction.h"

#include "commands/sql_effect.h"
#include "sql/lenient.h"

namespace commands {

std::vector<CommandJudgement> OpenTransaction::end() {
  std::vector<CommandJudgement> out;
  for (auto& each : waiting_) out.push_back(std::move(each.judgement));
  waiting_.clear();
  open_ = false;
  return out;
}

std::vector<CommandJudgement> OpenTransaction::doubt() {
  if (!open_) return {};
  auto out = end();
  open_ = true;
  certain_ = false;  // until the next BEGIN
  return out;
}

std::vector<CommandJudgement> OpenTransaction::add(const sql::Statement& statement, CommandJudgement judgement) {
  const auto* control = statement.as<sql::TransactionControl>();
  const auto command = control ? control->command : "";
  if (command == "BEGIN" || command == "START TRANSACTION") {
    // A BEGIN within a transaction changes nothing about it.
    if (!open_) certain_ = true;
    open_ = true;
  }
  const bool ends = command.starts_with("COMMIT") || command.starts_with("PREPARE") || command == "ROLLBACK";
  if (ends || !open_) {
    if (command == "ROLLBACK" && certain_) {
      for (auto& each : waiting_) {
        if (!each.undone || each.judgement.effect <= Effect::own) continue;
        each.judgement.effect = Effect::own;
        each.judgement.does.clear();
      }
    }
    auto out = end();  // AND CHAIN begins another one, of which nothing is taken to be undone
    out.push_back(std::move(judgement));
    return out;
  }
  if (sql::is_unparsed(statement)) certain_ = false;
  waiting_.push_back({.judgement = std::move(judgement), .undone = is_undone_by_rollback(statement)});
  return {};
}

}  // namespace commands
