// A backup was restored, and stands under its final name.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace journal {

struct EndedSessions {
  std::string user = {};
  std::string application = {};
  long long count = 0;
  bool operator==(const EndedSessions&) const = default;
};

struct BackupRestored {
  static constexpr std::string_view kind = "backup.restored";
  static constexpr bool of_database = true;
  std::string id = {};
  std::string database = {};
  std::string kept = {};
  std::optional<base::Milliseconds> duration = {};
  std::optional<base::Milliseconds> swap = {};
  std::string server = {};
  std::optional<base::Instant> snapshot_at = {};
  std::vector<EndedSessions> ended_sessions = {};
  std::vector<std::string> warnings = {};
};

}  // namespace journal
