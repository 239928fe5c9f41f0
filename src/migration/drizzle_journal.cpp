#include "migration/drizzle_journal.h"

#include "base/files.h"
#include "base/json.h"

namespace migration {

DrizzleJournal read_drizzle_journal(const std::filesystem::path& folder) {
  DrizzleJournal out;
  const auto file = folder / "meta" / "_journal.json";
  if (!std::filesystem::is_regular_file(file)) return out;
  const auto json = base::Json::parse(base::read_file(file), nullptr, false);
  if (!json.is_object() || !json.contains("entries") || !json["entries"].is_array()) return out;
  out.readable = true;
  if (json.contains("dialect") && json["dialect"].is_string()) out.dialect = json["dialect"];
  for (const auto& entry : json["entries"]) {
    if (!entry.is_object() || !entry.contains("tag") || !entry["tag"].is_string()) continue;
    const bool timed = entry.contains("when") && entry["when"].is_number_integer();
    out.entries.push_back({.tag = entry["tag"], .when = timed ? entry["when"].get<long long>() : 0});
  }
  return out;
}

}  // namespace migration
