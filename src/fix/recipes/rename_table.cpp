// RENAME of a table: a view keeps the old name for the code that still runs, and goes once it is gone.
#include <fmt/format.h>

#include "fix/recipe.h"
#include "pg/session.h"

namespace fix {

static std::optional<Rewrite> remedy_rename_table(const Subject& subject) {
  const auto* rename = subject.statement.as<sql::Rename>();
  if (!rename || rename->object != "TABLE" || !subject.table) return std::nullopt;
  const auto old_name = subject.table->name.text();
  const auto new_name = pg::Name{subject.table->name.schema, rename->to}.text();
  const auto view = fmt::format("CREATE VIEW {} AS SELECT * FROM {}", old_name, new_name);
  return Rewrite{
      .steps = {Part{.title = "rename",
                     .does = fmt::format("renames {} and leaves a view of that name, which can be written through",
                                         old_name),
                     .up = {std::string(subject.text()), view},
                     .down = {fmt::format("DROP VIEW {}", old_name),
                              fmt::format("ALTER TABLE {} RENAME TO {}", new_name,
                                          pg::quote_identifier(subject.table->name.name))}},
                Part{.title = "drop_view",
                     .does = fmt::format("drops the view {}, once no code speaks of it any more", old_name),
                     .alone = true,
                     .contract = true,
                     .up = {fmt::format("DROP VIEW {}", old_name)},
                     .down = {view},
                     .gone = subject.table->name.name}},
      .remarks = {fmt::format("grant on the view {} what the application has on the table; ON CONFLICT, row security "
                              "and LOCK TABLE do not go through a view as they do on a table",
                              old_name),
                  fmt::format("deploy the code that says {} between the two", rename->to)}};
}

extern const Recipe rename_table{.remedy = remedy_rename_table};

}  // namespace fix
