// Triggers and with them foreign keys switched off, and left so.
#include <fmt/format.h>

#include "base/text.h"
#include "review/rule.h"

namespace review {

static bool is_replica(const sql::Set& set) {
  return !set.values.empty() && base::to_lower(set.values.front()) == "replica";
}

static void look_triggers_off(const RuleContext& context, Sink& out) {
  if (const auto* set = context.statement.as<sql::Set>();
      set && base::to_lower(set->name) == "session_replication_role" && is_replica(*set)) {
    out.say(
        context.statement.offset,
        "no trigger and no foreign key is looked at from here on: rows that point nowhere go in, and stay for good",
        "keep the constraints; drop and add them NOT VALID, then VALIDATE, if the order of rows is the trouble",
        Severity::error);
    return;
  }
  const auto* alter = context.statement.as<sql::AlterTable>();
  if (!alter) return;
  for (const auto& command : alter->commands) {
    if (command.action != sql::AlterAction::disable_trigger || !context.busy(alter->table)) continue;
    out.say(
        context.statement.offset,
        fmt::format(
            "what the application writes to {} before they are enabled again is checked by nobody ({} is held to the "
            "commit only)",
            alter->table.text(), "SHARE ROW EXCLUSIVE"),
        "enable them again in the same transaction, and check the rows that went in meanwhile");
  }
}

extern const Rule triggers_off{.severity = Severity::warning, .statement = look_triggers_off};

}  // namespace review
