#include "plan/risk.h"

#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "base/text.h"
#include "plan/lock_duration.h"
#include "plan/reasons.h"

namespace plan {

static constexpr long long mb = 1024LL * 1024;
static constexpr long long large_table = 100 * mb;
static constexpr long long middling_table = 10 * mb;
static constexpr long long busy_table = 1024 * mb;
static constexpr base::Milliseconds long_hold{60'000};
static constexpr base::Milliseconds middling_hold{10'000};
static constexpr long long many_rows = 100'000;

std::string risk_name(int level) {
  return level >= 2 ? "high" : level == 1 ? "medium" : "low";
}

std::optional<int> risk_level(std::string_view word) {
  const auto lower = base::to_lower(base::trim(word));
  if (lower.starts_with("low") || lower.starts_with("none") || lower.starts_with("minimal")) return 0;
  if (lower.starts_with("med") || lower.starts_with("moderate")) return 1;
  if (lower.starts_with("high") || lower.starts_with("crit") || lower.starts_with("severe")) return 2;
  return std::nullopt;
}

namespace {
struct Weighed {
  int level;
  std::string reason;
};
}  // namespace

static void weigh_work(const MigrationPlan& migration, bool sizes_known, std::vector<Weighed>& found) {
  for (const auto& work : work_under_lock(migration)) {
    const int level = !sizes_known || work.bytes >= large_table ? 2 : work.bytes >= middling_table ? 1 : 0;
    if (level == 0) continue;
    found.push_back(
        {level, fmt::format("{} {} ({}) while {} wait", work.rewrite ? "rewrites" : "reads all of",
                            shown(work.relation), sizes_known ? base::format_bytes(work.bytes) : "size not known",
                            impact::blocks_reads(work.lock) ? "reads and writes" : "writes")});
  }
}

static void weigh_waiting(const MigrationPlan& migration, std::vector<Weighed>& found) {
  for (const auto& effect : migration.relations) {
    if (effect.index_of || effect.empty || !impact::blocks_writes(effect.lock)) continue;
    const auto span = held(migration, effect.relation, true);
    const int level = span && span->high >= long_hold ? 2 : span && span->high >= middling_hold ? 1 : 0;
    if (level > 0)
      found.push_back({level, fmt::format("writes to {} wait for {}", shown(effect.relation), show_range(*span))});
    if (impact::blocks_reads(effect.lock) && effect.bytes >= busy_table)
      found.push_back(
          {1, fmt::format("stops reads of {} ({}) for a moment, and queues everyone behind whoever reads it",
                          shown(effect.relation), base::format_bytes(effect.bytes))});
  }
}

Risk derive_risk(const MigrationPlan& migration, bool sizes_known) {
  std::vector<Weighed> found;
  for (const auto& statement : migration.statements) {
    if (statement.effects.fails)
      found.push_back(
          {2, fmt::format("line {} will be refused: {}", statement.line, sentence(*statement.effects.fails))});
  }
  for (const auto& loss : migration.data_loss) found.push_back({2, sentence(loss)});
  for (const auto& what : migration.overwrites) found.push_back({1, what});
  weigh_work(migration, sizes_known, found);
  weigh_waiting(migration, found);
  for (const auto& reason : migration.breaking_reasons) found.push_back({1, reason});
  for (const auto& reason : migration.unknown) found.push_back({1, reason});
  for (const auto& statement : migration.statements) {
    if (statement.effects.rows_written > many_rows)
      found.push_back({1, fmt::format("line {} writes about {} rows in one statement", statement.line,
                                      statement.effects.rows_written)});
  }
  std::stable_sort(found.begin(), found.end(), [](const Weighed& a, const Weighed& b) { return a.level > b.level; });
  Risk risk;
  std::unordered_set<std::string> known;
  for (auto& each : found) {
    risk.level = std::max(risk.level, each.level);
    if (known.insert(each.reason).second) risk.reasons.push_back(std::move(each.reason));
  }
  return risk;
}

}  // namespace plan
