#include "apply/down.h"

#include <algorithm>
#include <chrono>
#include <iterator>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "apply/choose.h"
#include "apply/failure.h"
#include "apply/fingerprint.h"
#include "apply/history.h"
#include "apply/operation.h"
#include "apply/reconcile.h"
#include "apply/stepwise.h"
#include "apply/taken.h"
#include "apply/transaction_batch.h"
#include "base/error.h"
#include "base/text.h"
#include "journal/events/migration_began.h"
#include "journal/events/migration_undone.h"

namespace apply {

using base::Code;
using base::Error;

static constexpr auto nothing_undone = "nothing of the undo: it was rolled back, and the migration is still applied";

namespace {

struct Undoing {
  const migration::Folder& folder;
  const plan::Undo& undo;
  const Script& script;
  const Attempt& attempt;
  bool force = false;
  int number = 1;
  int total = 1;
};

}  // namespace

static Progress progress_of(const Undoing& undoing, Progress::Kind kind, base::Milliseconds duration = {}) {
  return {.kind = kind,
          .number = undoing.number,
          .total = undoing.total,
          .name = undoing.undo.applied.name,
          .duration = duration};
}

static base::Json data_of(const Undoing& undoing) {
  return {{"version", undoing.undo.applied.version}, {"name", undoing.undo.applied.name}};
}

static std::vector<pg::Request> records_of(const Operation& operation, const Undoing& undoing) {
  const auto& applied = undoing.undo.applied;
  std::vector<pg::Request> requests;
  requests.push_back(undoing.attempt.adopted ? operation.records.adopted_rolled_back(applied, undoing.undo.sql)
                                             : operation.records.rolled_back(undoing.attempt.applied.sequence));
  auto data = data_of(undoing);
  if (const auto& other = operation.other) {
    const HistoryEntry entry{.table = other->table,
                             .folder = &undoing.folder,
                             .migration = migration::with_version(undoing.folder, applied.version),
                             .version = applied.version,
                             .name = applied.name,
                             .id = undoing.attempt.other_id};
    std::ranges::move(other->tool->undone(entry), std::back_inserter(requests));
    data[fmt::format("{}_id", other->id)] = undoing.attempt.other_id;  // of the row that is deleted there
  }
  requests.push_back(operation.records.audit("migration.undone", applied.version, data));
  return requests;
}

static bool touched_rows(const std::vector<pg::Result>& results, const Body& body) {
  for (std::size_t i = 0; i < results.size() && i < body.statements.size(); ++i) {
    const auto& tag = results[i].command();
    const bool writes = tag.starts_with("INSERT") || tag.starts_with("UPDATE") || tag.starts_with("DELETE") ||
                        tag.starts_with("MERGE");
    if (body.statements[i] && (tag == "TRUNCATE TABLE" || (writes && results[i].affected() > 0))) return true;
  }
  return false;
}

static Error changed_nothing(const Undoing& undoing) {
  Error error{
      Code::migration,
      fmt::format("the undo of {} changes nothing, neither the schema nor any row", undoing.undo.applied.name),
      "Look for names that do not exist as written (unquoted names fold to lower case, and IF EXISTS hides it); "
      "where nothing is to be undone, pass --force."};
  error.at({.file = undoing.undo.source});
  return error.with("kept", nothing_undone);
}

static Error explain_failure(const Undoing& undoing, const Body& body, const pg::BatchFailure& failure) {
  const auto statement = body.statements.at(failure.index);
  return statement ? explain(failure.error, undoing.script, *statement, nothing_undone)
                   : explain_commit(failure.error, undoing.script, nothing_undone);
}

// The statements first, between two looks at the catalog; the records and the COMMIT only when something changed.
static void undo_in_one_transaction(Operation& operation, const Undoing& undoing) {
  Body body = body_of(undoing.script, operation.run.timeouts);
  for (const auto& look : {objects_there(), schema_fingerprint()}) {
    body.requests.insert(body.requests.begin() + 1, look);
    body.statements.insert(body.statements.begin() + 1, std::nullopt);
  }
  body.add(objects_there());
  body.add(schema_fingerprint());
  std::vector<pg::Result> results;
  if (const auto failure = operation.run_batch_with_lock_retry(body.requests, undoing.undo.applied.name, &results))
    throw explain_failure(undoing, body, *failure);

  const bool changed = results.at(1).text(0, "fingerprint") != results.back().text(0, "fingerprint");
  if (!changed && !touched_rows(results, body) && !undoing.force) {
    const pg::Uninterrupted whole(operation.session());
    operation.session().execute("ROLLBACK");
    throw changed_nothing(undoing);
  }
  const auto taken =
      taken_beyond(results.at(2), results.at(results.size() - 2), undoing.undo.applied.text, undoing.undo.sql);
  if (!taken.empty() && !undoing.force) {
    const pg::Uninterrupted whole(operation.session());
    operation.session().execute("ROLLBACK");
    throw takes_too_much(undoing.undo, taken).with("kept", nothing_undone);
  }
  auto rest = records_of(operation, undoing);
  rest.push_back({.sql = "COMMIT"});
  if (const auto failure = operation.run_batch(rest))
    throw explain_commit(failure->error, undoing.script, nothing_undone);
}

static std::string kept_after(const Undoing& undoing, std::size_t done) {
  return fmt::format("{} of {} of the undo are done and stay; 'lockkeeper down' goes on there", done,
                     base::count_of(std::ssize(undoing.script.statements), "statement"));
}

static void undo_stepwise(Operation& operation, const Undoing& undoing) {
  const auto id = undoing.attempt.applied.sequence;
  if (undoing.attempt.adopted) {
    throw Error{Code::migration,
                fmt::format("{0} was applied by {1}, and its undo does not run in one transaction",
                            undoing.undo.applied.name, undoing.undo.applied.applied_by),
                "Run the undo with that tool, or by hand; or let the undo run in a transaction."};
  }
  Stepping stepping{.script = undoing.script};
  stepping.done = static_cast<std::size_t>(undoing.attempt.undo_done.value_or(0));
  stepping.uncertain = undoing.attempt.undo_done.has_value();
  stepping.progress = [&](std::size_t done) { return operation.records.undo_progress(id, done); };
  stepping.kept = [&](std::size_t done) { return kept_after(undoing, done); };
  if (!undoing.force)
    stepping.judge = [&](const pg::Result& before, const pg::Result& after) -> std::optional<Error> {
      const auto taken = taken_beyond(before, after, undoing.undo.applied.text, undoing.undo.sql);
      return taken.empty() ? std::nullopt : std::optional(takes_too_much(undoing.undo, taken));
    };
  stepping.on_step = [&](std::size_t done, base::Milliseconds took) {
    auto progress = progress_of(undoing, Progress::Kind::statement, took);
    progress.statement = static_cast<int>(done);
    progress.statements = static_cast<int>(undoing.script.statements.size());
    tell(operation.run, progress);
  };
  operation.record({operation.records.undo_progress(id, stepping.done)});
  run_steps(operation, stepping);
  operation.record(records_of(operation, undoing));
}

static bool is_undone(Operation& operation, const Undoing& undoing) {
  const auto attempts = load_attempts(operation.session(), operation.run.schema, nullptr);
  const auto* attempt = find(attempts, undoing.undo.applied.version);
  return attempt && attempt->applied.state == plan::State::rolled_back;
}

// A connection that went, or a stop that came, at the COMMIT: the history tells.
static bool committed_all_the_same(Operation& operation, const Undoing& undoing, const Error& error) {
  if (error.code() != Code::connection && error.code() != Code::stopped && error.code() != Code::lease_lost)
    return false;
  if (operation.session().transaction_state() == pg::TransactionState::unknown) operation.work.reopen();
  const pg::Uninterrupted whole(operation.session());
  return is_undone(operation, undoing);
}

static void undo_migration(Operation& operation, const Undoing& undoing) {
  const auto& run = operation.run;
  operation.work.begin_file(undoing.script);
  const bool whole = undoing.script.in_one_transaction && !undoing.attempt.undo_done;
  const auto& applied = undoing.undo.applied;
  run.journal->append(event(run, journal::MigrationBegan{.version = applied.version,
                                                         .name = applied.name,
                                                         .direction = "down",
                                                         .transactional = whole,
                                                         .statements = std::ssize(undoing.script.statements)}));
  tell(run, progress_of(undoing, Progress::Kind::began));
  const auto start = std::chrono::steady_clock::now();
  try {
    whole ? undo_in_one_transaction(operation, undoing) : undo_stepwise(operation, undoing);
  } catch (const Error& error) {
    if (!committed_all_the_same(operation, undoing, error)) {
      auto told = failed(applied.version, applied.name, error);
      told.direction = "down";
      run.journal->append(event(run, told));
      tell(run, progress_of(undoing, Progress::Kind::failed));
      throw;
    }
  }
  const auto duration = std::chrono::duration_cast<base::Milliseconds>(std::chrono::steady_clock::now() - start);
  run.journal->append(
      event(run, journal::MigrationUndone{.version = applied.version, .name = applied.name, .duration = duration}));
  tell(run, progress_of(undoing, Progress::Kind::done, duration));
}

static std::vector<Script> scripts_of(const std::vector<plan::Undo>& undos) {
  std::vector<Script> scripts;
  for (const auto& undo : undos) {
    const bool alone = undo.alone || migration::read_header(undo.sql).no_transaction;
    scripts.push_back(read_script(undo.applied.name, undo.sql, undo.source, alone));
  }
  return scripts;
}

static std::vector<plan::Undo> chosen_undos(pg::Session& session, const Run& run, const migration::Folder& folder,
                                            const plan::DownRequest& request) {
  refuse_standby(session);
  return plan::choose_down(folder, load_history(session, run.schema, &folder), request);
}

static bool same(const std::vector<plan::Undo>& one, const std::vector<plan::Undo>& other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(), [](const auto& a, const auto& b) {
    return a.applied.sequence == b.applied.sequence && a.sql == b.sql;
  });
}

