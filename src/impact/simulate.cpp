// The schema as a statement leaves it: to the replay of its kind.
#include <algorithm>

#include "base/text.h"
#include "impact/impact.h"
#include "impact/replay.h"

namespace impact {

// These leave the schema as it is, or do to it what cannot be told.
static void replay(const sql::Insert&, Replay&) {}
static void replay(const sql::Delete&, Replay&) {}
static void replay(const sql::Copy&, Replay&) {}
static void replay(const sql::Lock&, Replay&) {}
static void replay(const sql::Reindex&, Replay&) {}
static void replay(const sql::Vacuum&, Replay&) {}
static void replay(const sql::Cluster&, Replay&) {}
static void replay(const sql::RefreshView&, Replay&) {}
static void replay(const sql::TransactionControl&, Replay&) {}
static void replay(const sql::Comment&, Replay&) {}
static void replay(const sql::Grant&, Replay&) {}

static void replay(const sql::Policy& policy, Replay& state) {
  auto* relation = find_relation(policy.table, state.catalog);
  if (!relation || std::ranges::count(relation->policies, policy.name) > 0) return;
  relation->policies.push_back(policy.name);
}

static void replay_rule(Replay& state) {
  const auto text = state.statement.text;
  if (state.statement.uses.empty()) return;
  auto* relation = find_relation(state.statement.uses.front().name, state.catalog);
  const auto words = base::split(text, ' ');
  const auto rule = std::ranges::find_if(
      words, [](std::string_view word) { return base::starts_with_ignoring_case(word, "rule") && word.size() == 4; });
  if (!relation || rule == words.end() || rule + 1 == words.end()) return;
  std::erase_if(relation->rules, [&](const pg::Rule& each) { return each.name == rule[1]; });
  relation->rules.push_back({.name = std::string(rule[1]), .definition = std::string(text)});
}

static void replay(const sql::Other& other, Replay& state) {
  if (other.tag == "RuleStmt") return replay_rule(state);
  if (other.tag != "CreateStatsStmt" || other.names.empty() || state.statement.uses.empty()) return;
  const auto table = resolve(state.statement.uses.front().name, state.catalog);
  if (!table) return;
  state.catalog.statistics.push_back({.name = created_name(other.names.front(), state.catalog), .table = *table});
}

std::vector<pg::Name> simulate(const sql::Statement& statement, pg::Catalog& catalog) {
  Replay state{statement, catalog};
  std::visit([&](const auto& node) { replay(node, state); }, statement.node);
  return std::move(state.made);
}

}  // namespace impact
