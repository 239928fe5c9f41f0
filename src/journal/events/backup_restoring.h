// A restore goes on to its next stage; on disk before the work of that begins.
#pragma once

#include <string>
#include <string_view>

namespace journal {

struct BackupRestoring {
  static constexpr std::string_view kind = "backup.restoring";
  static constexpr bool of_database = true;
  std::string id = {};
  std::string database = {};
  std::string beside = {};
  std::string kept = {};
  std::string server = {};
  std::string stage = {};
  std::string reason = {};
};

}  // namespace journal
