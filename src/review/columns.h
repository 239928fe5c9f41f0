// The columns that a statement makes.
#pragma once

#include <vector>

#include "sql/statement.h"

namespace review {

/// Those of CREATE TABLE and ADD COLUMN; views into the statement.
inline std::vector<const sql::ColumnDefinition*> new_columns(const sql::Statement& statement) {
  std::vector<const sql::ColumnDefinition*> found;
  if (const auto* create = statement.as<sql::CreateTable>(); create && !create->temporary) {
    for (const auto& column : create->columns) found.push_back(&column);
  }
  if (const auto* alter = statement.as<sql::AlterTable>()) {
    for (const auto& command : alter->commands) {
      if (command.action == sql::AlterAction::add_column && command.column) found.push_back(&*command.column);
    }
  }
  return found;
}

/// Refused as soon as the table holds a row.
inline bool lacks_value(const sql::ColumnDefinition& column) {
  return (column.not_null || column.primary_key) && !column.has_default && !column.identity && !column.serial &&
         !column.generated_stored && !column.generated_virtual;
}

}  // namespace review
