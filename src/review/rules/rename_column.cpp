// A column, table, view or type renamed under running code.
#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static void look_rename_column(const RuleContext& context, Sink& out) {
  const auto* rename = context.statement.as<sql::Rename>();
  if (!rename || rename->object != "COLUMN") return;
  const auto there = impact::resolve(rename->relation, context.before);
  if (there && context.trail.made.contains(*there)) return;
  // The second half of a swap: what was beside the column until now.
  if (context.trail.columns_gone.contains({context.old_name(rename->relation), rename->to})) return;
  out.say_unless(
      {.name = context.old_name(rename->relation), .column = rename->from, .or_table = true},
      context.at(rename->from),
      fmt::format("running code asks for {}.{} until its last process is replaced, and fails from this commit on",
                  rename->relation.name, rename->from),
      "a new column kept alike by a trigger, code that uses it, then drop the old one; or a view with the old names");
}

extern const Rule rename_column{.severity = Severity::warning, .statement = look_rename_column};

}  // namespace review
