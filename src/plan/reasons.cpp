#include "plan/reasons.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text.h"
#include "plan/estimate.h"
#include "plan/lock_duration.h"

namespace plan {

// At most so many of a kind; the rest is a number.
static constexpr std::size_t most_listed = 6;

static std::string list(const std::vector<std::string>& all) {
  if (all.size() <= most_listed) return fmt::format("{}", fmt::join(all, ", "));
  return fmt::format("{} and {} more", fmt::join(all.begin(), all.begin() + most_listed, ", "),
                     all.size() - most_listed);
}

static void add_lines(std::vector<Reason>& reasons, const std::string& label, const std::vector<std::string>& lines) {
  for (std::size_t at = 0; at < lines.size() && at < most_listed; ++at)
    reasons.push_back({at == 0 ? label : "", lines[at]});
  if (lines.size() > most_listed)
    reasons.push_back({"", fmt::format("and {} more (--verbose lists the statements)", lines.size() - most_listed)});
}

// What the statement alone would let go on does not go on under the lock of another.
static std::string without_the_hope(const std::string& why) {
  return base::replace_all(why, " while reads and writes go on", "");
}

// Rewrites and scans one by one, with the reason: these are what takes the time.
static void add_heavy_work(const MigrationPlan& migration, std::vector<Reason>& reasons) {
  std::vector<std::string> rewritten;
  std::vector<std::string> read;
  for (const auto& work : work_under_lock(migration)) {
    const bool by_an_older_lock = work.locked_line != work.line;
    auto line = fmt::format("{}{}, line {}: {}", shown(work.relation),
                            work.bytes > 0 ? fmt::format(" ({})", base::format_bytes(work.bytes)) : "", work.line,
                            by_an_older_lock ? without_the_hope(work.why) : work.why);
    if (by_an_older_lock)
      line += fmt::format("; the {} of line {} is still held", impact::pg_name(work.lock), work.locked_line);
    (work.rewrite ? rewritten : read).push_back(std::move(line));
  }
  add_lines(reasons, "rewrites", rewritten);
  add_lines(reasons, "reads whole, writes waiting", read);
}

static std::string with_hold(const MigrationPlan& migration, const impact::RelationEffect& effect, bool reads) {
  constexpr base::Milliseconds worth_a_word{1000};
  const auto span = held(migration, effect.relation, !reads);
  if (!span || span->high < worth_a_word) return shown(effect.relation);
  return fmt::format("{} (for {})", shown(effect.relation), show_range(*span));
}

// Who has to wait, relation by relation: the strongest lock of the file, to the commit.
static void add_waiting(const MigrationPlan& migration, std::vector<Reason>& reasons) {
  std::vector<std::string> nothing_goes;
  std::vector<std::string> no_writes;
  std::vector<std::string> through_index;
  std::set<pg::Name> closed;
  for (const auto& effect : migration.relations) {
    if (effect.index_of) {
      if (impact::blocks_reads(effect.lock) && !closed.contains(*effect.index_of))
        through_index.push_back(fmt::format("{} (its index {})", shown(*effect.index_of), effect.relation.name));
      continue;
    }
    if (effect.empty) {
      closed.insert(effect.relation);  // nobody waits for a table without rows
    } else if (impact::blocks_reads(effect.lock)) {
      closed.insert(effect.relation);
      nothing_goes.push_back(with_hold(migration, effect, true));
    } else if (impact::blocks_writes(effect.lock)) {
      no_writes.push_back(with_hold(migration, effect, false));
    }
  }
  if (!nothing_goes.empty()) reasons.push_back({"stops reads and writes", list(nothing_goes)});
  if (!through_index.empty()) reasons.push_back({"stops reads through an index", list(through_index)});
  if (!no_writes.empty()) reasons.push_back({"stops writes", list(no_writes)});
}

static void add_analyzed(const MigrationPlan& migration, std::vector<Reason>& reasons) {
  std::vector<std::string> tables;
  for (const auto& stale : migration.analyzed)
    tables.push_back(fmt::format("{} ({})", shown(stale.table), stale.why));
  if (!tables.empty()) reasons.push_back({"analyzed afterwards", list(tables)});
}

std::vector<Reason> reasons(const MigrationPlan& migration) {
  std::vector<Reason> all;
  std::vector<std::string> refused = migration.refusals;
  std::vector<std::string> remarks = migration.remarks;
  for (const auto& statement : migration.statements) {
    if (statement.effects.fails)
      refused.push_back(fmt::format("line {}: {}", statement.line, sentence(*statement.effects.fails)));
  }
  if (!migration.risk_reasons.empty()) {
    const auto more = migration.risk_reasons.size() - 1;
    all.push_back(
        {fmt::format("{} risk", migration.risk),
         fmt::format(
             "{}{}", migration.risk_reasons.front(),
             more > 0 ? fmt::format(" (and {})", base::count_of(static_cast<long long>(more), "more reason")) : "")});
  }
  add_lines(all, "will be refused", refused);
  add_lines(all, "loses", sentences(migration.data_loss));
  add_lines(all, "overwrites", migration.overwrites);
  add_heavy_work(migration, all);
  add_waiting(migration, all);
  add_lines(all, "breaks", migration.breaking_reasons);
  add_lines(all, "not judged", migration.unknown);
  add_lines(all, "beware", migration.warnings);
  if (!migration.outside_transaction.empty()) {
    const auto count = static_cast<long long>(migration.outside_transaction.size());
    all.push_back(
        {"outside a transaction", count == 1 ? migration.outside_transaction.front()
                                             : fmt::format("{}, the first in {}", base::count_of(count, "statement"),
                                                           migration.outside_transaction.front())});
  }
  add_analyzed(migration, all);
  add_lines(all, "header", remarks);
  return all;
}

std::string contents(const MigrationPlan& migration) {
  long long tables = 0;
  long long types = 0;
  long long indexes = 0;
  long long others = 0;
  for (const auto& statement : migration.statements) {
    if (statement.kind == "CREATE TABLE" || statement.kind == "CREATE TABLE AS")
      ++tables;
    else if (statement.kind == "CREATE TYPE" || statement.kind == "CREATE DOMAIN")
      ++types;
    else if (statement.kind == "CREATE INDEX")
      ++indexes;
    else
      ++others;
  }
  std::vector<std::string> parts;
  if (tables > 0) parts.push_back(base::count_of(tables, "new table"));
  if (types > 0) parts.push_back(base::count_of(types, "new type"));
  if (indexes > 0) parts.push_back(base::count_of(indexes, "new index", "new indexes"));
  if (others > 0) parts.push_back(base::count_of(others, parts.empty() ? "statement" : "other statement"));
  return parts.empty() ? "no statements" : fmt::format("{}", fmt::join(parts, ", "));
}

std::string how_it_runs(const MigrationPlan& migration) {
  return fmt::format("{}, {}", migration.transactional ? "one transaction" : "statement by statement",
                     migration.reversible ? "undo beside it" : "no undo beside it");
}

std::vector<std::string> about_time(const Plan& plan) {
  if (!is_known(plan.total))
    return {"How long it takes is not known: no database was asked, so nobody knows the sizes."};
  std::vector<std::string> lines{fmt::format(
      "Total {} for {}, waiting for locks not counted. Window to book: {} (twice the upper end, so that there is "
      "time to undo).",
      show_estimate(plan.total), base::count_of(static_cast<long long>(plan.migrations.size()), "migration"),
      base::format_span(window_needed(plan)))};
  if (!plan.speeds.empty()) lines.push_back("Speeds: " + plan.speeds + ".");
  return lines;
}

base::Milliseconds window_needed(const Plan& plan) {
  constexpr long long minute = 60'000;
  const long long wanted = std::max<long long>(5 * minute, 2 * plan.total.high.count());
  const long long step = wanted > 60 * minute ? 15 * minute : wanted > 15 * minute ? 5 * minute : minute;
  return base::Milliseconds((wanted + step - 1) / step * step);
}

}  // namespace plan
