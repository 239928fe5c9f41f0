#include "cli/undo_and_cost.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/clock.h"

namespace cli {

std::string_view cannot_meanwhile(bool reads, bool writes) {
  if (reads) return "read and write";
  return writes ? "write" : "nothing";
}

static base::Json to_json(const impact::Bytes& bytes) {
  return {{"low", bytes.low}, {"high", bytes.high}};
}

base::Json to_json(const app::Consequences& consequences) {
  base::Json undo = base::Json::array();
  for (const auto& line : consequences.undo) {
    undo.push_back({{"line", line.line},
                    {"kind", line.kind},
                    {"how", impact::in_words(line.undo.kind)},
                    {"sql", line.undo.sql},
                    {"reason", line.undo.reason}});
  }
  const auto& cost = consequences.cost;
  return {{"undo", std::move(undo)},
          {"cost", {{"disk_bytes", to_json(cost.disk)}, {"wal_bytes", to_json(cost.wal)}, {"basis", cost.basis}}}};
}

static std::string range_of(const impact::Bytes& bytes) {
  return fmt::format("{} to {}", base::format_bytes(bytes.low), base::format_bytes(bytes.high));
}

// More than a screen of "DROP this again" hides the one line that says "from a backup".
static constexpr std::size_t most_undone_by_sql = 12;

std::string to_text(const app::Consequences& consequences, bool verbose) {
  std::string text;
  const auto& cost = consequences.cost;
  if (cost.disk.high > 0 || cost.wal.high > 0) {
    text +=
        fmt::format("  costs {} of disk and {} of WAL: {}\n", range_of(cost.disk), range_of(cost.wal), cost.basis);
  }
  const auto by_sql = static_cast<std::size_t>(
      std::count_if(consequences.undo.begin(), consequences.undo.end(),
                    [](const auto& each) { return each.undo.kind == impact::Undoing::by_sql; }));
  const bool fold = !verbose && by_sql > most_undone_by_sql;
  for (const auto& [line, kind, undo] : consequences.undo) {
    if (undo.kind == impact::Undoing::nothing_to_undo || (fold && undo.kind == impact::Undoing::by_sql)) continue;
    text += fmt::format("  undo of line {} ({}): {}{}{}\n", line, kind, impact::in_words(undo.kind),
                        undo.sql.empty() ? "" : ": " + undo.sql + ";",
                        undo.reason.empty() ? "" : " (" + undo.reason + ")");
  }
  if (fold) text += fmt::format("  undo of {} statements: by SQL (--verbose lists them)\n", by_sql);
  return text;
}

}  // namespace cli
