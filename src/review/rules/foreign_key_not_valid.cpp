// ADD FOREIGN KEY that checks all rows at once.
#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static void look_foreign_key_not_valid(const RuleContext& context, Sink& out) {
  const auto* alter = context.statement.as<sql::AlterTable>();
  if (!alter) return;
  for (const auto& command : alter->commands) {
    const auto* constraint = command.constraint ? &*command.constraint : nullptr;
    if (!constraint || constraint->type != sql::ConstraintType::foreign_key || constraint->not_valid) continue;
    const auto* table = context.busy(alter->table);
    if (!table || !table->scan) continue;
    const auto* relation = context.relation(alter->table);
    const bool partitioned = relation && relation->kind == pg::RelationKind::partitioned_table;
    out.say(
        context.at("FOREIGN"),
        fmt::format("blocks writes to {}{} and {} while every row is looked up: {} on both", shown(table->relation),
                    context.size_of(table->relation), constraint->references->name, lock_name(table->lock)),
        partitioned ? "add it to each partition NOT VALID and VALIDATE it there; before PostgreSQL 18 a "
                      "partitioned table takes no NOT VALID foreign key"
                    : "ADD … NOT VALID here, ALTER TABLE … VALIDATE CONSTRAINT in the next migration",
        context.by_work(Severity::error));
  }
}

extern const Rule foreign_key_not_valid{.severity = Severity::error, .statement = look_foreign_key_not_valid};

}  // namespace review