DownResult down(const Run& given, const migration::Folder& folder, const DownOptions& options) {
  DownResult result;
  pg::Session control(control_options(given));
  const auto run = on_database(given, control);
  const auto agreed = chosen_undos(control, run, folder, options.request);
  if (agreed.empty()) return result;
  const auto scripts = scripts_of(agreed);
  if (options.confirm && !options.confirm(agreed)) {
    result.declined = true;
    return result;
  }
  Operation operation(run, std::move(control), {.folder = &folder});
  const auto attempts = operation.load(folder);
  reconcile(run, attempts);
  if (!same(agreed, chosen_undos(operation.session(), run, folder, options.request))) {
    throw Error{Code::migration, "the history changed while this waited for the lock; nothing was undone",
                "See 'lockkeeper status', then say again what is to be undone."};
  }
  for (std::size_t i = 0; i < agreed.size(); ++i) {
    operation.check();
    undo_migration(operation, {.folder = folder,
                               .undo = agreed[i],
                               .script = scripts[i],
                               .attempt = *find(attempts, agreed[i].applied.version),
                               .force = options.request.force,
                               .number = static_cast<int>(i + 1),
                               .total = static_cast<int>(agreed.size())});
    result.undone.push_back(agreed[i].applied.name);
  }
  return result;
}

std::vector<DryRunResult> dry_run_down(const Run& run, const migration::Folder& folder,
                                       const plan::DownRequest& request) {
  pg::Session control(control_options(run));
  const auto undos = chosen_undos(control, run, folder, request);
  return try_scripts(run, std::move(control), folder, scripts_of(undos), request.force ? nullptr : &undos);
}

}  // namespace apply
