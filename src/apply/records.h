// What is written into the history and the audit log, as requests that join the migration's own transaction. Every
// write to the history is fenced: it reads the lease row FOR UPDATE and is refused (lease_token is NOT NULL) when the
// token there is no longer ours, and the migration's transaction with it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "apply/run.h"
#include "base/json.h"
#include "migration/migration.h"
#include "pg/session.h"
#include "plan/plan.h"

namespace apply {

/// How a migration was run.
struct ExecutionMode {
  bool transactional = true;
  int total = 0;  // statements
  int done = 0;
};

class Records {
 public:
  Records(const Run& run, long long token) : run_(&run), schema_(quoted_schema(run)), token_(std::to_string(token)) {}

  /// A migration that is applied with this transaction; started_at is the transaction's begin.
  [[nodiscard]] pg::Request applied(const migration::Migration& migration, const ExecutionMode& shape,
                                    const std::string& other_id) const;
  /// An attempt that left nothing behind.
  [[nodiscard]] pg::Request failed(const migration::Migration& migration, const ExecutionMode& shape,
                                   const std::string& error) const;
  /// An attempt that runs statement by statement, before its first one. Gives back its row's id.
  [[nodiscard]] pg::Request running(const migration::Migration& migration, const ExecutionMode& shape) const;
  [[nodiscard]] pg::Request progress(long long id, std::size_t done) const;
  /// `running` → applied.
  [[nodiscard]] pg::Request finished(long long id, const std::string& other_id) const;
  /// `running` → failed at the statement after `statements_done`. Also closes an interrupted attempt.
  [[nodiscard]] pg::Request broken(long long id, const std::string& error) const;
  /// Any state → rolled_back.
  [[nodiscard]] pg::Request rolled_back(long long id) const;
  /// A repeatable migration's last run, now that it has run again.
  [[nodiscard]] pg::Request superseded(long long id) const;
  /// A migration that another tool alone recorded, undone by us.
  [[nodiscard]] pg::Request adopted_rolled_back(const plan::Applied& adopted, const std::string& down_text) const;
  [[nodiscard]] pg::Request undo_progress(long long id, std::optional<std::size_t> done) const;
  /// What a person says of an interrupted attempt: so many statements took effect, and nothing of the next one.
  [[nodiscard]] pg::Request said_done(long long id, std::size_t done) const;
  /// An applied migration whose file changed since: the row takes over the file as it is now.
  [[nodiscard]] pg::Request realigned(long long id, const migration::Migration& migration) const;
  [[nodiscard]] pg::Request audit(std::string_view action, const std::string& version,
                                  const base::Json& detail) const;

 private:
  // The lease's token as parameter number `parameter` has it, or NULL when it is not that any more.
  [[nodiscard]] std::string fence(std::size_t parameter) const;
  [[nodiscard]] pg::Request insert(std::string_view state, const migration::Migration& migration,
                                   const ExecutionMode& shape, const std::string& error,
                                   const std::string& other_id) const;
  [[nodiscard]] pg::Request update(long long id, const std::string& set, pg::Parameters values) const;

  const Run* run_;
  std::string schema_;
  std::string token_;
};

}  // namespace apply
