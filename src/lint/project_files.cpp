#include "lint/project_files.h"

namespace lint {

std::optional<std::filesystem::path> project_file(const Document& document, const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  auto folder = fs::absolute(document.path, ignored).parent_path();
  constexpr int most = 8;
  for (int i = 0; i < most; ++i) {
    if (fs::exists(folder / path, ignored)) return folder / path;
    if (fs::exists(folder / ".git", ignored) || folder == folder.parent_path()) break;
    folder = folder.parent_path();
  }
  if (const auto here = fs::current_path(ignored) / path; fs::exists(here, ignored)) return here;
  return std::nullopt;
}

}  // namespace lint
