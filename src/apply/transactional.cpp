// A migration in one transaction with its history row in it, sent in one flight.
#include <chrono>

#include <fmt/format.h>

#include "apply/apply_migration.h"
#include "apply/failure.h"
#include "apply/transaction_batch.h"
#include "base/error.h"
#include "base/text.h"
#include "journal/events/migration_applied.h"
#include "journal/events/migration_began.h"

namespace apply {

using base::Code;
using base::Error;
using SteadyTime = std::chrono::steady_clock::time_point;

static constexpr auto nothing_kept = "nothing: the whole migration was rolled back";

Progress progress_of(const Applying& applying, Progress::Kind kind, base::Milliseconds duration) {
  return {.kind = kind,
          .number = applying.number,
          .total = applying.total,
          .name = applying.migration.name,
          .duration = duration};
}

static journal::MigrationBegan began(const Applying& applying) {
  return {.version = applying.migration.version,
          .name = applying.migration.name,
          .direction = "up",
          .transactional = true,
          .statements = std::ssize(applying.script.statements)};
}

static journal::MigrationApplied applied(const Applying& applying, base::Milliseconds duration) {
  return {.version = applying.migration.version,
          .name = applying.migration.name,
          .duration = duration,
          .statements = std::ssize(applying.script.statements),
          .transactional = true};
}

static base::Milliseconds since(SteadyTime start) {
  return std::chrono::duration_cast<base::Milliseconds>(std::chrono::steady_clock::now() - start);
}

static ExecutionMode shape_of(const Script& script, bool done) {
  const int total = static_cast<int>(script.statements.size());
  return {.transactional = true, .total = total, .done = done ? total : 0};
}

std::optional<long long> runs_again(const Applying& applying) {
  const auto* previous = applying.previous;
  const bool again = applying.migration.repeatable && previous && !previous->adopted &&
                     previous->applied.state == plan::State::applied;
  return again ? std::optional(previous->applied.sequence) : std::nullopt;
}

static Body flight_of(Operation& operation, const Applying& applying) {
  const auto& migration = applying.migration;
  Body flight = body_of(applying.script, operation.run.timeouts);
  const auto& other = operation.other;
  const std::string id = other ? other->new_id() : std::string();
  if (const auto before = runs_again(applying)) flight.add(operation.records.superseded(*before));
  flight.add(operation.records.applied(migration, shape_of(applying.script, true), id));
  if (other)
    for (auto& request : other->tool->applied(other->entry(applying.folder, migration, id)))
      flight.add(std::move(request));
  flight.add(operation.records.audit("migration.applied", migration.version, {{"name", migration.name}}));
  flight.add({.sql = "COMMIT"});
  return flight;
}

// The attempt is recorded where it can be; what counts is the failure itself.
static void record_failure(Operation& operation, const Applying& applying, const Error& error) {
  const auto& migration = applying.migration;
  const auto told = event(operation.run, failed(migration.version, migration.name, error));
  operation.run.journal->append(told);
  tell(operation.run, progress_of(applying, Progress::Kind::failed));
  const bool attempt = error.code() == Code::server;  // stopped, lost: it is pending as it was before
  try {
    std::vector<pg::Request> requests;
    if (attempt)
      requests.push_back(operation.records.failed(migration, shape_of(applying.script, false), summary(error)));
    requests.push_back(
        operation.records.audit(attempt ? "migration.failed" : "migration.stopped", migration.version, told.data));
    operation.record(std::move(requests));
  } catch (const Error& other) {
    note(operation.run,
         fmt::format("the failure of {} could not be recorded in the database: {}", migration.name, other.message()));
  }
}

// The connection went, or a stop came, while the COMMIT was under way: the history row tells what became of it.
static bool was_committed(Operation& operation, const Applying& applying) {
  const pg::Uninterrupted whole(operation.session());
  return !operation.session()
              .query_ours(
                  fmt::format(
                      "SELECT 1 FROM {}._migration_history WHERE version = $1 AND state = 'applied' AND run_id = $2"
                      " AND lease_token = $3",
                      quoted_schema(operation.run)),
                  {applying.migration.version, operation.run.id, std::to_string(operation.lease.token())})
              .empty();
}

static Error outcome_unknown(const Applying& applying, const Error& lost, const Error& again) {
  Error error{
      Code::connection,
      fmt::format("the connection was lost while {} was being applied, and the server cannot be asked what became "
                  "of it: {}",
                  applying.migration.name, again.message()),
      "Run 'lockkeeper status' once the server is back: the history row was committed with the migration or not "
      "at all; then 'lockkeeper up' goes on."};
  error.with("connection", lost.message());
  return error;
}

static bool committed_all_the_same(Operation& operation, const Applying& applying, const Error& error) {
  const bool lost = operation.session().transaction_state() == pg::TransactionState::unknown;
  try {
    if (lost) operation.work.reopen();
    return was_committed(operation, applying);
  } catch (const Error& again) {
    throw outcome_unknown(applying, error, again);
  }
}

// Whether what the server refused was a record in another tool's table.
static bool is_of_other(const Body& flight, const pg::BatchFailure& failure) {
  return flight.requests.at(failure.index).sql.find("._migration_") == std::string::npos;
}

static Error explain_failure(const Applying& applying, const Body& flight, const pg::BatchFailure& failure) {
  const auto& error = failure.error;
  if (const auto statement = flight.statements.at(failure.index))
    return explain(error, applying.script, *statement, nothing_kept);
  if (failure.index + 1 == flight.requests.size()) return explain_commit(error, applying.script, nothing_kept);
  if (error.sqlstate() == "23505") {
    Error twice{Code::migration,
                fmt::format("{} is applied already, by somebody who did not hold the lock", applying.migration.name),
                "See 'lockkeeper status', then run 'lockkeeper up' again."};
    return twice.with("detail", error.message());
  }
  Error unrecorded{
      error.code(), fmt::format("{} ran, but could not be recorded: {}", applying.migration.name, error.message()),
      is_of_other(flight, failure)
          ? "Correct the cause, then run 'lockkeeper up' again. Where the other tool's table is not to be "
            "kept true, set history = \"none\" under [migrations] in lockkeeper.toml."
          : "Correct the cause, then run 'lockkeeper up' again."};
  unrecorded.sqlstate(error.sqlstate());
  return unrecorded.with("kept", nothing_kept);
}

static Error stopped_within(const Applying& applying, const Error& cause) {
  if (cause.code() == Code::stopped) {
    Error error{Code::stopped, fmt::format("stopped while {} was being applied", applying.migration.name),
                "Run 'lockkeeper up' again to go on."};
    return error.with("kept", nothing_kept);
  }
  Error error = cause;
  error.during(fmt::format("applying {}", applying.migration.name));
  return error.with("kept", nothing_kept);
}

void apply_in_one_transaction(Operation& operation, const Applying& applying) {
  const auto& run = operation.run;
  run.journal->append_soon(event(run, began(applying)));
  tell(run, progress_of(applying, Progress::Kind::began));
  const auto start = std::chrono::steady_clock::now();
  const Body flight = flight_of(operation, applying);
  try {
    if (const auto failure = operation.run_batch_with_lock_retry(flight.requests, applying.migration.name)) {
      const auto error = explain_failure(applying, flight, *failure);
      record_failure(operation, applying, error);
      throw error;
    }
  } catch (const Error& error) {
    const bool unsure =
        error.code() == Code::stopped || error.code() == Code::connection || error.code() == Code::lease_lost;
    if (!unsure) throw;
    if (!committed_all_the_same(operation, applying, error)) {
      const auto told = stopped_within(applying, error);
      record_failure(operation, applying, told);
      throw told;
    }
    note(run, fmt::format("{} was committed all the same", applying.migration.name));
  }
  const auto duration = since(start);
  run.journal->append_soon(event(run, applied(applying, duration)));
  tell(run, progress_of(applying, Progress::Kind::done, duration));
}

void apply_migration(Operation& operation, const Applying& applying) {
  operation.work.begin_file(applying.script);
  const bool got_somewhere =
      applying.previous && !applying.previous->applied.transactional && !runs_again(applying) &&
      (applying.previous->applied.statements_done > 0 || applying.previous->applied.state == plan::State::running);
  if (applying.script.in_one_transaction && !got_somewhere) {
    apply_in_one_transaction(operation, applying);
  } else {
    apply_stepwise(operation, applying);
  }
}

}  // namespace apply
