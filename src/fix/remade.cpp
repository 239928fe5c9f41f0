#include "fix/remade.h"

#include <algorithm>

#include "impact/simulate/schema.h"
#include "impact/simulate/simulation.h"

namespace fix {

namespace {

struct Dropped {
  std::size_t offset = 0;
  pg::Name table = {};
  std::string text = {};
};

}  // namespace

static impact::FoundIndex index_dropped_by(const sql::Statement& statement, const pg::Catalog& catalog) {
  const auto* drop = statement.as<sql::Drop>();
  if (!drop || drop->object != "INDEX" || drop->names.size() != 1 || drop->cascade) return {};
  return impact::find_index(drop->names.front(), catalog);
}

// Its rows, which another table's may take along, or its definition.
static bool changes(const sql::Statement& statement, const impact::Effects& effects, const pg::Name& table) {
  const auto* drop = statement.as<sql::Drop>();
  if (statement.as<sql::CreateIndex>() || (drop && drop->object == "INDEX")) return false;
  if (effects.unknown) return true;
  const bool rows = statement.as<sql::Update>() || statement.as<sql::Delete>() || statement.as<sql::Insert>() ||
                    std::any_of(statement.uses.begin(), statement.uses.end(),
                                [](const auto& use) { return use.access == sql::Access::write; });
  return rows || std::any_of(effects.relations.begin(), effects.relations.end(), [&](const auto& effect) {
           return effect.relation == table && effect.lock > impact::LockMode::access_share;
         });
}

Remade remade_indexes(const std::vector<sql::Statement>& statements, const pg::Catalog& before,
                      const impact::CreatedRelations& made) {
  impact::Simulation simulation(before, made);
  Remade remade;
  std::map<pg::Name, Dropped> dropped;
  for (const auto& statement : statements) {
    const auto effects = simulation.judge(statement);
    const auto& catalog = simulation.whole();
    std::erase_if(dropped, [&](const auto& entry) { return changes(statement, effects, entry.second.table); });
    if (const auto found = index_dropped_by(statement, catalog);
        found && !simulation.made().contains(found.table->name))
      dropped[found.name()] = {
          .offset = statement.offset, .table = found.table->name, .text = std::string(statement.text)};
    const auto* index = statement.as<sql::CreateIndex>();
    const auto table = index ? impact::resolve(index->table, catalog) : std::nullopt;
    const auto old = table ? dropped.find({table->schema, index->name}) : dropped.end();
    if (old != dropped.end()) {
      if (old->second.table == *table && !index->if_not_exists) {
        remade[old->second.offset];
        remade[statement.offset] = old->second.text;
      }
      dropped.erase(old);
    }
    simulation.leave(statement, effects);
  }
  return remade;
}

std::set<std::string> swapped_tables(const std::vector<sql::Statement>& statements) {
  std::set<std::string> swapped;
  std::set<std::string> away;
  for (const auto& statement : statements) {
    const auto* rename = statement.as<sql::Rename>();
    if (!rename || rename->object != "TABLE") continue;
    if (away.contains(rename->to)) swapped.insert(rename->to);
    away.insert(rename->relation.name);
  }
  return swapped;
}

}  // namespace fix
