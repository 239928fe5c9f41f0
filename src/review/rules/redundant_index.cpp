// An index that another one serves as well.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "review/rule.h"

namespace review {

static bool plain(const pg::Index& index) {
  return index.definition.find(" WHERE ") == std::string::npos &&
         index.definition.find(" where ") == std::string::npos && (index.method.empty() || index.method == "btree") &&
         std::none_of(index.columns.begin(), index.columns.end(),
                      [](const std::string& column) { return column.find('(') != std::string::npos; });
}

static void look_redundant_index(const ProjectContext& whole, Sink& out) {
  for (const auto& made : whole.indexes) {
    const auto found = whole.after.relations.find(made.table);
    if (found == whole.after.relations.end()) continue;
    const auto* index = found->second.index(made.index);
    if (!index || index->unique || index->columns.empty() || !plain(*index)) continue;
    for (const auto& other : found->second.indexes) {
      if (other.name == index->name || !other.valid || !plain(other) || other.columns.size() < index->columns.size())
        continue;
      if (!std::equal(index->columns.begin(), index->columns.end(), other.columns.begin())) continue;
      const bool same = other.columns.size() == index->columns.size();
      if (same && !other.unique && other.name > index->name) continue;  // told once, of the later name
      out.put({.location = made.location,
               .message = fmt::format(
                   "{} {} serves every query that this one would, and both cost at each write", other.name,
                   same ? "is over the same columns and"
                        : fmt::format("begins with the same columns ({}) and", fmt::join(other.columns, ", "))),
               .better = "leave it out"});
      break;
    }
  }
}

extern const Rule redundant_index{.severity = Severity::advice, .whole = look_redundant_index};

}  // namespace review
