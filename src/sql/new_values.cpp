#include "sql/new_values.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"

namespace sql {

static bool ends_transaction(const Statement& statement) {
  const auto* control = statement.as<TransactionControl>();
  return control && control->kind == TransactionControl::Kind::commit;
}

void mark_uses_of_new_values(std::vector<Statement>& statements) {
  for (std::size_t at = 0; at < statements.size(); ++at) {
    const auto* added = statements[at].as<AlterEnum>();
    if (!added || !added->renamed_from.empty()) continue;
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
