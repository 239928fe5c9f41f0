#include "fix/come_in_place.h"

#include "impact/impact.h"
#include "impact/simulate/schema.h"

namespace fix {

std::vector<std::string> new_columns(const sql::Statement& statement) {
  std::vector<std::string> names;
  const auto* rename = statement.as<sql::Rename>();
  if (rename && rename->object == "COLUMN") names.push_back(rename->to);
  if (const auto* alter = statement.as<sql::AlterTable>()) {
    for (const auto& command : alter->commands) {
      if (command.action == sql::AlterAction::add_column && command.column) names.push_back(command.column->name);
    }
  }
  return names;
}

void ComeInPlace::note(const sql::Statement& statement, const pg::Catalog& before) {
  const auto* rename = statement.as<sql::Rename>();
  if (!rename) return;
  if (rename->object == "COLUMN") {
    const auto table = impact::resolve(rename->relation, before);
    const auto* column = table ? before.relations.at(*table).column(rename->from) : nullptr;
    if (column) away_.push_back({.table = *table, .column = *column});
  }
  if (rename->object != "INDEX") return;
  if (const auto found = impact::find_index(rename->relation, before))
    away_.push_back({.table = found.table->name, .index = *found.index});
}

static void carry(const pg::Column& from, pg::Column& to) {
  to.comment = from.comment;
  to.statistics_target = from.statistics_target;
  to.options = from.options;
  to.privileges = from.privileges;
}

static void carry(const pg::Index& from, pg::Index& to) {
  to.comment = from.comment;
  to.targets = from.targets;
  to.clustered = from.clustered;
  to.replica_identity = from.replica_identity;
}

void ComeInPlace::carry_over(pg::Catalog& catalog) const {
  for (const auto& one : away_) {
    const auto table = catalog.relations.find(one.table);
    if (table == catalog.relations.end()) continue;
    for (auto& column : table->second.columns) {
      if (one.column && column.name == one.column->name) carry(*one.column, column);
    }
    for (auto& index : table->second.indexes) {
      if (one.index && index.name == one.index->name) carry(*one.index, index);
    }
  }
}

}  // namespace fix
