// A table replaced by a copy of itself.
#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static void look_table_swap(const RuleContext& scene, Sink& out) {
  const auto* rename = scene.statement.as<sql::Rename>();
  if (!rename || rename->object != "TABLE") return;
  const auto copy = scene.trail.copied_from.find(rename->relation.name);
  if (copy == scene.trail.copied_from.end() || copy->second.name != rename->to) return;
  const auto gone = scene.trail.gone.find(rename->to);
  if (gone == scene.trail.gone.end()) return;
  out.say(scene.at(rename->relation.name),
          fmt::format("{} takes the place of {} (gone in line {}) without the foreign keys that point at it, its "
                      "triggers, grants, "
                      "owner, policies, views and publications; rows written since it was filled are lost",
                      rename->relation.name, rename->to, gone->second),
          "change the table in place: ADD COLUMN, fill it in batches, constraints NOT VALID, then VALIDATE");
}

extern const Rule table_swap{.severity = Severity::error, .statement = look_table_swap};

}  // namespace review
