// Which migrations to apply or undo, in what order, and what that will do. Pure: history and catalog are given.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "impact/impact.h"
#include "migration/migration.h"
#include "migration/parsed.h"
#include "plan/stale_statistics.h"

namespace plan {

/// One migration as the history in the target database tells it; the newest attempt counts.
enum class State { applied, running, failed, rolled_back };
struct Applied {
  std::string version;
  std::string name;
  std::string checksum;
  State state = State::applied;
  base::Instant applied_at{};
  base::Milliseconds duration{0};
  std::string applied_by;
  std::string run;
  bool transactional = true;
  int statements_done = 0;  // of a migration that runs statement by statement
  int statements_total = 0;
  std::string error;       // of a failed one
  std::string text;        // the SQL as it was applied
  std::string down_text;   // the undo that lay beside it then
  long long sequence = 0;  // order of application
};

/// Where each migration stands, in the order they run; those only the database knows come last,
/// missing where they are applied, else failed or interrupted.
enum class Standing {
  pending,
  applied,
  failed,
  interrupted,
  rolled_back /* and so pending again */,
  changed /* applied, file differs now */,
  missing /* applied, file is gone */,
  out_of_order /* pending, but a later one is applied */,
};
struct Line {
  const migration::Migration* migration = nullptr;  // null: missing
  std::optional<Applied> applied;
  Standing standing = Standing::pending;
};
std::vector<Line> compare(const migration::Folder& folder, const std::vector<Applied>& history);

struct UpRequest {
  std::optional<std::string> target = {};  // this one included
  std::optional<int> steps = {};
  bool allow_out_of_order = false;
  std::optional<std::string> through = {};  // as `target`, and the contractions up to it are released
  std::string today = {};                   // "2026-01-31": releases those whose day it is; empty: none by their day
};
/// Contractions ("-- Contract:" in the header) that are pending and that nobody has released, and what depends on
/// them: `up` leaves them, and goes on with what comes after them.
std::vector<const migration::Migration*> held_back(const migration::Folder& folder,
                                                   const std::vector<Applied>& history, const UpRequest& request);
/// The first step in code that is pending, and stands in the way of those after it; null where there is none.
const migration::Migration* next_in_code(const migration::Folder& folder, const std::vector<Applied>& history,
                                         const UpRequest& request);
/// What a person has to do about it.
base::Error to_do_in_code(const migration::Migration& step);
/// The migrations to apply, in order; none that is held back, and none from a step in code on. Throws
/// Error{Code::migration} when the history forbids it (changed, missing, failed, out of order), naming the migration
/// and the way out; Error{Code::usage} for a target that is not there and `steps` below 1. A target that is applied
/// already gives an empty list: a runbook's step may be repeated.
std::vector<const migration::Migration*> choose_up(const migration::Folder& folder,
                                                   const std::vector<Applied>& history, const UpRequest& request);

struct DownRequest {
  std::optional<std::string> target = {};  // stays applied: everything after it is undone
  std::optional<int> steps = {};           // 1 where nothing is said
  bool all = false;
  bool force = false;  // also where the file changed since it was applied
};
struct Undo {
  Applied applied;
  std::string sql;     // the down file, else the undo kept in the history
  std::string source;  // the file as shown, or "kept in the history"
  bool alone = false;  // a mark of its tool says that it does not run in a transaction
};
/// What to undo, newest first. Throws Error{Code::migration} naming the first that has no undo.
std::vector<Undo> choose_down(const migration::Folder& folder, const std::vector<Applied>& history,
                              const DownRequest& request);

/// Everything that can be found before anything runs: the folder's own findings, syntax, psql meta-commands, empty
/// files, changed checksums, missing dependencies and files, order conflicts, relations that do not exist at that
/// point of the sequence (near match named). `live`: the target's catalog; null: everything is replayed from nothing.
std::vector<migration::Finding> validate(const migration::Folder& folder, const std::vector<Applied>& history,
                                         const pg::Catalog* live);
/// The same where others look at the files too: `files` holds all of the folder's. `relations_there` is asked last:
/// whether somebody who walked through the same statements over the same schema found each relation that they name.
std::vector<migration::Finding> validate(const migration::Folder& folder, const std::vector<Applied>& history,
                                         const pg::Catalog* live, migration::ParsedFiles& files,
                                         const std::function<bool()>& relations_there = {});

/// The finding as a person reads it: "error: …" or "warning: …", the place, its line with a caret, what to do.
std::string to_text(const migration::Finding& finding);

struct StatementPlan {
  int line = 0;
  std::string kind;  // "CREATE INDEX"
  std::string text;  // first line, shortened
  impact::Effects effects;
};
struct MigrationPlan {
  int number = 0;  // from 1
  const migration::Migration* migration = nullptr;
  std::string priority = {};  // from the header, else derived
  std::string risk = {};      // low | medium | high: the worse of header and what was found
  std::vector<std::string> risk_reasons = {};
  bool breaking = false;
  std::vector<std::string> breaking_reasons = {};
  impact::Estimate estimate = {};
  bool transactional = true;
  std::vector<std::string> outside_transaction = {};  // which statements and why
  bool reversible = false;                            // an undo lies beside it
  std::vector<impact::RelationEffect> relations =
      {};  // strongest per relation over the file: locks add up to the commit
  std::vector<impact::Loss> data_loss = {};
  std::vector<std::string> overwrites = {};  // values that an UPDATE replaces
  std::vector<std::string> warnings = {};    // of the statements, each once
  std::vector<std::string> unknown = {};     // statements that could not be judged
  std::vector<std::string> remarks = {};     // header against what was found
  std::vector<StatementPlan> statements = {};
  std::vector<Stale> analyzed = {};        // tables that `up` analyzes once the migration is applied
  std::vector<std::string> refusals = {};  // beside the statements' own: "line 3: …"; from whoever knows more
};
struct Plan {
  std::vector<MigrationPlan> migrations = {};
  impact::Estimate total = {};
  std::string speeds = {};  // what the estimates rest on; from whoever chose the rates
};
/// Judges each migration against the schema that those before it leave.
Plan build_plan(const std::vector<const migration::Migration*>& migrations, const pg::Catalog& catalog,
                const impact::Rates& rates = {});

/// The table the runbooks draw by hand (#, name, priority, est. duration, breaking, risk), then reasons by migration.
/// `columns`: width of the terminal.
std::string to_text(const Plan& plan, bool verbose = false);
std::string to_markdown(const Plan& plan);
base::Json to_json(const Plan& plan);

}  // namespace plan
