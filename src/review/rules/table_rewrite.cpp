// VACUUM FULL, CLUSTER, SET TABLESPACE, SET LOGGED …: a table written anew by its nature.
#include <algorithm>

#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static void look_table_rewrite(const RuleContext& context, Sink& out) {
  const auto* alter = context.statement.as<sql::AlterTable>();
  const auto* vacuum = context.statement.as<sql::Vacuum>();
  const bool moves = alter && std::any_of(alter->commands.begin(), alter->commands.end(), [](const auto& command) {
                       return command.action == sql::AlterAction::set_tablespace ||
                              command.action == sql::AlterAction::set_logged ||
                              command.action == sql::AlterAction::set_access_method;
                     });
  const bool full = vacuum && vacuum->full;
  if (!moves && !full && !context.statement.as<sql::Cluster>()) return;
  const auto* table = context.worst();
  if (!table || !impact::blocks_reads(table->lock)) return;
  out.say(context.statement.offset,
          fmt::format(
              "blocks reads and writes on {}{} until all of it is rewritten, and it takes its space twice until then",
              shown(table->relation), context.size_of(table->relation)),
          moves ? "in a window; or a new table beside it, filled in batches"
                : "pg_repack or pg_squeeze; a plain VACUUM keeps the table from growing",
          context.by_work(Severity::error));
}

extern const Rule table_rewrite{.severity = Severity::error, .statement = look_table_rewrite};

}  // namespace review
