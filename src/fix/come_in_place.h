// Columns and indexes that come in the place of others of their names. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pg/catalog.h"
#include "sql/statement.h"

namespace fix {

/// Names that the statement gives to columns: ADD COLUMN, RENAME COLUMN.
std::vector<std::string> new_columns(const sql::Statement& statement);

/// Follows the statements of one part. What it puts in the place of another carries what that one did: the part's own
/// GRANT, COMMENT and SET see to it, which the simulated catalog does not follow.
class ComeInPlace {
 public:
  /// `before`: the catalog as the statement finds it.
  void note(const sql::Statement& statement, const pg::Catalog& before);
  /// Behind the last of them.
  void carry_over(pg::Catalog& catalog) const;

 private:
  struct Away {
    pg::Name table = {};
    std::optional<pg::Column> column = {};
    std::optional<pg::Index> index = {};
  };

  std::vector<Away> away_;  // what was renamed, as it was
};

}  // namespace fix
