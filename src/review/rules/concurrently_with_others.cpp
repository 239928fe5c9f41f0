// What cannot run in a transaction, in one file with what can: the file is no longer all or nothing.
#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static void look_concurrently_with_others(const RuleContext& scene, Sink& out) {
  if (!scene.effects.not_in_transaction || scene.trail.transactional.empty()) return;
  if (scene.trail.begun) return;  // will-fail's
  if (scene.migration.header.no_transaction) return;
  const auto& [line, kind] = scene.trail.transactional.front();
  out.say(
      scene.statement.offset,
      fmt::format("because this cannot run in a transaction, the whole file runs statement by statement: if it fails "
                  "here, the {} of line {} stays",
                  kind, line),
      "put it into a migration of its own, or say '-- lockkeeper: no transaction' if that is meant");
}

extern const Rule concurrently_with_others{.severity = Severity::warning, .statement = look_concurrently_with_others};

}  // namespace review
