// The plan: each migration's statements judged one after the other, each against the schema that those before left.
#include <algorithm>
#include <map>
#include <unordered_set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "base/text.h"
#include "impact/simulate/rolled_back.h"
#include "impact/simulate/simulation.h"
#include "plan/duration.h"
#include "plan/plan.h"
#include "plan/risk.h"
#include "sql/lenient.h"
#include "sql/own_blocks.h"

namespace plan {

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
    if (heavier || (at->rolled_back && effect.lock >= at->lock)) {
      at->why = effect.why;
      at->rolled_back = effect.rolled_back;
    }
    at->lock = std::max(at->lock, effect.lock);
    at->rewrite = at->rewrite || effect.rewrite;
    at->scan = at->scan || effect.scan;
  }
}

template <class Value>
static void add(std::vector<Value>& all, const Value& text) {
  if (std::find(all.begin(), all.end(), text) == all.end()) all.push_back(text);
}

namespace {

// Each once, however many statements say it.
class Unique {
 public:
  explicit Unique(std::vector<std::string>& all) : all_(all) {}
  void add(const std::string& text) {
    if (known_.insert(text).second) all_.push_back(text);
  }

 private:
  std::vector<std::string>& all_;
  std::unordered_set<std::string> known_;
};

}  // namespace

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

// Relations under the names they had before the first statement: what was renamed on the way is the same still.
class FirstNames {
 public:
  void follow(const std::vector<impact::Renamed>& renamed) {
    std::map<pg::Name, pg::Name> moved;
    for (const auto& [from, to] : renamed) {
      moved[to] = first(from);
      first_.erase(from);
    }
    for (auto& [to, from] : moved) first_[to] = std::move(from);
  }
  [[nodiscard]] pg::Name first(const pg::Name& name) const {
    const auto found = first_.find(name);
    return found == first_.end() ? name : found->second;
  }
  void put(std::vector<impact::RelationEffect>& effects) const {
    if (first_.empty()) return;
    for (auto& effect : effects) {
      effect.relation = first(effect.relation);
      if (effect.index_of) effect.index_of = first(*effect.index_of);
    }
  }

 private:
  std::map<pg::Name, pg::Name> first_;
};

// How much of the plan's lists there was at a BEGIN or SAVEPOINT, so that ROLLBACK can take them back to there. Locks
// stay in the list: they were held.
struct Mark {
  std::size_t losses = 0;
  std::size_t overwrites = 0;
  std::size_t breaking = 0;
  std::size_t relations = 0;
};

static void take_back(impact::Savepoints<Mark>& marks, const sql::Statement& statement, MigrationPlan& plan) {
  const auto* control = statement.as<sql::TransactionControl>();
  if (!control) return;
  const auto back = marks.follow(*control, [&] {
    return Mark{plan.data_loss.size(), plan.overwrites.size(), plan.breaking_reasons.size(), plan.relations.size()};
  });
  if (!back) return;
  plan.data_loss.resize(back->state.losses);
  plan.overwrites.resize(back->state.overwrites);
  plan.breaking_reasons.resize(back->state.breaking);
  // In a transaction that goes on, the locks taken since go with the savepoint.
  for (auto at = back->state.relations; back->goes_on && at < plan.relations.size(); ++at) {
    plan.relations[at].why = impact::why_rolled_back;
    plan.relations[at].rolled_back = true;
  }
}

// Judged by the files alone: a table that none of them makes may hold anything.
static std::optional<std::string> relation_unseen(const sql::Statement& statement, const pg::Catalog& catalog) {
  if (catalog.has_server()) return std::nullopt;
  for (const auto& use : statement.uses) {
    const bool changed = use.access == sql::Access::other || use.access == sql::Access::write;
    if (!use.must_exist || !changed || impact::exists(use.name, catalog)) continue;
    if (is_system(use.name)) continue;
    return fmt::format("no file makes {}, and no database was asked: what it holds is not known", use.name.text());
  }
  return std::nullopt;
}

