// What a command of a step has made, and how that was looked at.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace journal {

struct StepMade {
  static constexpr std::string_view kind = "step.made";
  static constexpr bool of_database = true;
  std::string step = {};
  std::string what = {};     // backup, backup-read, restore, migrations, undo, replicas
  std::string subject = {};  // the file, the deployment
  std::optional<long long> count = {};
  std::string command = {};
  long long line = 0;
  std::optional<bool> ok = {};
  std::string checked = {};
  std::optional<long long> bytes = {};
};

}  // namespace journal
