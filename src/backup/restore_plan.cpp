// Decides what a restore is going to do. Looks at the backup, the server and the journal, and changes nothing.
#include <fmt/format.h>

#include "backup/backup.h"
#include "backup/client.h"
#include "backup/fit.h"
#include "backup/history.h"
#include "backup/manifest.h"
#include "backup/names.h"
#include "backup/report_progress.h"
#include "backup/restored_code.h"
#include "backup/server.h"
#include "backup/target.h"
#include "base/error.h"
#include "pg/system_identifier.h"

namespace backup {

namespace fs = base::fs;
using base::Code;
using base::Error;

static void refuse_damaged(const Entry& entry, const fs::path& folder, const RestoreOptions& options,
                           const ReportProgress& progress) {
  const auto damage = find_damage(entry, folder, options.stop,
                                  [&](long long done) { progress("checking the files", done, entry.bytes); });
  if (damage.empty()) return;
  Error error{Code::backup, fmt::format("the backup {} is damaged, nothing was changed", entry.id),
              "Use another backup ('lockkeeper backup list')."};
  constexpr std::size_t at_most = 10;
  for (std::size_t i = 0; i < std::min(damage.size(), at_most); ++i) error.with("damaged", damage[i]);
  throw error;
}

static const Unfinished* find(const std::vector<Unfinished>& unfinished, const std::string& database) {
  for (const auto& each : unfinished) {
    if (each.names.database == database) return &each;
  }
  return nullptr;
}

// Goes on with an interrupted restore of the same backup, as far as what it made is still there.
static void take_up(const Unfinished& before, const Present& present, RestorePlan& plan) {
  plan.again = true;
  plan.beside = before.names.beside;
  plan.kept = before.names.kept;
  if (before.stage != Stage::swapping) return;
  const auto left = plan_swap(before.names, present);
  plan.already_swapped = left.done();
  plan.swap_only = !left.renames.empty();
}

// Another backup's restore was interrupted. What it left beside is removed, unless the database itself is gone with
// it.
static void set_aside(const Unfinished& before, const Present& present, RestorePlan& plan) {
  if (!present.database && present.beside && present.kept) {
    throw Error{Code::backup,
                fmt::format("a restore of {} was interrupted while the databases were swapped", before.id),
                fmt::format("Finish it first: lockkeeper backup restore {}.", before.id)};
  }
  plan.warnings.push_back(fmt::format("an interrupted restore of {} is given up", before.id));
}

static void refuse_taken_names(const RestorePlan& plan, const Present& present, const RestoreOptions& options) {
  const auto taken = [](const std::string& name, std::string hint) {
    return Error{Code::backup, fmt::format("there is already a database {}", name), std::move(hint)};
  };
  if (options.into && present.database && !plan.already_swapped)
    throw taken(plan.database, "Choose another name with --into: nothing is overwritten.");
  if (present.beside && !plan.again) {
    throw taken(
        plan.beside,
        fmt::format("It was not made by a restore that this journal knows. If nobody needs it: DROP DATABASE {};",
                    pg::quote_identifier(plan.beside)));
  }
}

// What the dump's own programs are is said before they run with the rights of whoever restores.
static std::vector<std::string> code_in(const RestorePlan& plan, const RestoreOptions& options) {
  const auto outcome = run(client("pg_restore", read_version("", "(PostgreSQL) " + plan.entry.pg_dump_version).major),
                           {"--schema-only", "--file=-", (plan.folder / "dump").string()}, {}, options.stop, true);
  if (outcome.stopped) throw failure("pg_restore", outcome);
  if (!outcome.ok()) return {"whether the restore starts code of the backup could not be seen: pg_restore said no"};
  constexpr std::size_t at_most = 10;
  auto found = code_that_runs(outcome.output);
  const auto more = found.size() > at_most ? found.size() - at_most : 0;
  found.resize(found.size() - more);
  for (auto& each : found) each = fmt::format("the restore runs code of the backup on the server: {}", each);
  if (more > 0) found.push_back(fmt::format("and {} more such places", more));
  return found;
}

RestorePlan plan_restore(const RestoreOptions& options, const journal::Journal& journal) {
  const ReportProgress progress(options.on_progress);
  RestorePlan plan;
  plan.database = options.into.value_or(database_of(options.connection));
  plan.entry = find_backup(options.dir, options.id, options.into ? std::nullopt : std::optional(plan.database));
  plan.folder = fs::absolute(options.dir) / plan.entry.id;
  refuse_damaged(plan.entry, plan.folder, options, progress);
  if (const auto why = exchanged(plan.entry, journal)) {
    throw Error{Code::backup,
                fmt::format("the backup {} cannot be trusted, nothing was changed: {}", plan.entry.id, *why),
                "Find out who changed it, and use another backup ('lockkeeper backup list')."};
  }

  progress("looking at the server");
  auto session = maintenance_session(options.connection, plan.database, options.stop);
  const auto target = look_at_target(session, plan.entry, plan.database);
  plan.server = target.server;
  plan.described = target.described;
  plan.written_since_bytes = target.written_since_bytes;
  plan.beside = beside_name(plan.database, plan.entry.id);
  if (target.now && !options.into) plan.kept = kept_name(plan.database, options.clock->now());

  const auto unfinished = unfinished_restores(journal, plan.server);
  if (const auto* before = find(unfinished, plan.database)) {
    const auto present = look_for(session, before->names);
    before->id == plan.entry.id ? take_up(*before, present, plan) : set_aside(*before, present, plan);
  }
  const SwapNames names{.database = plan.database, .beside = plan.beside, .kept = plan.kept};
  refuse_taken_names(plan, look_for(session, names), options);
  if (plan.already_swapped) return plan;
  if (const auto against = objection(target, plan.entry, names)) throw Error(*against);
  for (auto& each : code_in(plan, options)) plan.warnings.push_back(std::move(each));
  for (auto& caution : cautions(target, plan.entry, names)) plan.warnings.push_back(std::move(caution));
  return plan;
}

std::optional<std::string> interrupted_restore(const pg::Options& connection, const journal::Journal& journal) {
  const auto database = database_of(connection);
  auto session = maintenance_session(connection, database, {});
  const auto unfinished = unfinished_restores(journal, pg::cluster_or_address(session));
  const auto* found = find(unfinished, database);
  return found ? std::optional(found->id) : std::nullopt;
}

}  // namespace backup
