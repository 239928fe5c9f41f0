// One walk through statements: what each does to the schema as those before it have left it, ROLLBACK and SAVEPOINT
// included. What lint, plan, effects, fix and validate have in common.
#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "impact/impact.h"
#include "impact/simulate/indexed_schema.h"
#include "impact/simulate/savepoints.h"

namespace impact {

class Simulation {
 public:
  /// `made`: relations that are new with what is to come, so that nobody else sees them.
  explicit Simulation(pg::Catalog schema, CreatedRelations made = {}, const Rates& rates = {});

  /// The next migration: temporary tables and settings have gone, and none of what is there is its own.
  /// `rolls_back`: whether it may hold a ROLLBACK; to be ready for one costs a copy of the schema at each savepoint.
  void new_session(bool rolls_back = true);

  /// What the statement changes, beside the schema itself.
  struct Left {
    std::vector<pg::Name> made = {};    // relations
    std::vector<Renamed> renamed = {};  // relations and indexes
  };
  struct Step {
    Effects effects;
    Left left;
  };
  /// Judges the statement and leaves the schema as the server would.
  Step advance(const sql::Statement& statement);

  /// The two halves of advance(), where what stands between them needs the schema of before.
  Effects judge(const sql::Statement& statement);
  Left leave(const sql::Statement& statement, const Effects& effects);
  /// leave() without a judgement, but for code, of which it has to be known whether it can be followed.
  Left pass(const sql::Statement& statement);

  /// The schema, with at least all that the statement can reach; good until the next call. What is changed in it
  /// stays.
  pg::Catalog& around(const sql::Statement& statement);
  /// All of it; good until the next call.
  const pg::Catalog& whole() { return schema().whole(); }
  Schema& schema() {
    around_.reset();
    return schema_;
  }
  [[nodiscard]] const Schema& schema() const { return schema_; }
  /// Relations that the session's statements made.
  [[nodiscard]] const CreatedRelations& made() const { return made_; }
  void add_made(const pg::Name& name) { made_.insert(name); }
  void remove_made(const pg::Name& name) { made_.erase(name); }

 private:
  struct State {
    pg::Catalog catalog;
    CreatedRelations made;
  };

  Schema schema_;
  std::optional<std::pair<std::size_t, std::size_t>> around_;  // length and hash of the text that it was asked for
  CreatedRelations made_;
  Rates rates_;
  bool rolls_back_ = true;
  Savepoints<State> savepoints_;
};

}  // namespace impact
