// drizzle-kit: NNNN_name.sql in the order of meta/_journal.json. Source: drizzle-team/drizzle-orm,
// drizzle-orm/src/migrator.ts.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "migration/drizzle_journal.h"
#include "migration/layouts.h"
#include "migration/reading.h"
#include "migration/unmatched.h"

namespace migration {

namespace fs = std::filesystem;

static fs::path journal_of(const fs::path& folder) {
  return folder / "meta" / "_journal.json";
}

static int recognise_drizzle(const Listing& listing) {
  return fs::is_regular_file(journal_of(listing.folder)) ? 100 : 0;
}

// The tags in the journal's order; a finding where it cannot be read.
static std::vector<std::string> tags_in(Folder& folder) {
  const auto file = journal_of(folder.path);
  const auto journal = read_drizzle_journal(folder.path);
  std::vector<std::string> tags;
  if (!journal.readable) {
    complain(folder, "unreadable-text", file, "the journal of drizzle-kit has no list of entries",
             "Restore it from version control.");
    return tags;
  }
  if (journal.dialect != "postgresql" && journal.dialect != "pg")
    complain(folder, "not-postgresql", file,
             fmt::format("these migrations are for {}, not for postgresql", journal.dialect),
             "Point --dir at the migrations of the PostgreSQL database.");
  for (const auto& entry : journal.entries) tags.push_back(entry.tag);
  return tags;
}

static void read_drizzle(const config::Migrations&, const Listing& listing, Folder& folder) {
  const auto tags = tags_in(folder);
  std::vector<Parts> all;
  for (const auto& tag : tags) {
    const auto file = folder.path / (tag + ".sql");
    if (tag.find('/') != std::string::npos || !fs::is_regular_file(file)) {
      complain(folder, "missing-file", file, fmt::format("the journal names {}, whose file is not there", tag),
               "Restore it from version control.");
      continue;
    }
    all.push_back({.version = tag, .name = tag, .up = file});
  }
  Unmatched unmatched;
  for (const auto& entry : listing.entries) {
    const auto name = entry.path().filename().string();
    if (entry.is_regular_file() && base::to_lower(name).ends_with(".sql") &&
        std::ranges::find(tags, entry.path().stem().string()) == tags.end())
      unmatched.add(entry.path(), "meta/_journal.json does not name it");
  }
  unmatched.report(folder);
  std::vector<std::string> keys;
  for (const auto& parts : all) keys.push_back(parts.version);
  add_all(folder, all);
  find_duplicates(folder, keys);
}

extern const Layout drizzle{.recognise = recognise_drizzle, .read = read_drizzle};

}  // namespace migration
