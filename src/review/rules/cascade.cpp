// DROP … CASCADE takes what nobody named.
#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "impact/simulate/schema.h"
#include "review/rule.h"

namespace review {

static bool depends(const pg::Name& name, const std::vector<pg::Name>& dropped, const pg::Catalog& catalog) {
  const auto* relation = impact::find_relation(name, catalog);
  if (!relation) return true;
  const auto is_dropped = [&](const pg::Name& each) {
    return std::find(dropped.begin(), dropped.end(), each) != dropped.end();
  };
  const auto is_among = [&](const std::vector<const pg::Relation*>& all) {
    return std::any_of(all.begin(), all.end(), [&](const pg::Relation* each) { return each->name == name; });
  };
  return std::any_of(relation->constraints.begin(), relation->constraints.end(),
                     [&](const auto& each) { return each.references && is_dropped(*each.references); }) ||
         (relation->owned_by && is_dropped(*relation->owned_by)) ||
         std::any_of(dropped.begin(), dropped.end(), [&](const pg::Name& each) {
           return is_among(impact::views_over(each, catalog)) || is_among(impact::descendants(each, catalog));
         });
}

static void look_cascade(const RuleContext& context, Sink& out) {
  const auto* drop = context.statement.as<sql::Drop>();
  const auto* alter = context.statement.as<sql::AlterTable>();
  const bool column = alter && std::any_of(alter->commands.begin(), alter->commands.end(), [](const auto& command) {
                        return command.cascade && (command.action == sql::AlterAction::drop_column ||
                                                   command.action == sql::AlterAction::drop_constraint);
                      });
  if (!(drop && drop->cascade) && !column) return;
  if (drop && std::all_of(drop->names.begin(), drop->names.end(), [&](const auto& name) {
        const auto there = impact::resolve(name, context.before);
        return drop->object == "TABLE" && (there ? context.trail.made.contains(*there) : drop->if_exists);
      }))
    return;
  std::string also;
  if (drop && drop->object == "TABLE") {
    std::vector<pg::Name> dropped;
    for (const auto& name : drop->names) {
      if (const auto there = impact::resolve(name, context.before)) dropped.push_back(*there);
    }
    for (const auto& effect : context.effects.relations) {
      const bool named = std::any_of(drop->names.begin(), drop->names.end(), [&](const auto& name) {
        return impact::resolve(name, context.before) == effect.relation;
      });
      // What the table itself refers to, or is a part of, is locked and stays as it is.
      if (named || !depends(effect.relation, dropped, context.before)) continue;
      if (effect.index_of || !impact::blocks_reads(effect.lock)) continue;
      also += fmt::format("{}{}", also.empty() ? "; here it touches " : ", ", shown(effect.relation));
    }
  }
  out.say(context.at("CASCADE"),
          fmt::format("takes everything that depends on it, named or not: views, foreign keys, defaults{}", also),
          "name what has to go, one statement each, without CASCADE: the server then refuses what was overlooked");
}

extern const Rule cascade{.severity = Severity::warning, .statement = look_cascade};

}  // namespace review
