// A backup was taken.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace journal {

struct BackupCreated {
  static constexpr std::string_view kind = "backup.created";
  static constexpr bool of_database = true;
  std::string id = {};
  std::string path = {};
  std::string database = {};
  std::optional<long long> bytes = {};
  std::string sha256 = {};
  std::string server_version = {};
  std::optional<base::Milliseconds> duration = {};
  std::optional<long long> tables = {};
  std::optional<long long> rows = {};
  std::string lsn = {};
  std::optional<base::Instant> snapshot_at = {};
  std::vector<std::string> warnings = {};
};

}  // namespace journal
