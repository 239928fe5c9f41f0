#include "lint/pending.h"

#include "base/error.h"

namespace lint {

std::vector<Made> made_by(const sql::Statement& statement) {
  std::vector<Made> out;
  if (const auto* made = statement.as<sql::CreateTable>()) out.push_back({made->table.name});
  if (const auto* made = statement.as<sql::CreateView>()) out.push_back({made->name.name});
  if (const auto* made = statement.as<sql::CreateIndex>()) out.push_back({made->name});
  if (const auto* made = statement.as<sql::CreateSequence>()) out.push_back({made->name.name});
  if (const auto* made = statement.as<sql::CreateFunction>()) out.push_back({made->name.name});
  if (const auto* made = statement.as<sql::CreateType>()) out.push_back({made->name.name});
  if (const auto* made = statement.as<sql::Rename>()) {
    const bool column = made->object == "COLUMN";
    out.push_back({made->to.empty() ? made->relation.name : made->to, column ? made->relation.name : ""});
  }
  if (const auto* made = statement.as<sql::AlterTable>()) {
    for (const auto& command : made->commands) {
      if (command.action != sql::AlterAction::add_column) continue;
      out.push_back({command.column ? command.column->name : command.name, made->table.name});
    }
  }
  return out;
}

std::vector<Added> added_by(const std::string& migration, std::string_view sql) {
  std::vector<Added> out;
  try {
    for (const auto& statement : sql::parse(sql, migration)) {
      for (auto& made : made_by(statement)) out.push_back({.migration = migration, .made = std::move(made)});
    }
  } catch (const base::Error& error) {
    if (error.code() != base::Code::sql_syntax) throw;
    return {};
  }
  return out;
}

}  // namespace lint
