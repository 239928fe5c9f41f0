// ATTACH PARTITION that reads the table to see that its rows belong there.
#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static void look_attach_partition_scan(const RuleContext& context, Sink& out) {
  const auto* alter = context.statement.as<sql::AlterTable>();
  if (!alter) return;
  for (const auto& command : alter->commands) {
    if (command.action != sql::AlterAction::attach_partition || !command.other) continue;
    const auto* partition = context.busy(*command.other);
    if (!partition || !partition->scan) continue;
    out.say(context.at(command.other->name),
            fmt::format("blocks reads and writes on {}{} while every row is compared with the partition's bounds",
                        shown(partition->relation), context.size_of(partition->relation)),
            "add a CHECK that says the same as the bounds (NOT VALID, then VALIDATE) before: it is taken as proof",
            context.by_work(Severity::warning));
  }
}

extern const Rule attach_partition_scan{.severity = Severity::warning, .statement = look_attach_partition_scan};

}  // namespace review
