#include "apply/up.h"

#include <algorithm>

#include <fmt/format.h>

#include "apply/apply_migration.h"
#include "apply/choose.h"
#include "apply/expected.h"
#include "apply/history.h"
#include "apply/operation.h"
#include "apply/reconcile.h"
#include "base/error.h"
#include "base/text.h"
#include "journal/events/schema_expected.h"

namespace apply {

using base::Code;
using base::Error;
using Chosen = std::vector<const migration::Migration*>;

static plan::UpRequest as_of_today(plan::UpRequest request) {
  if (request.today.empty()) request.today = base::format_instant(base::system_clock().now()).substr(0, 10);
  return request;
}

Pending pending(pg::Session& session, const Run& run, const migration::Folder& folder,
                const plan::UpRequest& request) {
  refuse_standby(session);
  auto history = load_attempts(session, run.schema, &folder);
  auto migrations = choose(folder, history, as_of_today(request));
  return {.history = std::move(history), .migrations = std::move(migrations)};
}

// Of what was agreed to, what is still to be done now that the lock is ours. The history is weighed again as a whole:
// another run may have left a failure behind.
static Chosen still_pending(const migration::Folder& folder, const std::vector<Attempt>& attempts,
                            const plan::UpRequest& request, const Chosen& agreed) {
  auto whole = as_of_today(request);
  whole.steps = {};
  const Chosen now = choose(folder, attempts, whole);
  Chosen left;
  for (const auto* migration : agreed) {
    if (std::find(now.begin(), now.end(), migration) != now.end()) left.push_back(migration);
  }
  return left;
}

// A person reads it at night: the first and the last are enough of a long list.
static std::string joined(const std::vector<std::string>& names) {
  constexpr std::size_t shown = 12;
  if (names.size() <= shown) return fmt::format("{}", fmt::join(names, "\n"));
  return fmt::format("{}\nand {} more, up to {}", fmt::join(names.begin(), names.begin() + shown - 2, "\n"),
                     names.size() - (shown - 2), names.back());
}

static std::string names_from(const Chosen& migrations, std::size_t first) {
  std::vector<std::string> names;
  for (std::size_t i = first; i < migrations.size(); ++i) names.push_back(migrations[i]->name);
  return joined(names);
}

// What a person who stopped it, or whom a failure woke, wants to know on top of what the error says.
static Error with_balance(Error error, const UpResult& result, const Chosen& chosen) {
  const auto done = result.applied.size();
  if (error.code() != Code::stopped) {
    if (done > 0) error.with("applied before it", joined(result.applied));
    return error;
  }
  if (error.message() == "stopped") {  // between two migrations
    error = Error{Code::stopped,
                  fmt::format("stopped after {} of {}", done, base::count_of(std::ssize(chosen), "migration")),
                  "Run 'lockkeeper up' again to go on."};
  }
  error.with("applied", done == 0 ? "nothing" : joined(result.applied));
  return error.with("not applied", names_from(chosen, done));
}

static void warn_of_empty(const Run& run, const Script& script) {
  if (script.statements.empty())
    note(run, fmt::format("warning: {} holds no statement; it is recorded as applied", script.name));
}

static void apply_all(Operation& operation, const migration::Folder& folder, const Chosen& chosen,
                      const std::vector<const Script*>& scripts, const std::vector<Attempt>& attempts,
                      UpResult& result) {
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    try {
      operation.check();
      warn_of_empty(operation.run, *scripts[i]);
      apply_migration(operation, {.folder = folder,
                                  .migration = *chosen[i],
                                  .script = *scripts[i],
                                  .previous = find(attempts, chosen[i]->version),
                                  .number = static_cast<int>(i + 1),
                                  .total = static_cast<int>(chosen.size())});
    } catch (const Error& error) {
      throw with_balance(error, result, chosen);
    }
    result.applied.push_back(chosen[i]->name);
  }
}

static void note_what_goes(Operation& operation, const std::vector<const Script*>& scripts,
                           const pg::Catalog& before) {
  auto& session = operation.session();
  for (auto& [name, gone] : expected_gone(scripts, before)) {
    operation.run.journal->append(
        event(operation.run, journal::SchemaExpected{.database = session.database(),
                                                     .migration = name,
                                                     .gone = std::move(gone),
                                                     .cluster = operation.run.database.cluster}));
  }
}

// The journal may lack what a killed run had applied last, also when there is nothing left to apply. A living run
// writes its own events.
static void reconcile_when_free(const Run& run, pg::Session& session, const std::vector<Attempt>& history) {
  if (!lock_holder(session, run.schema)) reconcile(run, history);
}

// After which nothing more is begun: a person's stop, a lost connection, another run at work.
static bool ends_everything(const Error& error) {
  return error.code() == Code::stopped || error.code() == Code::connection || error.code() == Code::lease_lost;
}

// The step in code that ends this run, where it is not ended before that.
static const migration::Migration* stopping_step(const migration::Folder& folder, const Pending& pending,
                                                 const plan::UpRequest& request) {
  if (request.steps && pending.migrations.size() >= static_cast<std::size_t>(*request.steps)) return nullptr;
  return plan::next_in_code(folder, settled(pending.history), as_of_today(request));
}

UpResult up(const Run& given, const migration::Folder& folder, const UpOptions& options) {
  UpResult result;
  pg::Session control(control_options(given));
  const auto run = on_database(given, control);
  const auto found = pending(control, run, folder, options.request);
  const auto& agreed = found.migrations;
  const auto* code = stopping_step(folder, found, options.request);
  for (const auto* waiting : plan::held_back(folder, settled(found.history), as_of_today(options.request)))
    result.held.push_back(waiting->name);
  if (agreed.empty()) {
    reconcile_when_free(run, control, found.history);
    if (code) throw plan::to_do_in_code(*code);
    return result;
  }
  const auto scripts = scripts_of(agreed);  // whatever is wrong with a file is said before the lock is taken
  if (options.confirm && !options.confirm(found)) {
    result.declined = true;
    return result;
  }
  Operation operation(run, std::move(control), {.folder = &folder});
  const auto attempts = operation.load(folder);
  reconcile(run, attempts);
  const auto chosen = still_pending(folder, attempts, options.request, agreed);
  std::vector<const Script*> chosen_scripts;
  for (std::size_t i = 0; i < agreed.size(); ++i) {
    if (std::find(chosen.begin(), chosen.end(), agreed[i]) == chosen.end()) {
      result.by_others.push_back(agreed[i]->name);
    } else {
      chosen_scripts.push_back(&scripts[i]);
    }
  }
  const bool taken = may_take_away(chosen_scripts);
  const bool stale = run.analyze && may_be_stale_after(chosen_scripts);
  const auto before = taken || stale ? pg::load_catalog(operation.session()) : pg::Catalog{};
  if (taken) note_what_goes(operation, chosen_scripts, before);
  try {
    apply_all(operation, folder, chosen, chosen_scripts, attempts, result);
  } catch (const Error& error) {
    chosen_scripts.resize(result.applied.size());
    if (stale && !ends_everything(error)) analyze(operation, chosen_scripts, before);
    throw;
  }
  if (stale) result.analyzed = analyze(operation, chosen_scripts, before);
  run.journal->flush();
  if (code) throw with_balance(plan::to_do_in_code(*code), result, chosen);
  return result;
}

}  // namespace apply
