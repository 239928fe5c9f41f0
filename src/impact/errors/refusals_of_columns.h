// What the server refuses of columns, keys and their expressions. Inside this room only.
#pragma once

#include <string>
#include <vector>

#include "impact/analyze/gathering.h"
#include "impact/expected_error.h"

namespace impact {

/// A column that CREATE TABLE or ADD COLUMN defines. `known`: the names that its expressions may use.
void refuse_definition(Gathering& gathering, const ErrorObject& table, const sql::ColumnDefinition& column,
                       const std::vector<std::string>& known);
/// DEFAULT …: no columns, no sub-select, a value of the type.
void refuse_default(Gathering& gathering, const ErrorObject& column, const sql::ColumnDefinition& definition,
                    std::string_view type);
/// CHECK (…) of the relation: columns that are not there, sub-selects.
void refuse_check(Gathering& gathering, const ErrorObject& table, const sql::Expression& expression,
                  const std::vector<std::string>& known);

/// A foreign key from columns of these types (empty where not known).
struct ForeignKey {
  ErrorObject table = {};
  std::string name = {};  // of the constraint; empty: as the server makes it
  char persistence = 'p';
  std::vector<std::string> columns = {};
  std::vector<std::string> types = {};
  sql::QualifiedName parent = {};
  std::vector<std::string> parent_columns = {};  // empty: its primary key
};
void refuse_foreign_key(Gathering& gathering, const ForeignKey& key);
/// A column that gets another type has to compare with those it refers to, and with those that refer to it.
void refuse_key_types(Gathering& gathering, const pg::Relation& relation, const sql::AlterTable& alter,
                      const pg::Column& column);

/// DROP EXPRESSION and SET EXPRESSION of this column.
void refuse_plain(Gathering& gathering, const pg::Relation& relation, const sql::AlterTable& alter,
                  const sql::AlterTableCommand& command, const pg::Column& column);
void refuse_expression(Gathering& gathering, const pg::Relation& relation, const sql::AlterTable& alter,
                       const pg::Column& column);

bool is_system_column(std::string_view name);

}  // namespace impact
