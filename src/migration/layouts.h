// The catalogue of folder layouts. One entry knows one way of laying migrations on disk.
#pragma once

#include <filesystem>
#include <span>

#include "base/catalogue.h"
#include "migration/migration.h"

namespace migration {

struct Layout {
  /// How sure it is that the folder is laid out its way: 0 not at all … 100 certain (a migration_lock.toml).
  int (*recognise)(const std::filesystem::path& folder);
  /// Fills migrations (in order), ignored and findings.
  void (*read)(const config::Migrations& settings, Folder& folder);
};

std::span<const base::Entry<Layout>> layouts();

}  // namespace migration
