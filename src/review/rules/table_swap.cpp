// A table replaced by a copy of itself.
#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static void look_table_swap(const RuleContext& context, Sink& out) {
  const auto* rename = context.statement.as<sql::Rename>();
  if (!rename || rename->object != "TABLE") return;
  const auto copy = context.trail.copied_from.find(rename->relation.name);
  if (copy == context.trail.copied_from.end() || copy->second.name != rename->to) return;
  const auto gone = context.trail.gone.find(rename->to);
  if (gone == context.trail.gone.end()) return;
  out.say(context.at(rename->relation.name),
          fmt::format("{} takes the place of {} (gone in line {}) without the foreign keys that point at it, its "
                      "triggers, grants, "
                      "owner, policies, views and publications; rows written since it was filled are lost",
                      rename->relation.name, rename->to, gone->second),
          "change the table in place: ADD COLUMN, fill it in batches, constraints NOT VALID, then VALIDATE");
}

extern const Rule table_swap{.severity = Severity::error, .statement = look_table_swap};

}  // namespace review
