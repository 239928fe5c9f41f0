// TRUNCATE.
#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static void look_truncate(const RuleContext& context, Sink& out) {
  const auto* truncate = context.statement.as<sql::Truncate>();
  if (!truncate) return;
  const auto* table = context.worst();
  if (!table) return;
  out.say(
      context.at(truncate->tables.front().name),
      fmt::format("empties {}{}{}: only a backup has the rows", shown(table->relation),
                  context.size_of(table->relation), truncate->cascade ? " and every table that refers to it" : ""),
      "rename the table and make an empty one, as long as the way back is open",
      truncate->cascade ? Severity::error : Severity::warning);
}

extern const Rule truncate_{.severity = Severity::warning, .statement = look_truncate};

}  // namespace review
