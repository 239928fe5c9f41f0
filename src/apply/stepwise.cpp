#include "apply/stepwise.h"

#include <algorithm>
#include <chrono>
#include <random>

#include <fmt/format.h>

#include "apply/catalog_probe.h"
#include "apply/failure.h"
#include "apply/taken.h"
#include "apply/transaction_batch.h"
#include "base/error.h"
#include "base/text.h"

namespace apply {

using base::Code;
using base::Error;

static Error cannot_tell(const Stepping& stepping, std::size_t statement, const Finding& finding) {
  const auto& script = stepping.script;
  Error error{
      Code::migration,
      fmt::format("an earlier run of {} was interrupted at statement {} of {} ({}), and whether that took effect "
                  "cannot be told from the catalog",
                  script.name, statement + 1, script.statements.size(), finding.what),
      fmt::format("Look whether it did, then say 'lockkeeper resolve {} --statements-done {}' if so or "
                  "'--statements-done {}' if not, and run 'lockkeeper up' again.",
                  script.name, statement + 1, statement)};
  error.at(place_of(script, statement));
  return error;
}

// Settings that the statements already done had made in their session are made again in this one.
static void repeat_settings(Operation& operation, const Stepping& stepping) {
  for (std::size_t i = 0; i < stepping.done; ++i) {
    const auto& statement = stepping.script.statements[i];
    const auto* set = statement.as<sql::Set>();
    const bool configures =
        statement.as<sql::Select>() && base::to_lower(statement.text).find("set_config") != std::string::npos;
    if ((set && !set->local) || configures) operation.session().execute(statement.text);
  }
}

static void drop_leftovers(Operation& operation, const sql::Statement& statement) {
  for (const auto& index : leftovers_of(operation.session(), statement)) {
    note(operation.run, fmt::format("dropping {}, which an interrupted attempt left invalid", index));
    operation.work.allow_long(true);
    const Lease::Watch watch(operation.lease, operation.session().backend_pid());
    operation.session().execute(fmt::format("DROP INDEX CONCURRENTLY IF EXISTS {}", index));
  }
}

// A partition whose DETACH CONCURRENTLY was interrupted can only be finished (PostgreSQL docs, ALTER TABLE).
static std::string text_to_run(Operation& operation, const sql::Statement& statement) {
  std::string text(statement.text);
  const auto* alter = statement.as<sql::AlterTable>();
  if (!alter || alter->commands.size() != 1) return text;
  const auto& command = alter->commands.front();
  if (command.action != sql::AlterAction::detach_partition || !command.concurrently || !command.other) return text;
  if (operation.session().server_major() < 14) return text;
  const auto pending = operation.session().query(
      "SELECT 1 FROM pg_catalog.pg_inherits WHERE inhparent OPERATOR(pg_catalog.=) pg_catalog.to_regclass($1)"
      " AND inhrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass($2) AND inhdetachpending",
      {alter->table.text(), command.other->text()});
  if (pending.empty()) return text;
  return fmt::format("ALTER TABLE {} DETACH PARTITION {} FINALIZE", alter->table.text(), command.other->text());
}

// Outside any transaction; the record of it follows in one of its own, which is why a crash in between leaves the
// question that look_for answers.
static std::optional<Error> run_alone(Operation& operation, const Stepping& stepping, const Step& step) {
  const auto& statement = stepping.script.statements[step.first];
  auto& session = operation.session();
  try {
    drop_leftovers(operation, statement);
    const auto text = text_to_run(operation, statement);
    operation.work.allow_long(takes_long_by_nature(statement));
    const Lease::Watch watch(operation.lease, session.backend_pid());
    if (statement.rows)
      session.copy_in(text, *statement.rows);
    else
      session.query(text);
  } catch (const Error& error) {
    if (error.code() != Code::server) throw;
    return error;
  }
  return std::nullopt;
}

static std::optional<Error> run_alone_stubbornly(Operation& operation, const Stepping& stepping, const Step& step) {
  static thread_local std::minstd_rand random{std::random_device{}()};
  const auto until = std::chrono::steady_clock::now() + operation.run.lock_retry;
  for (int attempt = 1;; ++attempt) {
    auto failure = run_alone(operation, stepping, step);
    if (!failure || !lost_to_a_lock(*failure)) return failure;
    const auto pause = pause_before(attempt, std::uniform_real_distribution<>(0, 1)(random));
    if (std::chrono::steady_clock::now() + pause > until) return failure;
    note(operation.run,
         fmt::format("{}: {}; next try in {}", stepping.script.name, failure->message(), base::format_span(pause)));
    operation.run.clock->sleep(pause, operation.halt.get_token());
    operation.check();
  }
}

static Body transaction_of(const Operation& operation, const Stepping& stepping, const Step& step) {
  const std::size_t wrap = step.last - step.first > 1 ? 1 : 0;  // the file's BEGIN and COMMIT are replaced by ours
  return body_of(stepping.script, step.begin, step.first + wrap, step.last - wrap, operation.run.timeouts);
}

static bool is_to_be_judged(const Stepping& stepping, const Step& step) {
  const auto first = stepping.script.statements.begin();
  return stepping.judge && std::any_of(first + static_cast<std::ptrdiff_t>(step.first),
                                       first + static_cast<std::ptrdiff_t>(step.last), may_take_more);
}

static std::optional<Error> judged(const Stepping& stepping, const pg::Result& before, const pg::Result& after,
                                   std::size_t done) {
  auto wrong = stepping.judge(before, after);
  if (wrong) wrong->with("kept", stepping.kept(done));
  return wrong;
}

// The step's statements, between two looks at the catalog where they are to be judged; then the record and the
// COMMIT.
static std::optional<pg::BatchFailure> fly_step(Operation& operation, const Stepping& stepping, const Step& step,
                                                Body& body, std::optional<Error>& wrong) {
  const bool looks = is_to_be_judged(stepping, step);
  std::vector<pg::Request> rest{stepping.progress(step.last), {.sql = "COMMIT"}};
  if (!looks) {
    for (auto& request : rest) body.add(std::move(request));
    return operation.run_batch_with_lock_retry(body.requests, stepping.script.name);
  }
  body.requests.insert(body.requests.begin() + 1, objects_there());
  body.statements.insert(body.statements.begin() + 1, std::nullopt);
  body.add(objects_there());
  std::vector<pg::Result> results;
  if (auto failure = operation.run_batch_with_lock_retry(body.requests, stepping.script.name, &results))
    return failure;
  wrong = judged(stepping, results.at(1), results.back(), stepping.done);
  if (wrong) {
    const pg::Uninterrupted whole(operation.session());
    operation.session().execute("ROLLBACK");
    return std::nullopt;
  }
  auto failure = operation.run_batch(rest);
  if (failure) failure->index = 1;  // none of the script's statements
  return failure;
}

// Only the server knows that a REINDEX is one of a partitioned table, or that a block calls what commits.
static bool goes_alone_after_all(const Step& step, const Error& error) {
  return step.last - step.first == 1 && wants_no_transaction(error);
}

// Nothing where it went well; sets `alone` where the step has to run outside a transaction and left nothing here.
static std::optional<Error> run_transaction(Operation& operation, const Stepping& stepping, const Step& step,
                                            bool& alone) {
  operation.work.allow_long(false);
  auto body = transaction_of(operation, stepping, step);
  std::optional<Error> wrong;
  const auto failure = fly_step(operation, stepping, step, body, wrong);
  if (!failure) return wrong;
  const auto statement = body.statements.at(failure->index);
  const auto kept = stepping.kept(stepping.done);
  if (statement && goes_alone_after_all(step, failure->error)) {
    alone = true;
    return std::nullopt;
  }
  return statement ? explain(failure->error, stepping.script, *statement, kept)
                   : explain_commit(failure->error, stepping.script, kept);
}

// CREATE INDEX CONCURRENTLY and its like commit on their way as well: what a failed one leaves is said.
static std::string kept_of(Operation& operation, const Stepping& stepping, const Step& step) {
  const auto& statement = stepping.script.statements[step.first];
  auto kept = stepping.kept(stepping.done);
  try {
    const pg::Uninterrupted whole(operation.session());
    if (const auto remains = remains_of(operation.session(), statement); !remains.empty()) kept += "; " + remains;
  } catch (const Error& error) {
    kept += fmt::format("; whether it left something invalid could not be seen ({})", error.message());
  }
  return commits_inside(statement) ? kept + "; what the statement itself had committed stays too" : kept;
}

static void run_step(Operation& operation, Stepping& stepping, const Step& step) {
  bool alone = step.alone;
  if (!alone) {
    if (const auto failure = run_transaction(operation, stepping, step, alone)) throw *failure;
    if (!alone) return;
  }
  const bool looks = is_to_be_judged(stepping, step);
  const auto before = looks ? operation.session().query(objects_there().sql) : pg::Result{};
  stepping.uncertain = true;
  if (const auto failure = run_alone_stubbornly(operation, stepping, step)) {
    stepping.uncertain = false;  // the server said no: it did not take effect
    throw explain(*failure, stepping.script, step.first, kept_of(operation, stepping, step));
  }
  // From here on the statement has taken effect: its record is written even if a stop has come.
  try {
    operation.record({stepping.progress(step.last)});
  } catch (const Error& error) {
    if (error.code() != Code::server) throw;
    Error unrecorded{Code::server,
                     fmt::format("statement {} of {} took effect, but could not be recorded: {}", step.last,
                                 stepping.script.name, error.message()),
                     "Correct the cause, then run 'lockkeeper up' again: it looks in the catalog before it goes on."};
    unrecorded.at(place_of(stepping.script, step.first));
    throw unrecorded.sqlstate(error.sqlstate());
  }
  if (!looks) return;
  if (const auto wrong = judged(stepping, before, operation.session().query(objects_there().sql), step.last))
    throw *wrong;
}

// Whether the first step that is left was done by the run that was interrupted there.
static bool was_done_after_all(Operation& operation, const Stepping& stepping, const Step& step) {
  if (!stepping.uncertain || !step.alone) return false;  // a transaction has its record in it
  const auto finding = look_for(operation.session(), stepping.script.statements[step.first]);
  if (finding.evidence == Evidence::unknown) throw cannot_tell(stepping, step.first, finding);
  if (finding.evidence == Evidence::done)
    note(operation.run, fmt::format("{}: {} is there already", stepping.script.name, finding.what));
  return finding.evidence == Evidence::done;
}

void run_steps(Operation& operation, Stepping& stepping) {
  repeat_settings(operation, stepping);
  for (const auto& step : stepping.script.steps) {
    if (step.last <= stepping.done) continue;
    operation.check();
    const auto began = std::chrono::steady_clock::now();
    if (was_done_after_all(operation, stepping, step)) {
      operation.record({stepping.progress(step.last)});
    } else {
      stepping.uncertain = false;
      run_step(operation, stepping, step);
    }
    stepping.uncertain = false;
    stepping.done = step.last;
    stepping.on_step(step.last,
                     std::chrono::duration_cast<base::Milliseconds>(std::chrono::steady_clock::now() - began));
  }
  operation.work.allow_long(false);
}

}  // namespace apply
