// ADD CHECK that tries all rows at once.
#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static void look_check_not_valid(const RuleContext& context, Sink& out) {
  const auto* alter = context.statement.as<sql::AlterTable>();
  if (!alter) return;
  for (const auto& command : alter->commands) {
    if (!command.constraint || command.constraint->type != sql::ConstraintType::check ||
        command.constraint->not_valid)
      continue;
    const auto* table = context.busy(alter->table);
    if (!table || !table->scan) continue;
    out.say(context.at("CHECK"),
            fmt::format("blocks reads and writes on {}{} while every row is scanned for the CHECK: {}",
                        shown(table->relation), context.size_of(table->relation), lock_name(table->lock)),
            "ADD … NOT VALID here, ALTER TABLE … VALIDATE CONSTRAINT in the next migration",
            context.by_work(Severity::error));
  }
}

extern const Rule check_not_valid{.severity = Severity::error, .statement = look_check_not_valid};

}  // namespace review
