// The schema as a statement leaves it: to the replay of its kind.
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
static void replay(const sql::Policy&, Replay&) {}
static void replay(const sql::Other&, Replay&) {}

std::vector<pg::Name> simulate(const sql::Statement& statement, pg::Catalog& catalog) {
  Replay state{statement, catalog};
  std::visit([&](const auto& node) { replay(node, state); }, statement.node);
  return std::move(state.made);
}

}  // namespace impact
