// UNLOGGED: gone after a crash, never on a standby.
#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static void look_unlogged_table(const RuleContext& context, Sink& out) {
  const auto* create = context.statement.as<sql::CreateTable>();
  const auto* alter = context.statement.as<sql::AlterTable>();
  const auto text = context.statement.text;
  const auto say = [&](const std::string& table) {
    out.say(context.at("UNLOGGED"),
            fmt::format("{} is empty after a crash of the server, on every standby, and after a restore of its WAL",
                        table),
            "leave UNLOGGED out unless every row can be made again");
  };
  if (create && create->unlogged) say(create->table.name);
  if (!alter) return;
  for (const auto& command : alter->commands) {
    if (command.action != sql::AlterAction::set_logged) continue;
    const auto at = context.at("UNLOGGED");
    if (at != context.statement.offset && at < context.statement.offset + text.size()) say(alter->table.name);
  }
}

extern const Rule unlogged_table{.severity = Severity::warning, .statement = look_unlogged_table};

}  // namespace review
