// Bodies of DO blocks: which of their statements will run on the schema at hand. Inside this room only.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "pg/catalog.h"
#include "sql/plpgsql.h"

namespace impact {

/// Whether the condition of an IF holds, where the catalog can tell: EXISTS (SELECT … FROM pg_constraint WHERE
/// conname = 'x') and its kind for relations, indexes, columns, types, extensions and schemas, with any number of
/// NOTs. Nothing for everything else.
std::optional<bool> condition_holds(std::string_view condition, const pg::Catalog& catalog);

/// What came of the conditions in a body, each tested where it stands: what the statements under it do to the catalog
/// changes nothing about that.
class Decisions {
 public:
  explicit Decisions(const sql::Body& body);
  /// Tests what is tested before the statement with this number. To be called for one after the other; `known`: the
  /// catalog says what is there.
  void reach(std::size_t statement, const pg::Catalog& catalog, bool known);
  /// False where one of the conditions around the statement did not hold.
  [[nodiscard]] bool may_run(const sql::BodyStatement& statement, const pg::Catalog& now) const;
  /// Whether all of them are known to have held.
  [[nodiscard]] bool holds(const sql::BodyStatement& statement) const;

 private:
  const sql::Body& body_;
  std::multimap<std::size_t, std::size_t> places_;
  std::vector<std::optional<bool>> held_;
};

/// Whether all that the body runs before this statement can be seen.
bool is_seen(const sql::Body& body, std::size_t statement);

}  // namespace impact
