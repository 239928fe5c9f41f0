#include "app/not_taken.h"

#include <fmt/format.h>

namespace app {

std::string not_taken(const migration::Folder& folder) {
  if (folder.ignored.empty()) return "";
  constexpr std::size_t most = 10;
  auto text = fmt::format("Not taken from {}:\n", folder.path.filename().string());
  for (std::size_t at = 0; at < folder.ignored.size() && at < most; ++at)
    text += fmt::format("  {}\n", folder.ignored[at]);
  if (folder.ignored.size() > most) text += fmt::format("  and {} more\n", folder.ignored.size() - most);
  return text;
}

}  // namespace app
