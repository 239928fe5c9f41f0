// Statements that have no safe form with the same end: said so, with what to do instead.
#include <fmt/format.h>

#include "fix/constraint.h"

namespace fix {

static std::string why_not_not_possible(const Subject& subject) {
  if (added_constraint(subject, sql::ConstraintType::exclusion))
    return "an exclusion constraint can be neither NOT VALID nor built CONCURRENTLY: add it while the table is "
           "small, or "
           "in a maintenance window";
  if (const auto* rename = subject.statement.as<sql::Rename>(); rename && rename->object == "COLUMN")
    return fmt::format(
        "renaming {} is quick, but code that says the old name fails at once, and a column has one name only. Keep "
        "the "
        "name, or rename in a maintenance window together with the deployment",
        rename->from);
  if (const auto* vacuum = subject.statement.as<sql::Vacuum>(); vacuum && vacuum->full)
    return "VACUUM FULL rewrites the table, which blocks reads and writes: plain VACUUM is enough for most, "
           "pg_repack "
           "or "
           "pg_squeeze shrink a table in use";
  if (subject.statement.as<sql::Cluster>())
    return "CLUSTER rewrites the table, which blocks reads and writes: pg_repack can do it on a table in use";
  const auto* command = subject.command();
  if (!command || !subject.blocks_for_long()) return "";
  if (command->action == sql::AlterAction::set_logged)
    return "changing between LOGGED and UNLOGGED writes the table anew: copy it into a new table, or use a "
           "maintenance "
           "window";
  if (command->action == sql::AlterAction::set_tablespace)
    return "moving a table to another tablespace copies it, which blocks reads and writes: pg_repack --tablespace "
           "can "
           "do "
           "it on "
           "a table in use";
  if (command->action == sql::AlterAction::set_access_method)
    return "another access method writes the table anew: copy it into a new table, or use a maintenance window";
  if (command->action == sql::AlterAction::add_identity) return "";
  return "";
}

static std::optional<Rewrite> remedy_not_possible(const Subject& subject) {
  auto why = why_not_not_possible(subject);
  if (why.empty()) return std::nullopt;
  return Rewrite{.impossible = std::move(why)};
}

extern const Recipe not_possible{.remedy = remedy_not_possible};

}  // namespace fix
