// What the server refuses of columns, keys and their expressions. Inside this room only.
#pragma once

#include <string>
#include <vector>

#include "impact/analyze/effects_builder.h"
#include "impact/expected_error.h"

namespace impact {

/// A column that CREATE TABLE or ADD COLUMN defines. `known`: the names that its expressions may use.
void refuse_definition(EffectsBuilder& builder, const ObjectAddress& table, const sql::ColumnDefinition& column,
                       const std::vector<std::string>& known);
/// DEFAULT …: no columns, no sub-select, a value of the type.
void refuse_default(EffectsBuilder& builder, const ObjectAddress& column, const sql::ColumnDefinition& definition,
                    std::string_view type);
/// CHECK (…) of the relation: columns that are not there, sub-selects.
void refuse_check(EffectsBuilder& builder, const ObjectAddress& table, const sql::Expression& expression,
                  const std::vector<std::string>& known);

/// A foreign key from columns of these types (empty where not known).
struct ForeignKey {
  ObjectAddress table = {};
  std::string name = {};  // of the constraint; empty: as the server makes it
  char persistence = 'p';
  std::vector<std::string> columns = {};
  std::vector<std::string> types = {};
  sql::QualifiedName parent = {};
  std::vector<std::string> parent_columns = {};  // empty: its primary key
};
void refuse_foreign_key(EffectsBuilder& builder, const ForeignKey& key);
/// A column that gets another type has to compare with those it refers to, and with those that refer to it.
void refuse_key_types(EffectsBuilder& builder, const pg::Relation& relation, const sql::AlterTable& alter,
                      const pg::Column& column);

/// DROP EXPRESSION and SET EXPRESSION of this column.
void refuse_plain(EffectsBuilder& builder, const pg::Relation& relation, const sql::AlterTable& alter,
                  const sql::AlterTableCommand& command, const pg::Column& column);
void refuse_expression(EffectsBuilder& builder, const pg::Relation& relation, const sql::AlterTable& alter,
                       const pg::Column& column);

bool is_system_column(std::string_view name);

}  // namespace impact
