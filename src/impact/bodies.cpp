#include "impact/bodies.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/error.h"
#include "impact/loops.h"
#include "impact/routines.h"

namespace impact {

// Code that calls code that calls code: past this, nothing more is learnt.
constexpr int deepest = 6;

namespace {

// The schema as the code has left it so far. It is copied when the first statement changes something.
class Present {
 public:
  explicit Present(const Gathering& around) : before_(around.catalog), made_(around.made()) {}
  [[nodiscard]] const pg::Catalog& catalog() const { return changed_ ? *changed_ : before_; }
  [[nodiscard]] const std::vector<pg::Name>& made() const { return made_; }
  void run(const sql::Statement& statement) {
    if (only_rows(statement)) return;
    if (!changed_) changed_ = before_;
    for (auto& name : simulate(statement, *changed_)) made_.push_back(std::move(name));
  }

 private:
  static bool only_rows(const sql::Statement& statement) {
    return statement.as<sql::Select>() || statement.as<sql::Insert>() || statement.as<sql::Delete>() ||
           statement.as<sql::Truncate>() || statement.as<sql::Lock>() || statement.as<sql::Copy>();
  }
  const pg::Catalog& before_;
  std::optional<pg::Catalog> changed_;
  std::vector<pg::Name> made_;
};

}  // namespace

static void run_text(Gathering& gathering, Present& present, const std::string& text, bool certain,
                     const std::string& what) {
  try {
    for (const auto& each : sql::parse(text, what)) {
      if (const auto* control = each.as<sql::TransactionControl>(); control && gathering.depth() > 0) continue;
      auto found = effects_within(gathering, each, present.catalog(), present.made());
      if (found.not_in_transaction) found.fails = *found.not_in_transaction;
      found.not_in_transaction.reset();
      if (!certain) found.fails.reset();
      gathering.absorb(std::move(found));
      present.run(each);
    }
  } catch (const base::Error& error) {
    gathering.unknown(fmt::format("a statement of {} does not parse: {}", what, error.message()));
  }
}

void run_plpgsql(Gathering& gathering, const sql::Body& body, const std::string& what) {
  if (!body.problem.empty())
    return gathering.unknown(fmt::format("the code of {} could not be read: {}", what, body.problem));
  if (gathering.depth() >= deepest)
    return gathering.unknown(fmt::format("{} is called too deep inside other functions to follow", what));
  Present present(gathering);
  for (const auto& statement : body.statements) {
    if (!may_run(statement, present.catalog())) continue;
    const bool certain =
        !statement.may_not_run && std::ranges::all_of(statement.conditions, [&](const auto& condition) {
          return condition_holds(condition, present.catalog()).has_value();
        });
    const auto sent = texts_of(statement, present.catalog());
    if (!sent.unsure.empty()) gathering.unknown(fmt::format("{}: {}", what, sent.unsure));
    for (const auto& text : sent.texts) run_text(gathering, present, text, certain, what);
  }
  for (const auto& unseen : body.unseen) gathering.unknown(fmt::format("{}: {}", what, unseen));
  if (body.ends_transactions)
    gathering.outside_transaction(fmt::format("{} commits, which cannot be inside a transaction block", what));
}

void run_sql(Gathering& gathering, const std::string& text, const std::string& what) {
  if (gathering.depth() >= deepest)
    return gathering.unknown(fmt::format("{} is called too deep inside other functions to follow", what));
  Present present(gathering);
  run_text(gathering, present, text, true, what);
}

}  // namespace impact
