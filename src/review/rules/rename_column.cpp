// A column, table, view or type renamed under running code.
#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static void look_rename_column(const RuleContext& scene, Sink& out) {
  const auto* rename = scene.statement.as<sql::Rename>();
  if (!rename || rename->object != "COLUMN") return;
  const auto there = impact::resolve(rename->relation, scene.before);
  if (there && scene.trail.made.contains(*there)) return;
  // The second half of a swap: what was beside the column until now.
  if (scene.trail.columns_gone.contains({scene.old_name(rename->relation), rename->to})) return;
  out.say_unless(
      {.name = scene.old_name(rename->relation), .column = rename->from, .or_table = true}, scene.at(rename->from),
      fmt::format("running code asks for {}.{} until its last process is replaced, and fails from this commit on",
                  rename->relation.name, rename->from),
      "a new column kept alike by a trigger, code that uses it, then drop the old one; or a view with the old names");
}

extern const Rule rename_column{.severity = Severity::warning, .statement = look_rename_column};

}  // namespace review
