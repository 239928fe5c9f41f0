// DROP NOT NULL under code that counts on a value.
#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static void look_drop_not_null(const RuleContext& context, Sink& out) {
  const auto* alter = context.statement.as<sql::AlterTable>();
  if (!alter || !context.busy(alter->table)) return;
  for (const auto& command : alter->commands) {
    if (command.action != sql::AlterAction::drop_not_null) continue;
    out.say(context.at(command.name),
            fmt::format("running code that reads {} may not expect NULL there", command.name),
            "first a release that can read NULL");
  }
}

extern const Rule drop_not_null{.severity = Severity::advice, .statement = look_drop_not_null};

}  // namespace review
