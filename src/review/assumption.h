// Whether a statement speaks of a relation that nobody knows.
#pragma once

#include "review/rule.h"

namespace review {

/// Its columns and constraints are not known then: that one is missing proves nothing.
inline bool rests_on_assumption(const RuleContext& context) {
  for (const auto& use : context.statement.uses) {
    const auto there = impact::resolve(use.name, context.before);
    if (there ? context.assumed.contains(*there) : use.must_exist && !context.sizes_known()) return true;
  }
  return false;
}

/// The table is one that nobody knows, and no statement so far has said what the column is.
inline bool unseen_column(const RuleContext& context, const sql::QualifiedName& table, std::string_view column) {
  const auto there = impact::resolve(table, context.before);
  return there && context.assumed.contains(*there) && !context.before.relations.at(*there).column(column);
}

}  // namespace review
