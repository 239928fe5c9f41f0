// A migration that runs statement by statement: its attempt in the history, its resume, its end.
#include <algorithm>
#include <chrono>
#include <iterator>

#include <fmt/format.h>

#include "apply/apply_migration.h"
#include "apply/failure.h"
#include "apply/stepwise.h"
#include "base/error.h"
#include "base/text.h"
#include "journal/events/migration_applied.h"
#include "journal/events/migration_began.h"
#include "journal/events/migration_statement.h"

namespace apply {

using base::Code;
using base::Error;

static bool resumes(const Attempt* previous) {
  return previous && !previous->adopted && !previous->applied.transactional &&
         (previous->applied.state == plan::State::running || previous->applied.state == plan::State::failed);
}

// What is done stays done only if it is still what the file says.
static void refuse_changed_beginning(const Applying& applying) {
  const auto& before = applying.previous->applied;
  const auto done = static_cast<std::size_t>(before.statements_done);
  const auto then = read_script(before.name, before.text, applying.script.shown, true);
  if (same_beginning(then, applying.script, done)) return;
  throw Error{Code::migration,
              fmt::format("{} is applied up to statement {} of {}, and its file has changed in that part since",
                          before.name, done, before.statements_total),
              fmt::format("Bring those {} back as they were (the history keeps the text: SELECT sql_text FROM "
                          "_migration_history), change what follows, and run 'lockkeeper up' again.",
                          base::count_of(before.statements_done, "statement"))};
}

static base::Json data_of(const Applying& applying) {
  return {{"version", applying.migration.version}, {"name", applying.migration.name}};
}

// The attempt's row, before the first statement runs. A resumed one is closed and goes on in a row of its own.
static long long begin_attempt(Operation& operation, const Applying& applying, const Stepping& stepping) {
  std::vector<pg::Request> requests;
  if (resumes(applying.previous) && applying.previous->applied.state == plan::State::running)
    requests.push_back(operation.records.broken(applying.previous->applied.sequence, "interrupted"));
  const ExecutionMode shape{.transactional = false,
                            .total = static_cast<int>(applying.script.statements.size()),
                            .done = static_cast<int>(stepping.done)};
  requests.push_back(operation.records.running(applying.migration, shape));
  auto data = data_of(applying);
  data["done"] = stepping.done;
  requests.push_back(operation.records.audit("migration.began", applying.migration.version, data));
  const auto results = operation.record(std::move(requests));
  return results.at(results.size() - 3).integer(0, "id");  // before the audit row and COMMIT
}

static std::string kept_after(const Script& script, std::size_t done) {
  if (done == 0) return "no statement before it";
  return fmt::format("{} of {} before it are done and stay; 'lockkeeper up' goes on at this one",
                     base::count_of(static_cast<long long>(done), "statement"), script.statements.size());
}

static Error stopped_between(const Applying& applying, const Error& cause, std::size_t done) {
  if (cause.code() != Code::stopped) return cause;
  Error error{Code::stopped, fmt::format("stopped while {} was being applied", applying.migration.name),
              "Run 'lockkeeper up' again to go on where it stopped."};
  return error.with(
      "kept", fmt::format("{} of {} are done and stay", done,
                          base::count_of(static_cast<long long>(applying.script.statements.size()), "statement")));
}

// Where it is certain how far it came the attempt is closed as failed. Otherwise (the connection went, a stop cut the
// statement off) the row stays `running`, and the next run asks the catalog.
static void record_failure(Operation& operation, const Applying& applying, long long id, const Error& error,
                           bool certain) {
  const auto told = event(operation.run, failed(applying.migration.version, applying.migration.name, error));
  operation.run.journal->append(told);
  tell(operation.run, progress_of(applying, Progress::Kind::failed));
  try {
    if (operation.session().transaction_state() == pg::TransactionState::unknown) operation.work.reopen();
    std::vector<pg::Request> requests;
    if (certain) requests.push_back(operation.records.broken(id, summary(error)));
    requests.push_back(
        operation.records.audit(error.code() == Code::stopped ? "migration.stopped" : "migration.failed",
                                applying.migration.version, told.data));
    operation.record(std::move(requests));
  } catch (const Error& other) {
    note(operation.run, fmt::format("the failure of {} could not be recorded in the database: {}",
                                    applying.migration.name, other.message()));
  }
}

static void finish(Operation& operation, const Applying& applying, long long id) {
  std::vector<pg::Request> requests;
  const auto& other = operation.other;
  const std::string other_id = other ? other->new_id() : std::string();
  if (const auto before = runs_again(applying)) requests.push_back(operation.records.superseded(*before));
  requests.push_back(operation.records.finished(id, other_id));
  if (other) {
    auto entry = other->entry(applying.folder, applying.migration, other_id);
    entry.started_at =
        fmt::format("(SELECT started_at FROM {}._migration_history WHERE id OPERATOR(pg_catalog.=) {})",
                    quoted_schema(operation.run), id);
    std::ranges::move(other->tool->applied(entry), std::back_inserter(requests));
  }
  requests.push_back(operation.records.audit("migration.applied", applying.migration.version, data_of(applying)));
  operation.record(std::move(requests));
}

void apply_stepwise(Operation& operation, const Applying& applying) {
  const auto& run = operation.run;
  const auto& script = applying.script;
  const auto start = std::chrono::steady_clock::now();
  long long id = 0;
  Stepping stepping{.script = script};
  if (resumes(applying.previous)) {
    refuse_changed_beginning(applying);
    stepping.done = static_cast<std::size_t>(applying.previous->applied.statements_done);
    stepping.uncertain = applying.previous->applied.state == plan::State::running;
    note(run, fmt::format("{} goes on after statement {} of {}", applying.migration.name, stepping.done,
                          script.statements.size()));
  }
  stepping.progress = [&](std::size_t done) { return operation.records.progress(id, done); };
  stepping.kept = [&](std::size_t done) { return kept_after(script, done); };
  stepping.on_step = [&](std::size_t done, base::Milliseconds took) {
    run.journal->append_soon(event(run, journal::MigrationStatement{.version = applying.migration.version,
                                                                    .name = applying.migration.name,
                                                                    .done = static_cast<long long>(done),
                                                                    .of = std::ssize(script.statements),
                                                                    .duration = took}));
    auto progress = progress_of(applying, Progress::Kind::statement, took);
    progress.statement = static_cast<int>(done);
    progress.statements = static_cast<int>(script.statements.size());
    tell(run, progress);
  };

  run.journal->append(event(run, journal::MigrationBegan{.version = applying.migration.version,
                                                         .name = applying.migration.name,
                                                         .direction = "up",
                                                         .transactional = false,
                                                         .statements = std::ssize(script.statements)}));
  tell(run, progress_of(applying, Progress::Kind::began));
  id = begin_attempt(operation, applying, stepping);
  try {
    run_steps(operation, stepping);
  } catch (const Error& error) {
    const auto told = stopped_between(applying, operation.meaning(error), stepping.done);
    record_failure(operation, applying, id, told, !stepping.uncertain);
    throw told;
  }
  finish(operation, applying, id);
  const auto duration = std::chrono::duration_cast<base::Milliseconds>(std::chrono::steady_clock::now() - start);
  run.journal->append(event(run, journal::MigrationApplied{.version = applying.migration.version,
                                                           .name = applying.migration.name,
                                                           .duration = duration,
                                                           .statements = std::ssize(script.statements),
                                                           .transactional = false}));
  tell(run, progress_of(applying, Progress::Kind::done, duration));
}

}  // namespace apply
