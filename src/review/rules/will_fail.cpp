// What the server will refuse.
#include <fmt/format.h>

#include "base/text.h"
#include "review/assumption.h"
#include "review/rule.h"
#include "review/unread.h"

namespace review {

// The column that was probably meant.
static std::string near_column(const Scene& scene) {
  const auto* alter = scene.statement.as<sql::AlterTable>();
  const auto* table = alter ? scene.relation(alter->table) : nullptr;
  if (!table) return "";
  std::vector<std::string> names;
  for (const auto& column : table->columns) names.push_back(column.name);
  for (const auto& command : alter->commands) {
    if (command.action == sql::AlterAction::add_column || command.name.empty() || table->column(command.name))
      continue;
    if (const auto near = base::near_match(command.name, names)) return fmt::format("did you mean {}?", *near);
  }
  return "";
}

static void look(const Scene& scene, Sink& out) {
  if (!scene.effects.fails || rests_on_assumption(scene)) return;
  if (!scene.doubtful.empty() && speaks_of(*scene.effects.fails, scene.doubtful)) return;
  out.say(scene.statement.offset, fmt::format("PostgreSQL refuses this: {}", *scene.effects.fails),
          near_column(scene));
}

extern const Rule will_fail{.severity = Severity::error, .statement = look};

}  // namespace review
