// DROP TABLE, DROP SCHEMA: what is lost.
#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static void look_drop_table(const Scene& scene, Sink& out) {
  const auto* drop = scene.statement.as<sql::Drop>();
  if (!drop || (drop->object != "TABLE" && drop->object != "SCHEMA" && drop->object != "MATERIALIZED VIEW")) return;
  for (const auto& loss : scene.effects.data_loss) {
    out.say(scene.at(drop->names.front().name), fmt::format("{}: only a backup has them", loss),
            "rename it first (ALTER TABLE … RENAME TO …_old), and drop it when nobody has missed it",
            loss.find("drops the table") == 0 ? Severity::warning : Severity::error);
  }
}

extern const Rule drop_table{.severity = Severity::warning, .statement = look_drop_table};

}  // namespace review
