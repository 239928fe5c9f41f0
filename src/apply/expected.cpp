#include "apply/expected.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "impact/simulate/simulation.h"
#include "pg/session.h"

namespace apply {

bool may_take_away(const std::vector<const Script*>& scripts) {
  return std::any_of(scripts.begin(), scripts.end(), [](const Script* script) {
    return std::any_of(script->statements.begin(), script->statements.end(), [](const sql::Statement& statement) {
      if (const auto* alter = statement.as<sql::AlterTable>()) {
        return std::any_of(alter->commands.begin(), alter->commands.end(), [](const auto& command) {
          return command.action == sql::AlterAction::drop_column ||
                 command.action == sql::AlterAction::drop_constraint ||
                 (command.constraint && !command.constraint->using_index.empty());
        });
      }
      return statement.as<sql::Drop>() || statement.as<sql::Rename>() || statement.as<sql::SetSchema>() ||
             statement.as<sql::DoBlock>();
    });
  });
}

namespace {

struct Names {
  std::set<std::string> tables;
  std::set<std::string> indexes;
  std::set<std::string> constraints;
};

}  // namespace

static Names names_in(const pg::Catalog& catalog) {
  Names names;
  for (const auto& [name, relation] : catalog.relations) {
    if (relation.kind != pg::RelationKind::table && relation.kind != pg::RelationKind::partitioned_table) continue;
    names.tables.insert(name.text());
    for (const auto& index : relation.indexes) names.indexes.insert(pg::Name{name.schema, index.name}.text());
    for (const auto& constraint : relation.constraints)
      names.constraints.insert(fmt::format("{} on {}", pg::quote_identifier(constraint.name), name.text()));
  }
  return names;
}

static std::vector<std::string> gone(const std::set<std::string>& before, const std::set<std::string>& after) {
  std::vector<std::string> names;
  for (const auto& name : before) {
    if (!after.contains(name)) names.push_back(name);
  }
  return names;
}

std::vector<std::pair<std::string, journal::SchemaNames>> expected_gone(const std::vector<const Script*>& scripts,
                                                                        pg::Catalog before) {
  std::vector<std::pair<std::string, journal::SchemaNames>> out;
  auto were = names_in(before);
  impact::Simulation simulation(std::move(before));
  for (const auto* script : scripts) {
    simulation.new_session();
    for (const auto& statement : script->statements) simulation.pass(statement);
    auto are = names_in(simulation.whole());
    journal::SchemaNames taken{.tables = gone(were.tables, are.tables),
                               .indexes = gone(were.indexes, are.indexes),
                               .constraints = gone(were.constraints, are.constraints)};
    if (!(taken == journal::SchemaNames{})) out.emplace_back(script->name, std::move(taken));
    were = std::move(are);
  }
  return out;
}

}  // namespace apply
