#include "pg/programs.h"

#include <algorithm>
#include <cstdlib>
#include <unistd.h>

#include "base/error.h"
#include "base/process.h"
#include "base/text.h"
#include "pg/session.h"

namespace pg {

namespace fs = std::filesystem;

static bool has(const fs::path& folder, std::string_view program) {
  return ::access((folder / program).c_str(), X_OK) == 0;
}

static std::vector<fs::path> debian_folders() {
  std::vector<fs::path> majors;
  std::error_code absent;
  for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql", absent)) majors.push_back(entry.path());
  std::sort(majors.begin(), majors.end(), [](const fs::path& a, const fs::path& b) {
    return std::atoi(a.filename().c_str()) > std::atoi(b.filename().c_str());
  });
  for (auto& folder : majors) folder /= "bin";
  return majors;
}

const std::vector<fs::path>& program_folders() {
  static const auto folders = [] {
    auto found = debian_folders();
    if (base::find_program("pg_config")) {
      const auto outcome = base::run({.argv = {"pg_config", "--bindir"}, .timeout = base::Milliseconds(5000)});
      const fs::path folder(base::trim(outcome.output));
      if (outcome.ok() && !folder.empty() && std::find(found.begin(), found.end(), folder) == found.end()) {
        found.push_back(folder);
      }
    }
    return found;
  }();
  return folders;
}

std::optional<fs::path> server_folder() {
  for (const auto& folder : program_folders()) {
    if (has(folder, "initdb") && has(folder, "postgres")) return folder;
  }
  if (const auto postgres = base::find_program("postgres")) {
    const auto folder = fs::canonical(*postgres).parent_path();
    if (has(folder, "initdb")) return folder;
  }
  return std::nullopt;
}

std::optional<std::string> client_program(std::string_view name) {
  for (const auto& folder : program_folders()) {
    if (has(folder, name)) return (folder / name).string();
  }
  if (const auto found = base::find_program(name)) return found->string();
  return std::nullopt;
}

}  // namespace pg
