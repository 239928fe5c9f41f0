#include <fmt/format.h>

#include "base/files.h"
#include "base/text.h"
#include "migration/layouts.h"
#include "migration/reading.h"

namespace migration {

static const base::Entry<Layout>& layout_named(const std::string& name) {
  const auto all = layouts();
  if (const auto* found = base::find(all, name)) return *found;
  std::vector<std::string> names;
  for (const auto& entry : all) names.emplace_back(entry.id);
  const auto near = base::near_match(name, names);
  throw base::Error{base::Code::configuration, fmt::format("there is no layout '{}'", name),
                    fmt::format("{}The layouts are {}.", near ? fmt::format("Did you mean '{}'? ", *near) : "",
                                fmt::join(names, ", "))};
}

static const base::Entry<Layout>& most_certain(const std::filesystem::path& folder) {
  const base::Entry<Layout>* best = nullptr;
  int certainty = 0;
  for (const auto& entry : layouts()) {
    const int sure = entry.item->recognise(folder);
    if (sure > certainty) {
      best = &entry;
      certainty = sure;
    }
  }
  if (best) return *best;
  if (entries(folder).empty()) return layout_named("plain-sql");  // an empty folder is a project that begins
  throw base::Error{base::Code::configuration, fmt::format("no migrations found in {}", shown(folder)),
                    "Check --dir; 'lockkeeper help' lists the layouts that are understood, and --layout names one."};
}

Folder read_folder(const config::Migrations& settings) {
  if (!std::filesystem::is_directory(settings.dir)) {
    throw base::Error{base::Code::file, fmt::format("there is no folder {}", shown(settings.dir)),
                      "Say where the migrations are with --dir, or [migrations] dir in lockkeeper.toml."};
  }
  const auto& layout = settings.layout == "auto" ? most_certain(settings.dir) : layout_named(settings.layout);
  Folder folder{.path = settings.dir, .layout = std::string(layout.id)};
  layout.item->read(settings, folder);
  return folder;
}

const Migration& find(const Folder& folder, std::string_view text) {
  const Migration* found = nullptr;
  std::vector<std::string> names;
  int beginnings = 0;
  const auto key = number_key(text);
  const bool number_only = key && text.find_first_not_of("0123456789") == std::string_view::npos;
  for (const auto& migration : folder.migrations) {
    if (migration.name == text || migration.version == text) return migration;
    names.push_back(migration.name);
    const bool same_number = number_only && migration.version.find_first_not_of("0123456789") == std::string::npos &&
                             number_key(migration.version) == key;
    if (same_number || migration.name.starts_with(text) || migration.version.starts_with(text) ||
        (migration.name.ends_with(text) && !text.empty())) {
      found = &migration;
      ++beginnings;
    }
  }
  if (beginnings == 1) return *found;
  const auto near = base::near_match(text, names);
  throw base::Error{base::Code::usage,
                    beginnings > 1 ? fmt::format("'{}' fits {} migrations", text, beginnings)
                                   : fmt::format("there is no migration '{}' in {}", text, shown(folder.path)),
                    near ? fmt::format("Did you mean '{}'?", *near) : "Run 'lockkeeper status' to see their names."};
}

std::string checksum(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  return base::sha256(base::replace_all(std::string(bytes), "\r\n", "\n"));
}

}  // namespace migration
