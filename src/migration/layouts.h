// The catalogue of folder layouts. One entry knows one way of laying migrations on disk.
#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "base/catalogue.h"
#include "migration/migration.h"

namespace migration {

/// What a folder holds; looked up once, since every layout asks.
struct Listing {
  std::filesystem::path folder;
  std::vector<std::filesystem::directory_entry> entries;  // as entries() gives them
};

struct Layout {
  /// How sure it is that the folder is laid out its way: 0 not at all … 100 certain (a migration_lock.toml).
  int (*recognise)(const Listing& listing);
  /// Fills migrations (in order), ignored and findings.
  void (*read)(const config::Migrations& settings, const Listing& listing, Folder& folder);
  /// Files for other databases in the same folder are a part of it. Else they are one error.
  bool tells_databases_apart = false;
};

std::span<const base::Entry<Layout>> layouts();

}  // namespace migration
