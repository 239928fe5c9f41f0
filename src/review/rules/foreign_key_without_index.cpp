// A foreign key made here without an index that begins with its columns.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "pg/session.h"
#include "pg/written.h"
#include "review/rule.h"

namespace review {

static bool leads(const pg::Index& index, const std::vector<std::string>& columns) {
  if (index.columns.size() < columns.size() || !index.valid) return false;
  if (index.definition.find(" WHERE ") != std::string::npos) return false;
  return std::is_permutation(columns.begin(), columns.end(), index.columns.begin());
}

static void look_foreign_key_without_index(const ProjectContext& whole, Sink& out) {
  for (const auto& key : whole.foreign_keys) {
    const auto found = whole.after.relations.find(key.table);
    if (found == whole.after.relations.end()) continue;
    const auto& table = found->second;
    const bool still_there =
        std::any_of(table.constraints.begin(), table.constraints.end(), [&](const pg::Constraint& constraint) {
          return constraint.kind == pg::ConstraintKind::foreign_key && constraint.columns == key.columns;
        });
    if (!still_there || std::any_of(table.indexes.begin(), table.indexes.end(),
                                    [&](const pg::Index& index) { return leads(index, key.columns); }))
      continue;
    const auto columns = fmt::format("{}", fmt::join(key.columns, ", "));
    std::vector<std::string> quoted;
    for (const auto& column : key.columns) quoted.push_back(pg::quote_identifier(column));
    out.put({.location = key.location,
             .message = fmt::format(
                 "no index of {} begins with {}: each DELETE and each change of a key in {} reads the whole table, "
                 "with the row locked",
                 shown(key.table), columns, key.references ? shown(*key.references) : "the other table"),
             .better = fmt::format("CREATE INDEX CONCURRENTLY ON {} ({})", pg::written(key.table),
                                   fmt::join(quoted, ", "))});
  }
}

extern const Rule foreign_key_without_index{.severity = Severity::advice, .whole = look_foreign_key_without_index};

}  // namespace review
