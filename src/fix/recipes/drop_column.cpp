// DROP COLUMN is catalog work; what hurts is the code that still writes rows without it. First it may be left out,
// then it goes.
#include <fmt/format.h>

#include "fix/recipe.h"
#include "pg/session.h"

namespace fix {

static std::optional<Rewrite> remedy_drop_column(const Subject& subject) {
  const auto* command = subject.command();
  if (!command || command->action != sql::AlterAction::drop_column || !subject.table) return std::nullopt;
  const auto* column = subject.table->column(command->name);
  const bool in_the_way =
      column && column->not_null && !column->default_expression && !column->identity && !column->generated;
  const bool in_key = [&] {
    for (const auto& index : subject.table->indexes) {
      for (const auto& name : index.columns) {
        if ((index.primary || index.replica_identity) && name == command->name) return true;
      }
    }
    return false;
  }();
  if (!in_the_way || in_key) return std::nullopt;
  const auto name = pg::quote_identifier(command->name);
  return Rewrite{
      .steps = {Part{.title = "nullable",
                     .does = fmt::format("lets new code leave {} out", command->name),
                     .up = {fmt::format("ALTER TABLE {} ALTER COLUMN {} DROP NOT NULL", subject.table_name(), name)},
                     .nothing_to_undo = "the column may hold NULL by now; set NOT NULL again once it is filled"},
                Part{.title = "drop_column",
                     .does = fmt::format("drops {}, once no code speaks of it any more", command->name),
                     .alone = true,
                     .contract = true,
                     .up = {std::string(subject.text())},
                     .nothing_to_undo = "the migration has no undo that brings the column back",
                     .keeps_undo = true,
                     .gone = command->name}},
      .remarks = {fmt::format("deploy the code that does without {} between the two", command->name)}};
}

extern const Recipe drop_column{.remedy = remedy_drop_column};

}  // namespace fix
