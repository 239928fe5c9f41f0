#include "migration/described.h"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "base/files.h"
#include "base/text.h"
#include "migration/reading.h"
#include "migration/undo.h"
#include "migration/unmatched.h"

namespace migration {

namespace fs = std::filesystem;

namespace {

// The files of one migration.
struct Group {
  std::string version;
  std::string name;
  std::optional<fs::path> up = {};
  std::optional<fs::path> down = {};
  std::optional<bool> transaction = {};
  int up_rank = 0;
  int down_rank = 0;
  bool repeatable = false;
  bool external = false;
};

}  // namespace

// Files of the folder and, where the layout wants them, of the folders in it, four levels deep.
static std::vector<fs::path> files_of(const Listing& listing, bool in_folders) {
  std::vector<fs::path> files;
  const auto gather = [&](const auto& self, const std::vector<fs::directory_entry>& all, int depth) -> void {
    for (const auto& entry : all) {
      if (!entry.is_directory()) {
        files.push_back(entry.path());
      } else if (in_folders && depth < 4) {
        self(self, entries(entry.path()), depth + 1);
      }
    }
  };
  gather(gather, listing.entries, 0);
  return files;
}

static std::string below(const Listing& listing, const fs::path& file) {
  return file.lexically_relative(listing.folder).generic_string();
}

static void put(Group& group, const FileName& name, const fs::path& file, Folder& folder) {
  const bool down = name.role == FileName::Role::down;
  auto& place = down ? group.down : group.up;
  auto& rank = down ? group.down_rank : group.up_rank;
  if (place && rank == name.rank) {
    complain(folder, "duplicate-version", file,
             fmt::format("version {} is there twice: {} and {}", name.version, shown(*place), shown(file)),
             "Give one of them a version of its own; nothing can tell which runs first.");
    return;
  }
  if (place && rank > name.rank) {
    folder.ignored.push_back(fmt::format("{}: there is a form for PostgreSQL beside it", file.filename().string()));
    return;
  }
  if (place)
    folder.ignored.push_back(fmt::format("{}: there is a form for PostgreSQL beside it", place->filename().string()));
  place = file;
  rank = name.rank;
  if (!down || !group.up) {
    group.version = name.version;
    group.name = name.name;
  }
  if (!down) group.transaction = name.transaction;
  group.repeatable = name.role == FileName::Role::repeatable;
  group.external = name.role == FileName::Role::external;
}

// Orders and tells versions apart.
static auto order_of(const Description& description) {
  return [before = description.before ? description.before : runs_before](const Group& a, const Group& b) {
    if (a.repeatable != b.repeatable) return b.repeatable;
    if (a.repeatable) return a.name < b.name;
    return before(a.version, b.version);
  };
}

static std::vector<Group> groups_of(const Description& description, const Listing& listing, Folder& folder) {
  std::map<std::string, Group> groups;
  Unmatched unmatched;
  for (const auto& file : files_of(listing, description.in_folders)) {
    const auto path = below(listing, file);
    const auto name = description.name(path);
    if (!name) {
      if (base::to_lower(path).ends_with(".sql") || looks_like_migration(file.filename().string()))
        unmatched.add(
            file, is_program(file) ? "a program, not SQL" : fmt::format("its name is not like {}", description.like));
      continue;
    }
    if (name->role == FileName::Role::own) continue;
    if (name->role == FileName::Role::passed) {
      folder.ignored.push_back(fmt::format("{}: {}", path, name->why));
      continue;
    }
    const auto key = name->role == FileName::Role::repeatable ? "R " + name->name : name->version + " " + name->name;
    put(groups[key], *name, file, folder);
  }
  if (!description.in_folders)
    for (const auto& entry : listing.entries)
      if (entry.is_directory() && entry.path().filename() != "rollbacks" && entry.path().filename() != "rollback" &&
          holds_sql(entry.path()))
        unmatched.add(entry.path(), "a folder; only the files beside it are read");
  unmatched.report(folder);
  std::vector<Group> out;
  for (auto& [key, group] : groups) out.push_back(std::move(group));
  return out;
}

// An undo of another name ("U1.2__x.sql" of "V1.2__y.sql") belongs to the version.
static void join_undos(std::vector<Group>& groups, Folder& folder) {
  for (auto& lone : groups) {
    if (lone.up || !lone.down) continue;
    const auto own = std::ranges::find_if(
        groups, [&](const Group& other) { return other.up && !other.down && other.version == lone.version; });
    if (own != groups.end()) {
      own->down = std::move(lone.down);
      lone.down.reset();
      continue;
    }
    complain(folder, "missing-file", *lone.down,
             fmt::format("{} undoes a migration that is not there", lone.down->filename().string()),
             "Restore the file that it undoes from version control.");
  }
  std::erase_if(groups, [](const Group& group) { return !group.up; });
}

static void find_twice(const std::vector<Group>& groups, const Description& description, Folder& folder) {
  const auto less = order_of(description);
  for (std::size_t at = 1; at < groups.size(); ++at) {
    if (less(groups[at - 1], groups[at])) continue;
    complain(folder, "duplicate-version", *groups[at].up,
             fmt::format("version {} is there twice: {} and {}", groups[at].version, shown(*groups[at - 1].up),
                         shown(*groups[at].up)),
             "Give one of them a version of its own; nothing can tell which runs first.");
  }
}

void read_described(const Description& description, const Listing& listing, Folder& folder) {
  auto groups = groups_of(description, listing, folder);
  join_undos(groups, folder);
  const auto less = order_of(description);
  std::ranges::stable_sort(
      groups, [&](const Group& a, const Group& b) { return less(a, b) || (!less(b, a) && a.name < b.name); });
  find_twice(groups, description, folder);
  UndoFinder undos;
  std::vector<Parts> all;
  for (auto& group : groups) {
    if (!group.transaction && description.transaction_of && !group.external)
      group.transaction = description.transaction_of(*group.up);
    if (!group.down && description.has_undo_files) group.down = undos.undo_of(*group.up);
    all.push_back({.version = group.version,
                   .name = group.name,
                   .up = *group.up,
                   .down = group.down,
                   .cut = description.cut,
                   .transaction = group.transaction,
                   .repeatable = group.repeatable,
                   .external = group.external,
                   .placeholders = description.placeholders});
  }
  add_all(folder, all);
}

std::optional<FileName> numbered_file(std::string_view path) {
  if (path.find('/') != std::string_view::npos) return std::nullopt;
  const auto version = version_of(path);
  if (!version) return std::nullopt;
  const auto lower = base::to_lower(path);
  if (lower.ends_with(".sql"))
    return FileName{.version = *version, .name = std::string(path.substr(0, path.size() - 4))};
  if (is_program(fs::path(path)) && !lower.ends_with("_test.go"))
    return FileName{
        .role = FileName::Role::external, .version = *version, .name = std::string(path.substr(0, path.rfind('.')))};
  return std::nullopt;
}

// The next run of digits without zeros in front, and what is left.
static std::string next_number(std::string_view& text) {
  const auto first = text.find_first_of("0123456789");
  if (first == std::string_view::npos) {
    text = {};
    return {};
  }
  text.remove_prefix(first);
  const auto length = std::min(text.find_first_not_of("0123456789"), text.size());
  auto number = text.substr(0, length);
  text.remove_prefix(length);
  while (number.size() > 1 && number.front() == '0') number.remove_prefix(1);
  return std::string(number);
}

bool before_by_parts(std::string_view a, std::string_view b) {
  while (!a.empty() || !b.empty()) {
    auto left = next_number(a);
    auto right = next_number(b);
    if (left.empty()) left = "0";
    if (right.empty()) right = "0";
    if (left != right) return std::pair(left.size(), left) < std::pair(right.size(), right);
  }
  return false;
}

bool first_files_have(const Listing& listing, std::string_view mark) {
  constexpr int looked_at = 3;
  int seen = 0;
  for (const auto& entry : listing.entries) {
    const auto name = entry.path().filename().string();
    if (!base::to_lower(name).ends_with(".sql") || !version_of(name) || !entry.is_regular_file()) continue;
    if (has_mark(base::read_file(entry.path()), mark)) return true;
    if (++seen == looked_at) return false;
  }
  return false;
}

}  // namespace migration
