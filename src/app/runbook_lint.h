// What is wrong with runbooks, days before they are carried out.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/project.h"
#include "findings/formats.h"

namespace app {

struct RunbookLintRequest {
  std::vector<std::string> files;
  std::string server = "private";                    // what SQL is judged by: private, live (read only), none
  std::optional<std::filesystem::path> schema = {};  // for the private server: a dump of the schema alone
  std::string fail_on = "error";                     // error | warning | advice
};

/// The project is that of the first file, where the request names no configuration.
findings::Report lint_runbooks(const Project& asked, const RunbookLintRequest& request);

}  // namespace app
