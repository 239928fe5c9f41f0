// What cannot run in a transaction, in one file with what can: the file is no longer all or nothing.
#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static void look_concurrently_with_others(const RuleContext& context, Sink& out) {
  if (!context.effects.not_in_transaction || context.trail.transactional.empty()) return;
  if (context.trail.begun) return;  // will-fail's
  if (context.migration.header.no_transaction) return;
  const auto& [line, kind] = context.trail.transactional.front();
  out.say(
      context.statement.offset,
      fmt::format("because this cannot run in a transaction, the whole file runs statement by statement: if it fails "
                  "here, the {} of line {} stays",
                  kind, line),
      "put it into a migration of its own, or say '-- lockkeeper: no transaction' if that is meant");
}

extern const Rule concurrently_with_others{.severity = Severity::warning, .statement = look_concurrently_with_others};

}  // namespace review
