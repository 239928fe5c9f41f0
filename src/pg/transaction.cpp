// Transactions and savepoints that end with their scope.
#include <fmt/format.h>

#include "pg/session.h"
#include "pg/session_impl.h"

namespace pg {

using base::Code;
using base::Error;

Uninterrupted::Uninterrupted(Session& session) : session_(session) {
  ++session_.state_->uninterrupted;
}
Uninterrupted::~Uninterrupted() {
  --session_.state_->uninterrupted;
}

// Undoing at the end of a scope: on a lost connection the server has done it already.
static void undo(Session& session, const std::string& sql) noexcept {
  const auto state = session.transaction_state();
  if (state != TransactionState::in_transaction && state != TransactionState::failed) return;
  try {
    const Uninterrupted scope(session);
    session.execute(sql);
  } catch (const Error&) {  // NOLINT(bugprone-empty-catch): the connection is gone, and the transaction with it
  }
}

Transaction::Transaction(Session& session, std::string_view begin) : session_(session) {
  session_.execute(begin);
}

Transaction::~Transaction() {
  if (open_) undo(session_, "ROLLBACK");
}

void Transaction::commit() {
  const auto result = session_.execute("COMMIT");
  open_ = false;
  // COMMIT of a failed transaction is not an error to the server: it answers ROLLBACK.
  if (result.command() == "ROLLBACK") {
    Error error{Code::server, "the transaction was rolled back, not committed, because a statement in it had failed"};
    throw error.sqlstate("25P02");
  }
}

Savepoint::Savepoint(Session& session, const std::string& name) : session_(session), name_(quote_identifier(name)) {
  session_.execute(fmt::format("SAVEPOINT {}", name_));
}

Savepoint::~Savepoint() {
  if (open_) undo(session_, fmt::format("ROLLBACK TO SAVEPOINT {0}; RELEASE SAVEPOINT {0}", name_));
}

void Savepoint::release() {
  session_.execute(fmt::format("RELEASE SAVEPOINT {}", name_));
  open_ = false;
}

}  // namespace pg
