// A backup was restored to prove it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace journal {

struct BackupVerified {
  static constexpr std::string_view kind = "backup.verified";
  static constexpr bool of_database = true;
  std::string id = {};
  std::optional<bool> ok = {};
  std::string sha256 = {};
  std::optional<long long> tables = {};
  std::optional<long long> rows = {};
  std::vector<std::string> differences = {};
  std::optional<base::Milliseconds> duration = {};
  std::optional<base::Milliseconds> restore = {};
  std::string database = {};
  std::string server_version = {};
  std::vector<std::string> notes = {};
};

}  // namespace journal
