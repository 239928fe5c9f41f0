#include <algorithm>

#include <fmt/format.h>

#include "base/files.h"
#include "base/text.h"
#include "migration/layouts.h"
#include "migration/reading.h"
#include "migration/unmatched.h"

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

static const base::Entry<Layout>& most_certain(const Listing& listing) {
  const base::Entry<Layout>* best = nullptr;
  int certainty = 0;
  for (const auto& entry : layouts()) {
    const int sure = entry.item->recognise(listing);
    if (sure > certainty) {
      best = &entry;
      certainty = sure;
    }
  }
  if (best) return *best;
  if (listing.entries.empty()) return layout_named("plain-sql");  // an empty folder is a project that begins
  throw base::Error{base::Code::configuration, fmt::format("no migrations found in {}", shown(listing.folder)),
                    "Check --dir; 'lockkeeper help' lists the layouts that are understood, and --layout names one."};
}

// A migration and what replaces it would do the same twice.
static void find_replaced(Folder& folder) {
  Folder found{.path = folder.path, .layout = folder.layout};
  for (const auto& migration : folder.migrations) {
    for (const auto& name : migration.header.replaces) {
      const auto replaced = std::find_if(folder.migrations.begin(), folder.migrations.end(),
                                         [&](const Migration& other) { return other.name == name; });
      if (replaced == folder.migrations.end()) continue;
      complain(found, "replaced", migration.up.file,
               fmt::format("{} replaces {}, which is still there", migration.name, name),
               fmt::format("Remove {} and its undo, or the files that replace it.", replaced->up.shown));
    }
  }
  // First, because it explains others: two files of one version.
  folder.findings.insert(folder.findings.begin(), found.findings.begin(), found.findings.end());
}

// Nothing to run is not a success that anybody should take for one.
static void say_when_empty(const Listing& listing, Folder& folder) {
  const auto is_error = [](const Finding& finding) { return finding.severity == Finding::Severity::error; };
  if (!folder.migrations.empty() || std::ranges::any_of(folder.findings, is_error)) return;
  const bool begins = folder.ignored.empty() && std::ranges::all_of(listing.entries, [](const auto& entry) {
                        return entry.path().filename() == "migration_lock.toml";
                      });
  complain(folder, "no-migrations", folder.path, fmt::format("there is no migration in {}", shown(folder.path)),
           "Check --dir, or [migrations] dir and layout in lockkeeper.toml.");
  if (begins) folder.findings.back().severity = Finding::Severity::warning;  // a project that begins
}

Folder read_folder(const config::Migrations& settings) {
  if (!std::filesystem::is_directory(settings.dir)) {
    throw base::Error{base::Code::file, fmt::format("there is no folder {}", shown(settings.dir)),
                      "Say where the migrations are with --dir, or [migrations] dir in lockkeeper.toml."};
  }
  Folder folder{.path = settings.dir, .history = settings.history};
  auto listing = without_ignored({.folder = settings.dir, .entries = entries(settings.dir)}, settings.ignore, folder);
  const auto& layout = settings.layout == "auto" ? most_certain(listing) : layout_named(settings.layout);
  folder.layout = layout.id;
  if (!layout.item->tells_databases_apart) listing = without_foreign(std::move(listing), folder);
  layout.item->read(settings, listing, folder);
  find_replaced(folder);
  say_when_empty(listing, folder);
  return folder;
}

// The migrations that `fits` says yes to.
template <class Fits>
static std::vector<const Migration*> those(const Folder& folder, Fits&& fits) {
  std::vector<const Migration*> found;
  for (const auto& migration : folder.migrations) {
    if (fits(migration)) found.push_back(&migration);
  }
  return found;
}

// From the surest way of naming one to the loosest; the first that fits any decides.
static std::vector<const Migration*> meant_by(const Folder& folder, std::string_view text) {
  auto found = those(folder, [&](const Migration& migration) {
    return migration.name == text || migration.version == text || migration.up.file.filename() == text ||
           migration.up.shown == text;
  });
  const bool number = !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
  if (found.empty() && number)  // 9 for 009
    found = those(folder, [&](const Migration& migration) {
      const auto version = version_of(migration.name);
      return version == migration.version && number_key(*version) == number_key(text);
    });
  if (found.empty() && !text.empty())
    found = those(folder, [&](const Migration& migration) {
      return migration.name.starts_with(text) || migration.version.starts_with(text);
    });
  if (found.empty() && !text.empty())  // the words after the number
    found = those(folder, [&](const Migration& migration) {
      return migration.name.ends_with(fmt::format("_{}", text)) || migration.name.ends_with(fmt::format("-{}", text));
    });
  return found;
}

const Migration& find(const Folder& folder, std::string_view text) {
  const auto found = meant_by(folder, text);
  if (found.size() == 1) return *found.front();
  std::vector<std::string> names;
  if (found.size() > 1) {
    for (const auto* migration : found) names.push_back(migration->name);
    throw base::Error{base::Code::usage, fmt::format("'{}' fits {} migrations", text, found.size()),
                      fmt::format("Write more of the name: {}.", fmt::join(names, ", "))};
  }
  for (const auto& migration : folder.migrations) names.push_back(migration.name);
  const auto near = base::near_match(text, names);
  throw base::Error{base::Code::usage, fmt::format("there is no migration '{}' in {}", text, shown(folder.path)),
                    near ? fmt::format("Did you mean '{}'?", *near) : "Run 'lockkeeper status' to see their names."};
}

const Migration* with_version(const Folder& folder, std::string_view version) {
  const auto found = std::ranges::find(folder.migrations, version, &Migration::version);
  return found == folder.migrations.end() ? nullptr : &*found;
}

std::string raw_text(const Script& script) {
  return (script.byte_order_mark ? "\xEF\xBB\xBF" : "") + script.text;
}

std::string checksum(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  return base::sha256(base::replace_all(std::string(bytes), "\r\n", "\n"));
}

}  // namespace migration
