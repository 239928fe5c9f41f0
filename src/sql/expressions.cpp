#include "sql/expressions.h"

#include <algorithm>

#include "sql/tree.h"
#include "sql/volatility.h"

namespace sql {

Expression facts_of(const raw::Node* expression) {
  Expression found;
  if (!expression) return found;
  found.volatile_calls = volatile_calls(expression);
  std::vector<const raw::Node*> open{expression};
  while (!open.empty()) {
    const auto* node = open.back();
    open.pop_back();
    if (node->type == raw::T_SubLink) {
      found.subquery = true;
      continue;
    }
    if (const auto* column = as<raw::ColumnRef>(node)) {
      const auto fields = Items(column->fields);
      auto name = fields.size() > 0 ? text_of(fields[fields.size() - 1]) : std::string{};
      if (!name.empty() && std::ranges::count(found.columns, name) == 0) found.columns.push_back(std::move(name));
      continue;
    }
    for_each_child(node, [&](const raw::Node* child) { open.push_back(child); });
  }
  return found;
}

}  // namespace sql
