#include "backup/fit.h"

#include <array>

#include <fmt/format.h>

#include "journal/events/backup_created.h"
#include "journal/events/backup_verified.h"
#include "journal/typed.h"

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
    if (const auto created = journal::as<journal::BackupCreated>(event); created && created->id == id)
      made = created->sha256;
    const auto verified = journal::as<journal::BackupVerified>(event);
    if (verified && verified->id == id && verified->ok.value_or(false)) proved = verified->sha256;
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
