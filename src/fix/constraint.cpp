#include "fix/constraint.h"

#include <fmt/format.h>

#include "fix/tokens.h"
#include "pg/session.h"

namespace fix {

const sql::TableConstraint* added_constraint(const Subject& subject, sql::ConstraintType type) {
  const auto* command = subject.command();
  if (!command || command->action != sql::AlterAction::add_constraint || !command->constraint) return nullptr;
  const auto& constraint = *command->constraint;
  const bool checks = constraint.type == type && !constraint.not_valid && constraint.using_index.empty();
  return checks ? &constraint : nullptr;
}

pg::Name table_of(const Subject& subject) {
  if (subject.table) return subject.table->name;
  const auto* alter = subject.statement.as<sql::AlterTable>();
  return alter ? pg::Name{alter->table.schema, alter->table.name} : pg::Name{};
}

std::string named_definition(const Subject& subject, const sql::TableConstraint& constraint,
                             const std::string& name) {
  const auto definition = Tokens(subject.action).from(1);
  return constraint.name.empty() ? fmt::format("CONSTRAINT {} {}", pg::quote_identifier(name), definition)
                                 : definition;
}

Part validation(const Subject& subject, const std::string& table, const std::string& name) {
  return {.title = "validate",
          .does = fmt::format("validates {} while reads and writes go on", name),
          .alone = true,
          .can_wait = true,
          .up = {fmt::format("ALTER TABLE {} VALIDATE CONSTRAINT {}", table, pg::quote_identifier(name))},
          .nothing_to_undo = "a constraint that was validated does no harm",
          .table = table_of(subject)};
}

Rewrite checked_later(const Subject& subject, const sql::TableConstraint& constraint, const std::string& name) {
  const auto quoted = pg::quote_identifier(name);
  const Part added{
      .title = "not_valid",
      .does = fmt::format("adds {}, checked for new rows only", name),
      .harmless = true,
      .up = {fmt::format("{} ADD {} NOT VALID", subject.head, named_definition(subject, constraint, name))},
      .down = {fmt::format("ALTER TABLE {} DROP CONSTRAINT {}", subject.table_name(), quoted)}};
  return {.steps = {added, validation(subject, subject.table_name(), name)}};
}

}  // namespace fix
