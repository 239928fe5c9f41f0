#include "backup/fit.h"

#include <array>

#include <fmt/format.h>

namespace backup {

namespace fs = base::fs;

bool stays_inside(const std::string& path) {
  const fs::path parts(path);
  if (path.empty() || path.find('\0') != std::string::npos || parts.has_root_path()) return false;
  return std::none_of(parts.begin(), parts.end(),
                      [](const fs::path& part) { return part.empty() || part == "." || part == ".."; });
}

// What there is to grant on a database: PostgreSQL docs, 5.8 Privileges.
static bool is_database_privilege(const std::string& privilege) {
  static constexpr std::array<std::string_view, 4> all{"CONNECT", "CREATE", "TEMPORARY", "TEMP"};
  return std::find(all.begin(), all.end(), privilege) != all.end();
}

std::optional<std::string> misfit(const Entry& entry, const fs::path& folder) {
  const auto name = folder.lexically_normal().filename().string();
  if (entry.id != name)
    return fmt::format("it says that it is the backup '{}', and its folder is called '{}'", entry.id, name);
  for (const auto& file : entry.files) {
    if (!stays_inside(file.path)) return fmt::format("it names the file '{}', which is not in the backup", file.path);
  }
  for (const auto& grant : entry.attributes.grants.value_or(std::vector<DatabaseGrant>{})) {
    if (!is_database_privilege(grant.privilege))
      return fmt::format("'{}' is not a privilege on a database", grant.privilege);
  }
  if (entry.attributes.provider != "c" && entry.attributes.provider != "i" && entry.attributes.provider != "b")
    return fmt::format("'{}' is not a locale provider", entry.attributes.provider);
  return std::nullopt;
}

std::string journalled_seal(const journal::Journal& journal, const std::string& id) {
  std::string made;
  std::string proved;
  for (const auto& event : journal.read({.kind = "backup."})) {
    if (event.data.value("id", "") != id) continue;
    if (event.kind == "backup.created") made = event.data.value("sha256", "");
    if (event.kind == "backup.verified" && event.data.value("ok", false)) proved = event.data.value("sha256", "");
  }
  return made.empty() ? proved : made;
}

std::optional<std::string> exchanged(const Entry& entry, const journal::Journal& journal) {
  const auto known = journalled_seal(journal, entry.id);
  const auto here = seal(entry);
  if (known.empty() || known == here) return std::nullopt;
  return fmt::format("it is not the backup that was taken: the journal has the sum {}… for it, the folder {}…",
                     known.substr(0, 12), here.substr(0, 12));
}

}  // namespace backup