static void judge_statements(const std::vector<sql::Statement>& statements, impact::Simulation& simulation,
                             MigrationPlan& plan) {
  std::vector<impact::Estimate> basis;
  FirstNames names;
  impact::Savepoints<Mark> marks;
  StaleStatistics stale;
  Unique warnings(plan.warnings);
  Unique unknown(plan.unknown);
  const auto first = simulation.whole();
  std::map<std::string, impact::Broken> broken;  // by the reason
  bool inside = false;                           // between BEGIN and COMMIT of the file's own
  for (const auto& statement : statements) {
    StatementPlan judged{.line = statement.line,
                         .kind = sql::kind_of(statement),
                         .text = base::one_line(statement.text, 90),
                         .effects = simulation.judge(statement)};
    auto unseen = relation_unseen(statement, simulation.around(statement));  // before the statement itself makes it
    stale.follow(statement, simulation.around(statement));
    const auto left = simulation.leave(statement, judged.effects);
    stale.note_made(left.made);
    if (const auto* control = statement.as<sql::TransactionControl>()) {
      if (control->begins()) inside = true;
      if (control->ends()) inside = control->chain;
    }
    if (inside && judged.effects.not_in_transaction && !judged.effects.fails)
      judged.effects.fails = impact::inside_transaction(
          statement, "it stands in a transaction of the file's own: " + *judged.effects.not_in_transaction);
    names.put(judged.effects.relations);
    for (auto& index : judged.effects.indexes_rebuilt) index = names.first(index);
    names.follow(left.renamed);
    if (!judged.effects.unknown) judged.effects.unknown = std::move(unseen);
    take_back(marks, statement, plan);
    const auto& effects = judged.effects;
    merge(plan.relations, effects.relations);
    for (const auto& loss : effects.data_loss) add(plan.data_loss, loss);
    for (const auto& what : effects.overwrites) add(plan.overwrites, what);
    for (const auto& warning : effects.warnings) warnings.add(warning);
    for (std::size_t at = 0; at < effects.breaking.size(); ++at) {
      if (std::ranges::count(plan.breaking_reasons, effects.breaking[at]) > 0) continue;
      plan.breaking_reasons.push_back(effects.breaking[at]);
      if (at < effects.broken.size()) broken[effects.breaking[at]] = effects.broken[at];
    }
    if (effects.unknown) unknown.add(fmt::format("line {}: {}", judged.line, *effects.unknown));
    if (effects.not_in_transaction)
      plan.outside_transaction.push_back(fmt::format("line {}: {}", judged.line, *effects.not_in_transaction));
    plan.estimate.low += effects.estimate.low + statement_work.low;
    plan.estimate.high += effects.estimate.high + statement_work.high;
    if (!effects.estimate.basis.empty()) basis.push_back(effects.estimate);
    plan.statements.push_back(std::move(judged));
  }
  // Nobody sees what is broken and whole again before the end.
  std::erase_if(plan.breaking_reasons, [&](const std::string& reason) {
    const auto found = broken.find(reason);
    return plan.outside_transaction.empty() && found != broken.end() &&
           impact::is_mended(found->second, first, simulation.whole());
  });
  plan.analyzed = stale.tables();
  plan.estimate.low += commit_work.low;
  plan.estimate.high += commit_work.high;
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

static void compare_with_header(const migration::Header& header, int derived_risk, bool sizes_known,
                                MigrationPlan& plan) {
  // Where sizes are not known there is nothing to hold against the header's time.
  if (auto text = contradiction(sizes_known ? header.estimate : "", {plan.estimate.low, plan.estimate.high}))
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

static MigrationPlan plan_one(const migration::Migration& migration, impact::Simulation& simulation) {
  MigrationPlan plan{.migration = &migration};
  try {
    const auto statements = sql::parse_leniently(migration.up.text, migration.up.shown);
    judge_statements(statements, simulation, plan);
    plan.transactional = !migration.header.no_transaction && plan.outside_transaction.empty() &&
                         !sql::has_blocks_of_its_own(statements);
  } catch (const base::Error& error) {
    const auto place = error.place();
    plan.unknown.push_back(fmt::format("{}it does not parse: {}",
                                       place && place->line > 0 ? fmt::format("line {}: ", place->line) : "",
                                       error.message()));
  }
  plan.reversible = migration.down.has_value() && !base::trim(migration.down->text).empty();
  const bool sizes_known = simulation.whole().has_server();
  auto risk = derive_risk(plan, sizes_known);
  plan.risk_reasons = std::move(risk.reasons);
  compare_with_header(migration.header, risk.level, sizes_known, plan);
  plan.priority = priority_of(migration.header, plan.risk);
  if (!sizes_known) plan.estimate = {.basis = "no database was asked, so sizes are not known"};
  return plan;
}

Plan build_plan(const std::vector<const migration::Migration*>& migrations, const pg::Catalog& catalog,
                const impact::Rates& rates) {
  Plan plan;
  impact::Simulation simulation(catalog, {}, rates);
  for (const auto* migration : migrations) {
    simulation.new_session();
    auto one = plan_one(*migration, simulation);
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
