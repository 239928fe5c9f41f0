// Maintenance mode begins; on disk before anything is changed: what it takes to leave.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "journal/parts.h"

namespace journal {

struct DeclaredCommands {
  bool enter = false;
  bool leave = false;
  bool operator==(const DeclaredCommands&) const = default;
};

struct SavedOutput {
  std::string command = {};
  std::string file = {};
  std::string sha256 = {};
  bool operator==(const SavedOutput&) const = default;
};

struct MaintenanceEntered {
  static constexpr std::string_view kind = "maintenance.entered";
  static constexpr bool of_database = true;
  std::string id = {};
  std::string database = {};
  std::string server = {};
  std::string oid = {};
  std::string fence = {};
  std::vector<std::string> roles = {};
  std::string reason = {};
  std::optional<base::Instant> until = {};
  std::optional<MaintenanceOwner> owner = {};
  DeclaredCommands commands = {};
  std::vector<SavedOutput> saved = {};
  base::Json before = {};
  base::Json after = {};
  std::string cluster = {};
};

}  // namespace journal
