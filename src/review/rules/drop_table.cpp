// DROP TABLE, DROP SCHEMA: what is lost.
#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static void look_drop_table(const RuleContext& context, Sink& out) {
  const auto* drop = context.statement.as<sql::Drop>();
  if (!drop || (drop->object != "TABLE" && drop->object != "SCHEMA" && drop->object != "MATERIALIZED VIEW")) return;
  for (const auto& loss : context.effects.data_loss) {
    const bool is_table = loss.kind == impact::Loss::Kind::dropped && loss.object.kind == "table";
    out.say(context.at(drop->names.front().name), fmt::format("{}: only a backup has them", sentence(loss)),
            "rename it first (ALTER TABLE … RENAME TO …_old), and drop it when nobody has missed it",
            is_table ? Severity::warning : Severity::error);
  }
}

extern const Rule drop_table{.severity = Severity::warning, .statement = look_drop_table};

}  // namespace review
