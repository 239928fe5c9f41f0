#include "impact/simulate/simulation.h"

#include <functional>
#include <utility>

namespace impact {

Simulation::Simulation(pg::Catalog schema, CreatedRelations made, const Rates& rates)
    : schema_(std::move(schema)), made_(std::move(made)), rates_(rates) {}

void Simulation::new_session(bool rolls_back) {
  schema().new_session();
  made_.clear();
  savepoints_.clear();
  rolls_back_ = rolls_back;
}

// The same statement is asked about several times on its way, and nothing changes in between.
pg::Catalog& Simulation::around(const sql::Statement& statement) {
  const std::pair asked{statement.text.size(), std::hash<std::string_view>{}(statement.text)};
  if (around_ == asked) return schema_.at_hand();
  auto& catalog = schema_.around(statement);
  around_ = asked;
  return catalog;
}

Effects Simulation::judge(const sql::Statement& statement) {
  return effects(statement, around(statement), made_, rates_);
}

Simulation::Left Simulation::leave(const sql::Statement& statement, const Effects& found) {
  auto& catalog = around(statement);
  around_.reset();
  Left left{.renamed = renamed(statement, catalog)};
  for (const auto& [from, to] : left.renamed) {
    if (made_.erase(from) > 0) made_.insert(to);
  }
  left.made = simulate(statement, catalog);
  note_doubt(statement, found, left.made, catalog);
  made_.insert(left.made.begin(), left.made.end());
  const auto* control = rolls_back_ ? statement.as<sql::TransactionControl>() : nullptr;
  if (!control) return left;
  if (auto back = savepoints_.follow(*control, [&] { return State{schema_.whole(), made_}; })) {
    schema_.restore(back->state.catalog);
    made_ = std::move(back->state.made);
  }
  return left;
}

Simulation::Step Simulation::advance(const sql::Statement& statement) {
  Step step{.effects = judge(statement), .left = {}};
  step.left = leave(statement, step.effects);
  return step;
}

Simulation::Left Simulation::pass(const sql::Statement& statement) {
  const bool runs_code = statement.as<sql::DoBlock>() || !statement.calls.empty();
  return leave(statement, runs_code ? judge(statement) : Effects{});
}

}  // namespace impact
