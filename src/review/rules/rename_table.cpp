// A table, view or type renamed, or moved to another schema, under running code.
#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static void look_at_move(const sql::SetSchema& move, const RuleContext& context, Sink& out) {
  if (move.object != "TABLE" && move.object != "VIEW" && move.object != "MATERIALIZED VIEW") return;
  const auto there = impact::resolve(move.name, context.before);
  if (there && (context.trail.made.contains(*there) || there->schema == move.schema)) return;
  out.say_unless({.name = context.old_name(move.name)}, context.at(move.name.name),
                 fmt::format("running code finds {} no more from this commit on, unless {} is in its search_path",
                             move.name.text(), move.schema),
                 move.object == "TABLE"
                     ? fmt::format("in the same migration CREATE VIEW {} AS SELECT * FROM {}; until no code uses the "
                                   "old name",
                                   move.name.text(), sql::QualifiedName{move.schema, move.name.name}.text())
                     : "the new schema in the search_path of those who ask for it first");
}

static void look_rename_table(const RuleContext& context, Sink& out) {
  if (const auto* move = context.statement.as<sql::SetSchema>()) look_at_move(*move, context, out);
  const auto* rename = context.statement.as<sql::Rename>();
  if (!rename || !rename->from.empty() ||
      (rename->object != "TABLE" && rename->object != "VIEW" && rename->object != "TYPE"))
    return;
  const auto there = impact::resolve(rename->relation, context.before);
  if (there && context.trail.made.contains(*there)) return;
  // The second half of a swap, which has a rule of its own.
  if (context.trail.gone.contains(rename->to)) return;
  out.say_unless(
      {.name = context.old_name(rename->relation)}, context.at(rename->relation.name),
      fmt::format("running code asks for {} until its last process is replaced, and fails from this commit on",
                  rename->relation.name),
      rename->object == "TABLE"
          ? fmt::format("in the same migration CREATE VIEW {} AS SELECT * FROM {}; until no code uses the old name",
                        rename->relation.text(), sql::QualifiedName{{}, rename->to}.text())
          : "make the new one beside it, and drop the old one when no code uses it");
}

extern const Rule rename_table{.severity = Severity::warning, .statement = look_rename_table};

}  // namespace review
