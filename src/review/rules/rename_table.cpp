// A table, view or enum label renamed under running code.
#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static void look(const Scene& scene, Sink& out) {
  const auto* rename = scene.statement.as<sql::Rename>();
  if (!rename || !rename->from.empty() ||
      (rename->object != "TABLE" && rename->object != "VIEW" && rename->object != "TYPE"))
    return;
  const auto there = impact::resolve(rename->relation, scene.before);
  if (there && scene.trail.made.contains(*there)) return;
  // The second half of a swap, which has a rule of its own.
  if (scene.trail.gone.contains(rename->to)) return;
  out.say_unless(
      {.name = scene.old_name(rename->relation)}, scene.at(rename->relation.name),
      fmt::format("running code asks for {} until its last process is replaced, and fails from this commit on",
                  rename->relation.name),
      rename->object == "TABLE"
          ? fmt::format("in the same migration CREATE VIEW {} AS SELECT * FROM {}; until no code uses the old name",
                        rename->relation.text(), sql::QualifiedName{{}, rename->to}.text())
          : "make the new one beside it, and drop the old one when no code uses it");
}

extern const Rule rename_table{.severity = Severity::warning, .statement = look};

}  // namespace review
