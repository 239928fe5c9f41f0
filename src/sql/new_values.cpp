#include "sql/new_values.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"

namespace sql {

static bool ends_transaction(const Statement& statement) {
  const auto* control = statement.as<TransactionControl>();
  return control && control->command == "COMMIT";
}

static bool made_before(const std::vector<Statement>& statements, std::size_t at, const QualifiedName& type) {
  return std::any_of(statements.begin(), statements.begin() + static_cast<std::ptrdiff_t>(at), [&](const auto& each) {
    const auto* made = each.template as<CreateType>();
    return made && made->name.name == type.name;
  });
}

void mark_uses_of_new_values(std::vector<Statement>& statements) {
  for (std::size_t at = 0; at < statements.size(); ++at) {
    const auto* added = statements[at].as<AlterEnum>();
    if (!added || !added->renamed_from.empty() || made_before(statements, at, added->name)) continue;
    const auto literal = "'" + base::replace_all(added->value, "'", "''") + "'";
    for (std::size_t later = at + 1; later < statements.size() && !ends_transaction(statements[later]); ++later) {
      auto& user = statements[later];
      if (user.as<AlterEnum>() || user.as<Comment>() || !user.not_in_transaction.empty()) continue;
      if (user.text.find(literal) == std::string_view::npos) continue;
      user.not_in_transaction = fmt::format(
          "the enum value {} of line {} can be used only after the transaction that adds it has committed", literal,
          statements[at].line);
      break;
    }
  }
}

}  // namespace sql
