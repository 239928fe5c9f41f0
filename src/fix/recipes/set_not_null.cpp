// SET NOT NULL: a CHECK proves it first, so that the statement itself reads nothing.
#include <algorithm>

#include <fmt/format.h>

#include "fix/constraint.h"
#include "fix/names.h"
#include "pg/session.h"

namespace fix {

// Since PostgreSQL 18 NOT NULL is a constraint like others. SET NOT NULL gives it this name.
static Rewrite as_constraint(const Subject& subject, const sql::AlterTableCommand& command) {
  const auto table = subject.table_name();
  const auto quoted = pg::quote_identifier(command.name);
  const auto name = choose_constraint_name(table_of(subject), {command.name}, "not_null", subject.catalog);
  const Part added{.title = "not_null",
                   .does = fmt::format("requires a {} of new rows", command.name),
                   .harmless = true,
                   .up = {fmt::format("ALTER TABLE {} ADD CONSTRAINT {} NOT NULL {} NOT VALID", table,
                                      pg::quote_identifier(name), quoted)},
                   .down = {fmt::format("ALTER TABLE {} ALTER COLUMN {} DROP NOT NULL", table, quoted)}};
  return {.steps = {added, validation(subject, table, name)}};
}

static std::optional<Rewrite> remedy_set_not_null(const Subject& subject) {
  const auto* command = subject.command();
  if (!command || command->action != sql::AlterAction::set_not_null) return std::nullopt;
  const auto* column = subject.table ? subject.table->column(command->name) : nullptr;
  if (column && (column->not_null || !subject.blocks_for_long())) return std::nullopt;  // so already, or proven

  const auto table = subject.table_name();
  const auto quoted = pg::quote_identifier(command->name);
  if (subject.major() >= 18) return as_constraint(subject, *command);
  const auto name = choose_constraint_name(table_of(subject), {command->name}, "is_not_null", subject.catalog);
  const auto constraint = pg::quote_identifier(name);
  const auto added = fmt::format("ADD CONSTRAINT {} CHECK ({} IS NOT NULL) NOT VALID", constraint, quoted);
  const Part check{.title = "not_null_check",
                   .does = fmt::format("checks that new rows have a {}", command->name),
                   .harmless = true,
                   .up = {fmt::format("ALTER TABLE {} {}", table, added)},
                   .down = {fmt::format("ALTER TABLE {} DROP CONSTRAINT {}", table, constraint)}};
  // In steps, so that a lock that is not had in time does not cost the work of the VALIDATE.
  const Part set{
      .title = "set_not_null",
      .does = fmt::format("validates that, and sets {} NOT NULL without reading the table again", command->name),
      .running = Running::steps,
      .up = {fmt::format("ALTER TABLE {} VALIDATE CONSTRAINT {}", table, constraint), "BEGIN",
             fmt::format("SET LOCAL lock_timeout = '{}'", subject.settings.lock_timeout), std::string(subject.text()),
             fmt::format("ALTER TABLE {} DROP CONSTRAINT {}", table, constraint), "COMMIT"},
      .down = {fmt::format("ALTER TABLE {} ALTER COLUMN {} DROP NOT NULL, {}", table, quoted, added)}};
  return Rewrite{.steps = {check, set}};
}

extern const Recipe set_not_null{.remedy = remedy_set_not_null};

}  // namespace fix
