// What is wrong with migrations, found from the files alone or against a schema.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/project.h"
#include "findings/formats.h"

namespace app {

struct LintRequest {
  std::vector<std::filesystem::path> files = {};       // of SQL, or one folder; none: the project's migrations
  std::optional<std::filesystem::path> snapshot = {};  // judge against this one
  std::optional<std::string> since = {};               // judge what comes after this migration
  std::optional<std::string> fail_on = {};             // else as the configuration has it
};

/// Asks the database only where the request names one.
findings::Report lint(Project& project, const LintRequest& request);

}  // namespace app
