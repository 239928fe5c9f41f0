// Sqitch: the changes of sqitch.plan, in deploy/, revert/ and verify/.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/files.h"
#include "base/text.h"
#include "migration/layouts.h"
#include "migration/reading.h"
#include "migration/sqitch_plan.h"

namespace migration {

namespace fs = std::filesystem;

static int recognise_sqitch(const Listing& listing) {
  return fs::is_regular_file(sqitch_folders(listing.folder).plan) ? 100 : 0;
}

// Of the names that a file may have, the first that is there.
static std::optional<fs::path> file_of(const SqitchFolders& folders, const fs::path& kind, const SqitchPlan& plan,
                                       std::size_t at) {
  for (const auto& name : file_names(plan, at)) {
    const auto file = name + folders.ending;
    const bool reworked = name != plan.changes[at].name && !folders.reworked.empty();
    const auto path = (reworked ? folders.reworked / kind.filename() : kind) / file;
    if (fs::is_regular_file(path)) return path;
  }
  return std::nullopt;
}

static void list_unplanned(const SqitchFolders& folders, const std::set<fs::path>& taken, Folder& folder) {
  std::error_code failed;
  for (fs::recursive_directory_iterator at(folders.deploy, failed), end; !failed && at != end; at.increment(failed)) {
    if (!at->is_regular_file() || taken.contains(at->path()) || at->path().extension() != folders.ending) continue;
    folder.ignored.push_back(fmt::format("{}: the plan does not name it", shown(at->path())));
  }
}

static void read_sqitch(const config::Migrations&, const Listing&, Folder& folder) {
  const auto folders = sqitch_folders(folder.path);
  if (!fs::is_regular_file(folders.plan)) {
    complain(folder, "missing-file", folders.plan, "there is no sqitch.plan",
             "Check --dir, or top_dir in sqitch.conf.");
    return;
  }
  const auto plan = read_sqitch_plan(base::read_file(folders.plan));
  for (const auto& problem : plan.problems) {
    complain(folder, "unreadable-text", folders.plan, problem.message, "Mend the line as 'sqitch plan' shows it.");
    folder.findings.back().place.line = problem.line;
  }
  std::vector<Parts> all;
  std::set<fs::path> taken;
  for (std::size_t at = 0; at < plan.changes.size(); ++at) {
    const auto& change = plan.changes[at];
    const auto names = file_names(plan, at);
    const auto file = file_of(folders, folders.deploy, plan, at);
    if (!file) {
      complain(folder, "missing-file", folders.deploy / (names.front() + folders.ending),
               fmt::format("the plan has the change {}, whose deploy script is not there", change.name),
               "Restore it from version control.");
      continue;
    }
    taken.insert(*file);
    const auto stem = file->lexically_relative(folders.deploy).replace_extension().generic_string();
    all.push_back({.version = change.id,
                   .name = stem.starts_with("..") ? names.front() : stem,
                   .up = *file,
                   .down = file_of(folders, folders.revert, plan, at)});
  }
  list_unplanned(folders, taken, folder);
  add_all(folder, all);
}

extern const Layout sqitch{.recognise = recognise_sqitch, .read = read_sqitch};

}  // namespace migration
