// Applies what is pending.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "apply/analyze.h"
#include "apply/history.h"
#include "apply/run.h"
#include "apply/script.h"
#include "migration/migration.h"
#include "plan/plan.h"

namespace apply {

/// What would be applied now, and the history that says so.
struct Pending {
  std::vector<Attempt> history;
  std::vector<const migration::Migration*> migrations;
};

struct UpOptions {
  plan::UpRequest request = {};
  /// Asked once, before anything is locked; false ends it. Not asked where there is nothing to apply.
  std::function<bool(const Pending&)> confirm = {};
};

struct UpResult {
  std::vector<std::string> applied;    // names, in order
  std::vector<std::string> by_others;  // chosen, but applied by another run while this one waited for the lock
  std::vector<std::string> held;       // contractions that wait until they are released
  bool declined = false;               // the person said no
  Analyzed analyzed = {};
};

/// Reads the history, chooses, asks, takes the lock, reads it again, since another run may have come first, and
/// applies one after the other. Every file is read and parsed before anything runs. Throws Error{Code::migration} for
/// what the history or the folder forbids, sql_syntax and sql_refused for a file, lock_held, lease_lost, connection,
/// server with the place in the file, and stopped, which says what was applied.
UpResult up(const Run& run, const migration::Folder& folder, const UpOptions& options);

/// One migration as a dry run found it.
struct DryRunResult {
  enum class Verdict {
    passed,     // every statement of it was run
    partly,     // what could be tried was run; see `untried`
    untried,    // nothing of it could be
    uncertain,  // it failed here, and perhaps only here: `why`
    failed,
  };
  std::string name;
  Verdict verdict = Verdict::passed;
  std::optional<base::Error> failure = {};
  std::string why = {};
  base::Milliseconds duration{0};
  struct Untried {
    base::Place place;
    std::string kind;  // "CREATE INDEX"
    std::string why;
  };
  std::vector<Untried> untried;  // statements that cannot run in a transaction, or not in one with other files
  std::size_t statements = 0;    // of the file
};

/// Runs everything chosen in one transaction that is rolled back: on the state that those before have left, each with
/// its session cleared first, what commits by itself in a savepoint of its own. Leaves nothing behind but what
/// PostgreSQL does not roll back (sequence values). The locks taken are held until the end. Throws as `up` does
/// before anything runs; what fails in a migration is in the result.
std::vector<DryRunResult> dry_run(const Run& run, const migration::Folder& folder, const UpOptions& options);

/// The same for scripts at hand; `control` takes the advisory lock.
/// `undos`: what the scripts undo, where one that takes more than that is to fail.
std::vector<DryRunResult> try_scripts(const Run& run, pg::Session control, const migration::Folder& folder,
                                      const std::vector<Script>& scripts,
                                      const std::vector<plan::Undo>* undos = nullptr);

/// What `up` would apply now. Throws as `up` does.
Pending pending(pg::Session& session, const Run& run, const migration::Folder& folder,
                const plan::UpRequest& request);

}  // namespace apply
