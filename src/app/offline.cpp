#include "app/offline.h"

#include "app/project.h"
#include "base/error.h"
#include "impact/simulate/simulation.h"
#include "sql/lenient.h"

namespace app {

namespace fs = std::filesystem;

using Migrations = std::vector<const migration::Migration*>;

pg::Catalog schema_after(const Migrations& migrations) {
  pg::Catalog nothing;
  nothing.search_path = {"public"};
  impact::Simulation simulation(std::move(nothing));
  for (const auto* migration : migrations) {
    simulation.new_session();
    for (const auto& statement : sql::parse_leniently(migration->up.text, migration->up.shown))
      simulation.pass(statement);
  }
  return simulation.whole();
}

Migrations up_to(const migration::Folder& folder, const std::optional<std::string>& last) {
  Migrations found;
  if (!last) return found;
  const auto* end = &migration::find(folder, *last);
  for (const auto& migration : folder.migrations) {
    found.push_back(&migration);
    if (&migration == end) break;
  }
  return found;
}

std::vector<plan::Applied> as_applied(const Migrations& migrations) {
  std::vector<plan::Applied> history;
  for (const auto* migration : migrations)
    history.push_back({.version = migration->version,
                       .name = migration->name,
                       .checksum = migration->checksum,
                       .sequence = static_cast<long long>(history.size()) + 1});
  return history;
}

const migration::Migration* in_folder(const migration::Folder& folder, const fs::path& file) {
  for (const auto& migration : folder.migrations) {
    std::error_code failed;
    if (fs::equivalent(migration.up.file, file, failed)) return &migration;
  }
  return nullptr;
}

std::optional<migration::Folder> folder_of(Project& project, const fs::path& file) {
  auto settings = project.config().migrations;
  const auto own = fs::absolute(file).parent_path();
  for (const auto& dir : {settings.dir, own, own.parent_path()}) {
    settings.dir = dir;
    try {
      auto folder = migration::read_folder(settings);
      if (in_folder(folder, file)) return folder;
    } catch (const base::Error&) {  // NOLINT(bugprone-empty-catch): not a folder of migrations
    }
  }
  return std::nullopt;
}

Migrations before(const migration::Folder& folder, const fs::path& file) {
  Migrations found;
  const auto* end = in_folder(folder, file);
  for (const auto& migration : folder.migrations) {
    if (&migration == end) break;
    found.push_back(&migration);
  }
  return found;
}

}  // namespace app
