#include "apply/histories.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "base/text.h"

namespace apply {

using base::Code;
using base::Error;

std::string OtherHistory::new_id() const {
  return tool->new_id ? tool->new_id() : std::string(id);
}

HistoryEntry OtherHistory::entry(const migration::Folder& folder, const migration::Migration& migration,
                                 std::string row) const {
  return {.table = table,
          .folder = &folder,
          .migration = &migration,
          .version = migration.version,
          .name = migration.name,
          .id = std::move(row)};
}

static bool is_named(const migration::Folder& folder) {
  return folder.history != "auto" && folder.history != "none";
}

static const base::Entry<History>& named(const std::string& id) {
  const auto all = histories();
  if (const auto* found = base::find(all, id)) return *found;
  std::vector<std::string> names{"auto", "none"};
  for (const auto& entry : all) names.emplace_back(entry.id);
  const auto near = base::near_match(id, names);
  throw Error{Code::configuration, fmt::format("there is no history '{}'", id),
              fmt::format("{}[migrations] history is one of {}.",
                          near ? fmt::format("Did you mean '{}'? ", *near) : "", fmt::join(names, ", "))};
}

static bool is_for(const History& history, const migration::Folder& folder) {
  return std::ranges::find(history.layouts, folder.layout) != history.layouts.end();
}

const base::Entry<History>* other_meant(const migration::Folder& folder) {
  if (folder.history == "none") return nullptr;
  if (is_named(folder)) return &named(folder.history);
  const auto all = histories();
  const auto found =
      std::ranges::find_if(all, [&](const auto& each) { return each.item->is_made && is_for(*each.item, folder); });
  return found == all.end() ? nullptr : &*found;
}

static std::optional<OtherHistory> look(pg::Session& session, const base::Entry<History>& entry) {
  auto table = entry.item->find(session);
  if (!table) return std::nullopt;
  return OtherHistory{.id = entry.id, .tool = entry.item, .table = *std::move(table)};
}

static Error two_are_there(const OtherHistory& one, const OtherHistory& other) {
  return {Code::configuration,
          fmt::format("this database has the history of {} ({}) and that of {} ({})", one.tool->tool, one.table,
                      other.tool->tool, other.table),
          fmt::format("Say which tool these migrations belong to: history = \"{}\" or \"{}\" under [migrations] in "
                      "lockkeeper.toml.",
                      one.id, other.id)};
}

std::optional<OtherHistory> find_other(pg::Session& session, const migration::Folder& folder) {
  if (folder.history == "none") return std::nullopt;
  if (is_named(folder)) return look(session, named(folder.history));
  std::optional<OtherHistory> found;
  for (const auto& entry : histories()) {
    if (!is_for(*entry.item, folder)) continue;
    auto one = look(session, entry);
    if (one && found) throw two_are_there(*found, *one);
    if (one) found = std::move(one);
  }
  return found;
}

std::optional<OtherHistory> make_other(pg::Session& session, const migration::Folder& folder) {
  if (auto found = find_other(session, folder)) return found;
  const auto* meant = other_meant(folder);
  if (!meant) return std::nullopt;
  return OtherHistory{.id = meant->id, .tool = meant->item, .table = meant->item->make(session)};
}

}  // namespace apply
