#include "apply/baseline.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "apply/choose.h"
#include "apply/history.h"
#include "apply/operation.h"
#include "base/error.h"
#include "base/text.h"
#include "journal/events/migration_baseline.h"

namespace apply {

using base::Code;
using base::Error;

static void refuse_known(const std::vector<Attempt>& attempts) {
  if (attempts.empty()) return;
  throw Error{Code::migration,
              fmt::format("this database has a history already: {}, the newest is {}",
                          base::count_of(std::ssize(attempts), "migration"), attempts.back().applied.name),
              "See 'lockkeeper status'; pass --force to record what is not in it, or 'lockkeeper resolve --applied' "
              "for one."};
}

static std::vector<const migration::Migration*> up_to(const migration::Folder& folder,
                                                      const migration::Migration& last,
                                                      const std::vector<Attempt>& attempts) {
  std::vector<const migration::Migration*> chosen;
  for (const auto& migration : folder.migrations) {
    const auto* attempt = find(attempts, migration.version);
    if (!attempt || attempt->applied.state != plan::State::applied) chosen.push_back(&migration);
    if (&migration == &last) break;
  }
  return chosen;
}

std::vector<std::string> baseline(const Run& given, const migration::Folder& folder, const std::string& version,
                                  bool force) {
  refuse_broken(folder);
  const auto& last = migration::find(folder, version);
  pg::Session control(control_options(given));
  const auto run = on_database(given, control);
  refuse_standby(control);
  if (!force) refuse_known(load_attempts(control, run.schema, &folder));  // before anything is made
  Operation operation(run, std::move(control), {.folder = &folder});
  const auto attempts = operation.load(folder);
  if (!force) refuse_known(attempts);

  std::vector<pg::Request> requests;
  std::vector<std::string> names;
  for (const auto* migration : up_to(folder, last, attempts)) {
    const auto id = operation.other ? operation.other->new_id() : std::string();
    requests.push_back(operation.records.applied(*migration, {.transactional = true, .total = 0, .done = 0}, id));
    if (operation.other) {
      auto entry = operation.other->entry(folder, *migration, id);
      entry.ran = false;
      std::ranges::move(operation.other->tool->applied(entry), std::back_inserter(requests));
    }
    names.push_back(migration->name);
  }
  const auto told = event(run, journal::MigrationBaseline{.version = last.version, .names = names});
  requests.push_back(operation.records.audit("baseline", last.version, told.data));
  operation.record(std::move(requests));
  run.journal->append(told);
  return names;
}

// Everything that does not fit, at once: a team mends it in one go.
static void refuse_what_does_not_fit(const migration::Folder& folder, const std::vector<Attempt>& attempts,
                                     const OtherHistory& other) {
  std::vector<std::string> no_file;
  std::vector<std::string> changed;
  std::vector<std::string> open;
  for (const auto& attempt : attempts) {
    if (!attempt.adopted) continue;
    const auto& applied = attempt.applied;
    const auto* file = migration::with_version(folder, applied.version);
    if (!file) no_file.push_back(applied.name);
    if (file && !applied.checksum.empty() && applied.checksum != file->checksum) changed.push_back(applied.name);
    if (applied.state != plan::State::applied) open.push_back(applied.name);
  }
  if (no_file.empty() && changed.empty() && open.empty()) return;
  Error error{
      Code::migration,
      fmt::format("what {} recorded in {} does not fit the files here", other.tool->tool, other.table),
      fmt::format("Check --dir; restore the files from version control, and settle what failed with {} itself. "
                  "Nothing was recorded.",
                  other.tool->command)};
  const auto add = [&](const char* label, const std::vector<std::string>& names) {
    if (!names.empty()) error.with(label, fmt::format("{}", fmt::join(names, ", ")));
  };
  add("no file for", no_file);
  add("changed since", changed);
  add("failed", open);
  throw error;
}

static migration::Folder kept_by(migration::Folder folder, const std::string& tool) {
  folder.history = tool;
  return folder;
}

std::vector<std::string> adopt(const Run& given, const migration::Folder& own, const std::string& tool) {
  refuse_broken(own);
  const auto folder = kept_by(own, tool);
  pg::Session control(control_options(given));
  const auto run = on_database(given, control);
  refuse_standby(control);
  const auto there = find_other(control, folder);
  if (!there)
    throw Error{
        Code::configuration, fmt::format("this database has no history of {}", tool),
        fmt::format("Check the database and its search_path; 'lockkeeper help history {}' says which table it is.",
                    tool)};
  refuse_what_does_not_fit(folder, load_attempts(control, run.schema, &folder), *there);
  Operation operation(run, std::move(control), {.folder = &folder});
  const auto attempts = operation.load(folder);
  refuse_what_does_not_fit(folder, attempts, *there);

  std::vector<pg::Request> requests;
  std::vector<std::string> names;
  for (const auto& attempt : attempts) {
    if (!attempt.adopted) continue;
    const auto& migration = *migration::with_version(folder, attempt.applied.version);
    const auto row = there->tool->new_id ? attempt.other_id : std::string(there->id);
    requests.push_back(operation.records.applied(migration, {.transactional = false, .total = 0, .done = 0}, row));
    names.push_back(migration.name);
  }
  if (names.empty()) return names;
  const auto told = event(run, journal::MigrationBaseline{.version = names.back(), .names = names});
  requests.push_back(operation.records.audit("baseline", names.back(), {{"from", tool}, {"names", names}}));
  operation.record(std::move(requests));
  run.journal->append(told);
  return names;
}

}  // namespace apply
