#include "fix/recipe.h"

#include <algorithm>

#include "pg/session.h"

namespace fix {

const sql::AlterTableCommand* Subject::command() const {
  const auto* alter = statement.as<sql::AlterTable>();
  return alter && alter->object == "TABLE" && alter->commands.size() == 1 ? &alter->commands.front() : nullptr;
}

std::optional<sql::QualifiedName> written_table(const sql::Statement& statement) {
  if (const auto* alter = statement.as<sql::AlterTable>()) return alter->table;
  if (const auto* index = statement.as<sql::CreateIndex>()) return index->table;
  if (const auto* update = statement.as<sql::Update>()) return update->table;
  if (const auto* deletion = statement.as<sql::Delete>()) return deletion->table;
  if (const auto* rename = statement.as<sql::Rename>()) return rename->relation;
  return std::nullopt;
}

std::string Subject::table_name() const {
  if (table) return table->name.text();
  const auto written = written_table(statement);
  return written ? written->text() : "";
}

bool Subject::is_partitioned() const {
  return table && table->kind == pg::RelationKind::partitioned_table;
}

int Subject::major() const {
  return catalog.server_major().value_or(15);
}

bool Subject::blocks_for_long() const {
  return long_under_lock(effects) != nullptr;
}

const impact::RelationEffect* long_under_lock(const impact::Effects& effects) {
  const auto found = std::find_if(effects.relations.begin(), effects.relations.end(), [](const auto& effect) {
    // EXCLUSIVE is REFRESH … CONCURRENTLY's: nobody but REFRESH writes to a materialized view, and it is read
    // meanwhile.
    return !effect.index_of && !effect.empty && (effect.scan || effect.rewrite) &&
           impact::blocks_writes(effect.lock) && effect.lock != impact::LockMode::exclusive;
  });
  return found == effects.relations.end() ? nullptr : &*found;
}

}  // namespace fix
