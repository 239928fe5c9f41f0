// SET NOT NULL that reads every row.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "impact/analyze/constraint_implication.h"
#include "pg/session.h"
#include "review/assumption.h"
#include "review/rule.h"

namespace review {

static void look_set_not_null(const RuleContext& context, Sink& out) {
  const auto* alter = context.statement.as<sql::AlterTable>();
  if (!alter) return;
  const auto* table = context.busy(alter->table);
  if (!table) return;
  for (const auto& command : alter->commands) {
    const auto* added = command.constraint ? &*command.constraint : nullptr;
    if (added && added->type == sql::ConstraintType::not_null && !added->not_valid && table->scan)
      out.say(context.at("NOT NULL"),
              fmt::format("blocks reads and writes on {}{} while every row is scanned to see that {} is not null",
                          shown(table->relation), context.size_of(table->relation), fmt::join(added->columns, ", ")),
              "ADD CONSTRAINT … NOT NULL … NOT VALID here, VALIDATE CONSTRAINT in the next migration",
              context.by_work(Severity::error));
    if (command.action != sql::AlterAction::set_not_null) continue;
    // Of a table that nobody knows the CHECK may be known still, from the files before.
    const auto* known = context.relation(alter->table);
    const bool proven = known && impact::not_null_proven(*known, command.name, context.before);
    if (!table->scan && (proven || !unseen_column(context, alter->table, command.name))) continue;
    const bool as_constraint = context.before.server_version >= 180000;
    const auto column = pg::quote_identifier(command.name);
    out.say(
        context.at(command.name),
        fmt::format("blocks reads and writes on {}{} while every row is scanned to see that {} is not null",
                    shown(table->relation), context.size_of(table->relation), command.name),
        as_constraint
            ? fmt::format("ADD CONSTRAINT … NOT NULL {} NOT VALID, VALIDATE CONSTRAINT in the next migration", column)
            : fmt::format("ADD CHECK ({} IS NOT NULL) NOT VALID, VALIDATE it in the next migration, then "
                          "SET NOT NULL takes the CHECK as proof; drop the CHECK",
                          column),
        context.by_work(Severity::error));
  }
}

extern const Rule set_not_null{.severity = Severity::error, .statement = look_set_not_null};

}  // namespace review
