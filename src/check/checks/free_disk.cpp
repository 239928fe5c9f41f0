#include <fmt/format.h>

#include "base/error.h"
#include "base/files.h"
#include "check/check.h"
#include "check/query_helpers.h"

namespace check {

namespace fs = std::filesystem;

// The file systems of data, WAL and tablespaces, each once. Empty where the server is elsewhere or may not be looked
// at.
static base::Json disks(const fs::path& data, const base::Json& tablespaces) {
  std::vector<std::pair<std::string, fs::path>> places{{"data", data}, {"WAL", data / "pg_wal"}};
  for (const auto& place : tablespaces) places.emplace_back(text(place, "name"), text(place, "path"));
  base::Json out = base::Json::array();
  for (const auto& [what, path] : places) {
    try {
      const auto space = base::disk_space(path);
      const bool seen = std::any_of(out.begin(), out.end(), [&](const auto& disk) {
        return disk.at("total_bytes") == space.total_bytes && disk.at("free_bytes") == space.free_bytes;
      });
      if (!seen) {
        out.push_back({{"what", what},
                       {"path", path.string()},
                       {"free_bytes", space.free_bytes},
                       {"total_bytes", space.total_bytes}});
      }
    } catch (const base::Error&) {  // NOLINT(bugprone-empty-catch): a place that cannot be looked at gives no fact
    }
  }
  return out;
}

static base::Json gather_free_disk(const Surroundings& surroundings) {
  auto& session = surroundings.session;
  auto facts = row(session, "SELECT pg_database_size(current_database()) AS database_bytes");
  facts["disks"] = base::Json::array();
  // Over TCP "127.0.0.1" may be a tunnel or a container; a socket's folder is on this machine.
  facts["local"] = session.host().starts_with("/");
  if (!facts["local"].get<bool>()) return facts;
  const auto place = row(session,
                         "SELECT current_setting('data_directory') AS path, (SELECT coalesce(json_agg(t), '[]') FROM "
                         "(SELECT spcname AS name, pg_tablespace_location(oid) AS path FROM pg_catalog.pg_tablespace "
                         "WHERE spcname !~ '^pg_') t) AS tablespaces");
  facts["disks"] = disks(text(place, "path"), place.at("tablespaces"));
  return facts;
}

static Answer decide_free_disk(const base::Json& facts, const config::Thresholds& thresholds) {
  const auto elsewhere =
      fmt::format("Look at the server's own monitoring: at least {:.0f} % and {} should be free.",
                  thresholds.disk_free_percent, base::format_bytes(integer(facts, "database_bytes")));
  if (!facts.at("local").get<bool>()) {
    return {.verdict = Verdict::skip,
            .evidence = "the server is on another machine; PostgreSQL does not tell free disk space",
            .todo = elsewhere};
  }
  if (facts.at("disks").empty()) {
    return {.verdict = Verdict::skip,
            .evidence = "the server's data folder cannot be looked at from here",
            .todo = elsewhere};
  }
  std::vector<std::string> all;
  std::vector<std::string> tight;
  bool fits = true;
  for (const auto& disk : facts.at("disks")) {
    const auto free = integer(disk, "free_bytes");
    const auto percent = 100.0 * number(disk, "free_bytes") / std::max(1.0, number(disk, "total_bytes"));
    all.push_back(fmt::format("{}: {} of {} free ({:.0f} %)", text(disk, "what"), base::format_bytes(free),
                              base::format_bytes(integer(disk, "total_bytes")), percent));
    if (percent < thresholds.disk_free_percent)
      tight.push_back(fmt::format("{}, at {}", all.back(), text(disk, "path")));
    fits = fits && free >= integer(facts, "database_bytes");
  }
  if (!tight.empty()) {
    return {.verdict = Verdict::fail,
            .evidence = fmt::format("{}; {:.0f} % is asked for", lines_of(tight), thresholds.disk_free_percent),
            .todo =
                "Make room or enlarge the disk before migrating: rewritten tables and new indexes exist twice for a "
                "while."};
  }
  if (!fits) {
    return {.verdict = Verdict::warn,
            .evidence = fmt::format("{}; less than the database's {}", lines_of(all),
                                    base::format_bytes(integer(facts, "database_bytes"))),
            .todo = "Make room: a restore beside, or a rewrite of the largest tables, would not fit."};
  }
  return {.verdict = Verdict::pass, .evidence = lines_of(all)};
}

extern const Check free_disk{.question = "Is there room on the server's disks?",
                             .suites = preflight | health,
                             .gather = gather_free_disk,
                             .decide = decide_free_disk};

}  // namespace check
