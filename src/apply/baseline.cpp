#include "apply/baseline.h"

#include <algorithm>

#include <fmt/format.h>

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

}  // namespace apply
