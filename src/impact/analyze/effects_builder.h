// Where the judges of statements put what they find. Inside this room only.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "impact/impact.h"
#include "sql/query_blocks.h"

namespace impact {

/// What a query or a write locks of a relation that it mentions so; ACCESS SHARE where it only names it.
LockMode lock_of(sql::Access access);

/// Collects one statement's effects; keeps the strongest per relation, forgets relations that the migration made
/// itself, and turns bytes and rows into time.
class EffectsBuilder {
 public:
  EffectsBuilder(const sql::Statement& statement, const pg::Catalog& catalog, const CreatedRelations& made_here,
                 const Rates& rates, int depth = 0);

  const sql::Statement& statement;
  const pg::Catalog& catalog;

  /// The statement's queries and writes, read when first asked for.
  [[nodiscard]] const std::vector<sql::QueryBlock>& scopes() const;
  [[nodiscard]] const pg::Relation* find(const sql::QualifiedName& name) const;
  [[nodiscard]] bool made_here(const pg::Name& name) const;
  /// Rows are there, so a loss or a scan is worth a word: not made here, and not known to be empty.
  [[nodiscard]] bool has_rows(const pg::Relation& relation) const;

  void lock(const pg::Name& relation, LockMode mode, std::string why = {});
  void lock_index(const pg::Relation& table, const std::string& index, LockMode mode, std::string why = {});
  void lock_indexes(const pg::Relation& table, LockMode mode);
  void scan(const pg::Relation& relation, std::string why = {});
  /// New file for the table and all its indexes; locks them as that needs.
  void rewrite(const pg::Relation& relation, std::string why = {}, LockMode index_lock = LockMode::access_exclusive);
  /// One more index over all rows; the scan that this takes is counted.
  void build_index(const pg::Relation& relation, std::string why = {});
  /// `lock`: what it takes on the index itself; none where the new index is built beside the old one.
  void rebuild_index(const pg::Relation& relation, const std::string& index,
                     LockMode lock = LockMode::access_exclusive);
  /// The table's file is copied as it is: no row is looked at, no index touched.
  void copy_file(const pg::Relation& relation, std::string why = {});
  /// Files copied as they are.
  void copy_bytes(long long bytes);
  void write_rows(long long rows, std::string_view verb);

  void lose(Loss loss) { effects_.data_loss.push_back(std::move(loss)); }
  /// The same of rows of the table: how many, as far as anybody has counted them.
  void lose_rows(Loss::Kind kind, const pg::Relation& table);
  void overwrites(std::string what) { effects_.overwrites.push_back(std::move(what)); }
  void breaks(std::string what, Broken broken = {}) {
    effects_.breaking.push_back(std::move(what));
    effects_.broken.resize(effects_.breaking.size());
    effects_.broken.back() = std::move(broken);
  }
  void warn(std::string what) { effects_.warnings.push_back(std::move(what)); }
  void unknown(std::string why);
  [[nodiscard]] bool is_unknown() const { return effects_.unknown.has_value(); }
  void fails(ExpectedError error);
  void outside_transaction(std::string why);

  /// What a statement inside this one does, judged by itself.
  void absorb(Effects inner);
  [[nodiscard]] const CreatedRelations& made() const { return made_here_; }
  [[nodiscard]] const Rates& rates() const { return rates_; }
  /// How many functions and blocks this statement is inside of.
  [[nodiscard]] int depth() const { return depth_; }
  /// It is run again and again until there is nothing left for it: LIMIT spares it no row.
  void repeat() { repeats_ = true; }
  [[nodiscard]] bool repeats() const { return repeats_; }

  Effects finish();

 private:
  RelationEffect* entry(const pg::Name& relation);  // null: made here

  const CreatedRelations& made_here_;
  const Rates& rates_;
  int depth_;
  bool repeats_ = false;
  Effects effects_;
  std::map<pg::Name, RelationEffect> relations_;
  std::vector<pg::Name> order_;
  double scan_bytes_ = 0;
  double rewrite_bytes_ = 0;
  double index_rows_ = 0;
  int indexes_ = 0;
  double write_rows_ = 0;
  std::vector<std::string> writes_;
  Estimate absorbed_;
  std::vector<std::string> absorbed_basis_;
};

/// `effects` for a statement inside another's code.
Effects effects_within(const EffectsBuilder& around, const sql::Statement& statement, const pg::Catalog& before,
                       const CreatedRelations& made_here, bool repeats = false);

}  // namespace impact
