// The plan: each migration's statements judged one after the other, each against the schema that those before left.
#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "base/text.h"
#include "plan/duration.h"
#include "plan/plan.h"
#include "plan/risk.h"

namespace plan {

static std::string first_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool blank = c == '\n' || c == '\r' || c == '\t' || c == ' ';
    if (blank && (line.empty() || line.back() == ' ')) continue;
    line += blank ? ' ' : c;
    if (line.size() > 200) break;
  }
  return base::shorten(base::trim(line), 90);
}

// Locks add up to the commit, so the strongest counts, and whatever else happened on the way.
static void merge(std::vector<impact::RelationEffect>& all, const std::vector<impact::RelationEffect>& more) {
  for (const auto& effect : more) {
    auto at = std::find_if(all.begin(), all.end(),
                           [&](const impact::RelationEffect& other) { return other.relation == effect.relation; });
    if (at == all.end()) {
      all.push_back(effect);
      continue;
    }
    const bool heavier = (effect.rewrite && !at->rewrite) || (effect.scan && !at->scan && !at->rewrite) ||
                         (effect.lock > at->lock && !at->rewrite && !at->scan);
    if (heavier) at->why = effect.why;
    at->lock = std::max(at->lock, effect.lock);
    at->rewrite = at->rewrite || effect.rewrite;
    at->scan = at->scan || effect.scan;
  }
}

static void add(std::vector<std::string>& all, const std::string& text) {
  if (std::find(all.begin(), all.end(), text) == all.end()) all.push_back(text);
}

// Catalog work takes time too, if little: parsing, locks, a few catalog rows, the commit.
static constexpr base::Milliseconds work_low{0};
static constexpr base::Milliseconds work_high{5};
static constexpr base::Milliseconds commit_low{1};
static constexpr base::Milliseconds commit_high{20};

// What takes the longest, by name; the rest is a number.
static std::string basis_of(std::vector<impact::Estimate> all, std::size_t statements) {
  if (all.empty())
    return fmt::format("catalog work of {}", base::count_of(static_cast<long long>(statements), "statement"));
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.high > b.high; });
  constexpr std::size_t enough = 3;
  std::vector<std::string> named;
  for (std::size_t at = 0; at < all.size() && at < enough; ++at) add(named, all[at].basis);
  const auto more =
      all.size() > enough
          ? fmt::format("; and {}", base::count_of(static_cast<long long>(all.size() - enough), "more statement"))
          : "";
  return fmt::format("{}{}", fmt::join(named, "; "), more);
}

static void judge_statements(const std::vector<sql::Statement>& statements, pg::Catalog& catalog,
                             const impact::Rates& rates, MigrationPlan& plan) {
  std::vector<pg::Name> made;
  std::vector<impact::Estimate> basis;
  for (const auto& statement : statements) {
    StatementPlan judged{.line = statement.line,
                         .kind = sql::kind_of(statement),
                         .text = first_line(statement.text),
                         .effects = impact::effects(statement, catalog, made, rates)};
    for (auto& name : impact::simulate(statement, catalog)) made.push_back(std::move(name));
    const auto& effects = judged.effects;
    merge(plan.relations, effects.relations);
    for (const auto& loss : effects.data_loss) add(plan.data_loss, loss);
    for (const auto& what : effects.overwrites) add(plan.overwrites, what);
    for (const auto& warning : effects.warnings) add(plan.warnings, warning);
    for (const auto& reason : effects.breaking) add(plan.breaking_reasons, reason);
    if (effects.unknown) add(plan.unknown, fmt::format("line {}: {}", judged.line, *effects.unknown));
    if (effects.not_in_transaction)
      plan.outside_transaction.push_back(fmt::format("line {}: {}", judged.line, *effects.not_in_transaction));
    plan.estimate.low += effects.estimate.low + work_low;
    plan.estimate.high += effects.estimate.high + work_high;
    if (!effects.estimate.basis.empty()) basis.push_back(effects.estimate);
    plan.statements.push_back(std::move(judged));
  }
  plan.estimate.low += commit_low;
  plan.estimate.high += commit_high;
  plan.estimate.basis = basis_of(std::move(basis), statements.size());
  // The strongest first, tables before their indexes.
  std::stable_sort(plan.relations.begin(), plan.relations.end(), [](const auto& a, const auto& b) {
    if (a.index_of.has_value() != b.index_of.has_value()) return !a.index_of;
    return a.lock > b.lock;
  });
}

