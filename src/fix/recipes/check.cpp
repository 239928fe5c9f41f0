// CHECK: NOT VALID first, then VALIDATE in a transaction of its own.
#include <algorithm>

#include "fix/constraint.h"
#include "fix/names.h"
#include "fix/tokens.h"

namespace fix {

// The server names a check after its column where the expression has exactly one.
static std::vector<std::string> only_column(const Subject& subject) {
  if (!subject.table) return {};
  const Tokens tokens(subject.action);
  std::vector<std::string> found;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    if (!tokens.is_name(at) || tokens.depth(at) == 0 || tokens.is_symbol(at + 1, '(')) continue;
    const auto name = tokens.name(at);
    if (subject.table->column(name) && std::find(found.begin(), found.end(), name) == found.end())
      found.push_back(name);
  }
  return found.size() == 1 ? found : std::vector<std::string>{};
}

static std::optional<Rewrite> remedy_check(const Subject& subject) {
  const auto* constraint = added_constraint(subject, sql::ConstraintType::check);
  if (!constraint) return std::nullopt;
  const auto name = !constraint->name.empty()
                        ? constraint->name
                        : choose_constraint_name(table_of(subject), only_column(subject), "check", subject.catalog);
  return checked_later(subject, *constraint, name);
}

extern const Recipe check{.remedy = remedy_check};

}  // namespace fix
