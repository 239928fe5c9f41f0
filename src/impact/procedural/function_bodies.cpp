#include "impact/procedural/function_bodies.h"

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "impact/errors/errors.h"
#include "impact/procedural/catalog_query_eval.h"
#include "impact/procedural/routines.h"
#include "impact/simulate/rolled_back.h"

namespace impact {

// Code that calls code that calls code: past this, nothing more is learnt.
constexpr int deepest = 6;

namespace {

// The schema as the code has left it so far. It is copied when the first statement changes something.
class Present {
 public:
  explicit Present(const EffectsBuilder& around) : before_(&around.catalog), made_(around.made()) {}
  [[nodiscard]] const pg::Catalog& catalog() const { return changed_ ? *changed_ : *before_; }
  [[nodiscard]] const CreatedRelations& made() const { return made_; }
  void run(const sql::Statement& statement) {
    if (only_rows(statement)) return;
    if (!changed_) changed_ = *before_;
    for (auto& name : simulate(statement, *changed_)) made_.insert(std::move(name));
  }

 private:
  static bool only_rows(const sql::Statement& statement) {
    return statement.as<sql::Select>() || statement.as<sql::Insert>() || statement.as<sql::Delete>() ||
           statement.as<sql::Truncate>() || statement.as<sql::Lock>() || statement.as<sql::Copy>();
  }
  const pg::Catalog* before_;
  std::optional<pg::Catalog> changed_;
  CreatedRelations made_;
};

}  // namespace

// The effects of one text after the other; the reason why one is refused for certain, or nothing.
static std::optional<ExpectedError> run_text(EffectsBuilder& builder, Present& present, const std::string& text,
                                             bool certain, const std::string& what, std::vector<Effects>& all,
                                             bool repeats = false) {
  try {
    for (const auto& each : sql::parse(text, what)) {
      if (const auto* control = each.as<sql::TransactionControl>(); control && builder.depth() > 0) continue;
      auto found = effects_within(builder, each, present.catalog(), present.made(), repeats);
      if (found.not_in_transaction) found.fails = inside_transaction(each, *found.not_in_transaction);
      found.not_in_transaction.reset();
      auto refused = certain ? std::move(found.fails) : std::nullopt;
      found.fails.reset();
      if (refused) {  // before it got to the rows
        for (auto& relation : found.relations) relation.rewrite = relation.scan = false;
        found.indexes_rebuilt.clear();
      }
      all.push_back(std::move(found));
      if (refused) return refused;
      present.run(each);
    }
  } catch (const base::Error& error) {
    builder.unknown(fmt::format("a statement of {} does not parse: {}", what, error.message()));
  }
  return std::nullopt;
}

namespace {

// A block with EXCEPTION: what it did goes when one of its statements fails, and then a handler runs.
struct Guard {
  Present before;
  std::size_t first = 0;  // of its effects
  bool failed = false;
};

}  // namespace

// Locks of what was rolled back were held all the same, and waited for.
static void roll_back(std::vector<Effects>& all, std::size_t first) {
  for (std::size_t at = first; at < all.size(); ++at) {
    Effects locks;
    locks.relations = std::move(all[at].relations);
    for (auto& relation : locks.relations) {
      relation.rewrite = false;
      relation.rolled_back = true;
      relation.why = why_rolled_back;
    }
    all[at] = std::move(locks);
  }
}

// Code that need not run is no reason to say that the statement fails.
static void refuse(EffectsBuilder& builder, ExpectedError error, bool certain) {
  if (certain) return builder.fails(std::move(error));
  builder.warn(fmt::format("may be refused, if it comes to that: {}", sentence(error)));
}

void run_plpgsql(EffectsBuilder& builder, const sql::Body& body, const std::string& what, bool called) {
  if (!body.problem.empty())
    return builder.unknown(fmt::format("the code of {} could not be read: {}", what, body.problem));
  if (builder.depth() >= deepest)
    return builder.unknown(fmt::format("{} is called too deep inside other functions to follow", what));
  Present present(builder);
  std::vector<Effects> all;
  std::map<int, Guard> guards;
  std::optional<ExpectedError> refused;
  int passed_by = 0;  // the line of a handler's first statement
  std::size_t looked = 0;
  bool unclear = false;  // what a statement before did
  Decisions decisions(body);
  for (std::size_t at = 0; at < body.statements.size(); ++at) {
    const auto& statement = body.statements[at];
    // What could not be seen may have come first, and made it possible.
    for (; looked < all.size(); ++looked) unclear = unclear || all[looked].unknown;
    const bool seen = !unclear && is_seen(body, at) && !builder.is_unknown();
    decisions.reach(at, present.catalog(), seen);
    const auto failed = [&](int guard) { return guards.contains(guard) && guards.at(guard).failed; };
    if (std::ranges::any_of(statement.guards, failed)) continue;
    for (const int guard : statement.guards) guards.try_emplace(guard, Guard{present, all.size()});
    if (!decisions.may_run(statement, present.catalog())) continue;
    if (statement.handles && !failed(*statement.handles)) {  // nothing in the block is refused whatever the rows are
      passed_by = passed_by == 0 ? statement.line : passed_by;
      continue;
    }
    const bool certain = seen && !statement.may_not_run && decisions.holds(statement);
    std::optional<ExpectedError> why;
    if (statement.raises) {
      if (certain)
        why = error_of(sqlstate::raise_exception, {}, "line {} of {} raises an exception", statement.line, what);
    } else {
      const auto sent = texts_of(statement, present.catalog());
      if (!sent.unsure.empty()) builder.unknown(fmt::format("{}: {}", what, sent.unsure));
      for (const auto& text : sent.texts) {
        if (!why) why = run_text(builder, present, text, certain, what, all, statement.repeats);
      }
    }
    if (!why) continue;
    if (statement.guards.empty()) {
      refused = std::move(why);
      break;
    }
    auto& guard = guards.at(statement.guards.back());
    guard.failed = true;
    roll_back(all, guard.first);
    present = guard.before;
  }
  for (auto& each : all) builder.absorb(std::move(each));
  if (refused) refuse(builder, std::move(*refused), called);
  if (passed_by > 0)
    builder.warn(fmt::format("line {} of {} runs where its block fails, and is not counted", passed_by, what));
  for (const auto& unseen : body.unseen) builder.unknown(fmt::format("{}: {}", what, unseen));
  if (body.ends_transactions)
    builder.outside_transaction(fmt::format("{} commits, which cannot be inside a transaction block", what));
}

void run_sql(EffectsBuilder& builder, const std::string& text, const std::string& what, bool called) {
  if (builder.depth() >= deepest)
    return builder.unknown(fmt::format("{} is called too deep inside other functions to follow", what));
  Present present(builder);
  std::vector<Effects> all;
  auto refused = run_text(builder, present, text, true, what, all);
  for (auto& each : all) builder.absorb(std::move(each));
  if (refused) refuse(builder, std::move(*refused), called);
}

}  // namespace impact
