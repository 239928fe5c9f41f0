// Of which tables the planner knows too little after a migration: ANALYZE is due. Pure.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "impact/impact.h"
#include "pg/catalog.h"
#include "sql/statement.h"

namespace plan {

struct Stale {
  pg::Name table;   // or a materialized view
  std::string why;  // "the column total has another type"
};

/// Follows the statements of one migration, one after the other. What an ANALYZE of the file itself puts right is no
/// longer stale; of code that cannot be looked into nothing is said.
class StaleStatistics {
 public:
  /// `before`: the schema as the statement finds it.
  void follow(const sql::Statement& statement, const pg::Catalog& before);
  /// What the statement made, as impact::Simulation says.
  void note_made(const std::vector<pg::Name>& made);

  /// In the order in which they became so, under the names they have now.
  [[nodiscard]] const std::vector<Stale>& tables() const { return tables_; }

 private:
  void add(const pg::Name& table, std::string why);
  void add(const sql::QualifiedName& table, const pg::Catalog& before, std::string why);
  void drop(const pg::Name& table);
  void rename(const std::vector<impact::Renamed>& renamed);
  void follow_alter(const sql::AlterTable& alter, const pg::Catalog& before);
  void follow_writes(const sql::Statement& statement, const pg::Catalog& before);
  void follow_code(const sql::Statement& statement, const pg::Catalog& before);
  void follow_maintenance(const sql::Vacuum& vacuum, const pg::Catalog& before);
  /// `rows`: as far as it is known.
  void write(const pg::Name& table, std::optional<long long> rows, const pg::Catalog& before);

  std::vector<Stale> tables_;
  impact::CreatedRelations made_;
  std::unordered_map<pg::Name, long long, pg::NameHash> written_;
};

/// Whether any statement may leave statistics stale: only then the catalog is worth reading for it.
bool may_be_stale_after(const std::vector<sql::Statement>& statements);

}  // namespace plan
