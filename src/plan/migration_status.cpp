// Folder against history: where each migration stands.
#include "plan/migration_status.h"

#include <algorithm>
#include <map>
#include <set>

namespace plan {

bool to_do(const Line& line) {
  return line.migration && (line.standing == Standing::pending || line.standing == Standing::rolled_back ||
                            line.standing == Standing::out_of_order || line.standing == Standing::interrupted);
}

bool names_it(const migration::Migration& migration, std::string_view written) {
  return written == migration.name || written == migration.version ||
         written == migration.up.file.filename().string();
}

bool in_place(const Line& line) {
  return line.standing == Standing::applied || line.standing == Standing::changed ||
         line.standing == Standing::missing;
}

std::string name_of(const Applied& applied) {
  return applied.name.empty() ? applied.version : applied.name;
}

std::string name_of(const Line& line) {
  return line.migration ? line.migration->name : name_of(*line.applied);
}

static bool newer(const Applied& a, const Applied& b) {
  if (a.sequence != b.sequence) return a.sequence > b.sequence;
  return a.applied_at > b.applied_at;
}

// The newest attempt at each version.
static std::map<std::string, const Applied*> newest(const std::vector<Applied>& history) {
  std::map<std::string, const Applied*> by_version;
  for (const auto& attempt : history) {
    const auto [at, added] = by_version.try_emplace(attempt.version, &attempt);
    if (!added && !newer(*at->second, attempt)) at->second = &attempt;
  }
  return by_version;
}

// A history taken over without checksums says nothing about changes.
static bool same_text(const migration::Migration& migration, const Applied& applied) {
  return applied.checksum.empty() || applied.checksum == migration.checksum;
}

static Standing standing_of(const migration::Migration& migration, const Applied& applied) {
  switch (applied.state) {
    case State::applied:
      if (migration.repeatable && !same_text(migration, applied)) return Standing::pending;  // it is to run again
      return same_text(migration, applied) ? Standing::applied : Standing::changed;
    case State::running:
      return Standing::interrupted;
    case State::failed:
      return Standing::failed;
    case State::rolled_back:
      return Standing::rolled_back;
  }
  return Standing::pending;
}

// Contractions and what depends on them: others run before them.
static std::set<const migration::Migration*> late_by_design(const migration::Folder& folder) {
  std::set<const migration::Migration*> late;
  for (const auto& migration : folder.migrations) {
    const auto& depends = migration.header.depends;
    if (migration.header.contract || std::ranges::any_of(depends, [&](const std::string& name) {
          return std::ranges::any_of(late, [&](const auto* one) { return names_it(*one, name); });
        }))
      late.insert(&migration);
  }
  return late;
}

std::vector<Line> compare(const migration::Folder& folder, const std::vector<Applied>& history) {
  auto known = newest(history);
  std::vector<Line> lines;
  for (const auto& migration : folder.migrations) {
    Line line{.migration = &migration, .applied = {}};
    if (const auto at = known.find(migration.version); at != known.end()) {
      line.applied = *at->second;
      line.standing = standing_of(migration, *at->second);
      known.erase(at);
    }
    lines.push_back(std::move(line));
  }
  // A pending one before an applied one came late: somebody merged it after its successors had run.
  const auto late = late_by_design(folder);
  bool later_applied = false;
  for (auto at = lines.rbegin(); at != lines.rend(); ++at) {
    if (at->standing == Standing::pending && later_applied && !late.contains(at->migration))
      at->standing = Standing::out_of_order;
    later_applied = later_applied || (in_place(*at) && !(at->migration && at->migration->repeatable));
  }
  std::vector<Line> gone;
  for (const auto& [version, applied] : known) {
    if (applied->state == State::rolled_back) continue;  // undone and removed: nothing is missing
    // What failed is not applied because its file went away.
    const auto standing = applied->state == State::failed    ? Standing::failed
                          : applied->state == State::running ? Standing::interrupted
                                                             : Standing::missing;
    gone.push_back({.migration = nullptr, .applied = *applied, .standing = standing});
  }
  std::stable_sort(gone.begin(), gone.end(),
                   [](const Line& a, const Line& b) { return newer(*b.applied, *a.applied); });
  lines.insert(lines.end(), std::make_move_iterator(gone.begin()), std::make_move_iterator(gone.end()));
  return lines;
}

}  // namespace plan
