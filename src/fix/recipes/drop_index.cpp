// DROP INDEX: CONCURRENTLY, one index a statement.
#include <fmt/format.h>

#include "base/text.h"
#include "fix/indexes.h"
#include "impact/simulate/schema.h"

namespace fix {

static std::optional<Rewrite> remedy_drop_index(const Subject& subject) {
  const auto* drop = subject.statement.as<sql::Drop>();
  if (!drop || drop->object != "INDEX" || drop->concurrently) return std::nullopt;
  if (drop->cascade)
    return Rewrite{
        .impossible =
            "DROP INDEX CONCURRENTLY cannot CASCADE: drop what depends on the index by itself first, then the "
            "index without CASCADE"};
  Rewrite remedy_drop_index;
  for (const auto& name : drop->names) {
    const auto found = impact::find_index(name, subject.catalog);
    if (found && found.table->kind == pg::RelationKind::partitioned_table)
      return Rewrite{.impossible = fmt::format("{} is the index of a partitioned table, which cannot be dropped "
                                               "CONCURRENTLY: keep its lock short with lock_timeout",
                                               name.text())};
    remedy_drop_index.steps.emplace_back(
        Part{.title = base::replace_all(base::slug("drop " + name.name, 30), "-", "_"),
             .does = fmt::format("drops {} while reads and writes go on", name.text()),
             .running = Running::steps,
             .up = {fmt::format("DROP INDEX CONCURRENTLY {}{}", drop->if_exists ? "IF EXISTS " : "", name.text())},
             .nothing_to_undo = "the migration has no undo that makes the index again",
             .keeps_undo = true});
  }
  return remedy_drop_index;
}

extern const Recipe drop_index{.remedy = remedy_drop_index};

}  // namespace fix