static bool says_yes(std::string_view breaking) {
  return base::starts_with_ignoring_case(base::trim(breaking), "y") ||
         base::starts_with_ignoring_case(base::trim(breaking), "true");
}

static void compare_with_header(const migration::Header& header, int derived_risk, MigrationPlan& plan) {
  if (auto text = contradiction(header.estimate, {plan.estimate.low, plan.estimate.high}))
    plan.remarks.push_back(std::move(*text));
  if (!header.breaking.empty() && !says_yes(header.breaking) && !plan.breaking_reasons.empty())
    plan.remarks.push_back(fmt::format("header says not breaking, but it {}", plan.breaking_reasons.front()));
  const auto said = risk_level(header.risk);
  if (said && *said < derived_risk)
    plan.remarks.push_back(fmt::format("header says risk {}, derived {}", base::to_lower(base::trim(header.risk)),
                                       risk_name(derived_risk)));
  plan.breaking = !plan.breaking_reasons.empty() || says_yes(header.breaking);
  plan.risk = risk_name(std::max(said.value_or(0), derived_risk));
  if (said && *said > derived_risk)
    plan.risk_reasons.insert(plan.risk_reasons.begin(),
                             fmt::format("the header says {}", base::to_lower(base::trim(header.risk))));
}

static std::string priority_of(const migration::Header& header, const std::string& risk) {
  if (!header.priority.empty()) return header.priority;
  return risk == "high" ? "High" : risk == "medium" ? "Medium" : "Low";
}

static MigrationPlan plan_one(const migration::Migration& migration, pg::Catalog& catalog,
                              const impact::Rates& rates) {
  MigrationPlan plan{.migration = &migration};
  try {
    const auto statements = sql::parse(migration.up.text, migration.up.shown);
    judge_statements(statements, catalog, rates, plan);
    plan.transactional = !migration.header.no_transaction && plan.outside_transaction.empty();
  } catch (const base::Error& error) {
    const auto place = error.place();
    plan.unknown.push_back(fmt::format("{}it does not parse: {}",
                                       place && place->line > 0 ? fmt::format("line {}: ", place->line) : "",
                                       error.message()));
  }
  plan.reversible = migration.down.has_value() && !base::trim(migration.down->text).empty();
  auto risk = derive_risk(plan);
  plan.risk_reasons = std::move(risk.reasons);
  compare_with_header(migration.header, risk.level, plan);
  plan.priority = priority_of(migration.header, plan.risk);
  return plan;
}

Plan build_plan(const std::vector<const migration::Migration*>& migrations, const pg::Catalog& catalog,
                const impact::Rates& rates) {
  Plan plan;
  auto schema = catalog;
  for (const auto* migration : migrations) {
    // What a migration sets for its session ends with it.
    schema.search_path = catalog.search_path;
    schema.time_zone = catalog.time_zone;
    std::erase_if(schema.relations, [](const auto& entry) { return entry.first.schema == "pg_temp"; });
    auto one = plan_one(*migration, schema, rates);
    one.number = static_cast<int>(plan.migrations.size()) + 1;
    plan.total.low += one.estimate.low;
    plan.total.high += one.estimate.high;
    plan.migrations.push_back(std::move(one));
  }
  plan.total.basis = fmt::format("the sum of {}; waiting for locks is not in it",
                                 base::count_of(static_cast<long long>(migrations.size()), "migration"));
  return plan;
}

}  // namespace plan
