// DROP … CASCADE takes what nobody named.
#include <algorithm>

#include <fmt/format.h>

#include "review/rule.h"

namespace review {

static void look_cascade(const Scene& scene, Sink& out) {
  const auto* drop = scene.statement.as<sql::Drop>();
  const auto* alter = scene.statement.as<sql::AlterTable>();
  const bool column = alter && std::any_of(alter->commands.begin(), alter->commands.end(), [](const auto& command) {
                        return command.cascade && (command.action == sql::AlterAction::drop_column ||
                                                   command.action == sql::AlterAction::drop_constraint);
                      });
  if (!(drop && drop->cascade) && !column) return;
  if (drop && std::all_of(drop->names.begin(), drop->names.end(), [&](const auto& name) {
        const auto there = impact::resolve(name, scene.before);
        return drop->object == "TABLE" && (there ? scene.trail.made.contains(*there) : drop->if_exists);
      }))
    return;
  std::string also;
  if (drop && drop->object == "TABLE") {
    for (const auto& effect : scene.effects.relations) {
      const bool named = std::any_of(drop->names.begin(), drop->names.end(), [&](const auto& name) {
        return impact::resolve(name, scene.before) == effect.relation;
      });
      if (named || effect.index_of || !impact::blocks_reads(effect.lock)) continue;
      also += fmt::format("{}{}", also.empty() ? "; here it touches " : ", ", shown(effect.relation));
    }
  }
  out.say(scene.at("CASCADE"),
          fmt::format("takes everything that depends on it, named or not: views, foreign keys, defaults{}", also),
          "name what has to go, one statement each, without CASCADE: the server then refuses what was overlooked");
}

extern const Rule cascade{.severity = Severity::warning, .statement = look_cascade};

}  // namespace review
