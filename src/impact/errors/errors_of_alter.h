// Expected errors that ALTER TABLE alone has, in PostgreSQL's words. Inside this room only.
#pragma once

#include <optional>

#include "impact/errors/errors.h"

namespace impact {

/// "column n of relation t is an identity column", and what else a column is, is not or has to be: `words`.
ExpectedError column_error(const Sqlstate& state, const pg::Relation& relation, const pg::Column& column,
                           std::string_view words);

/// What pg::ColumnUser names: "policy seen".
ObjectAddress user_of(const pg::Relation& relation, const pg::ColumnUser& user);
/// A column keeps its type while `user` names it.
ExpectedError keeps_type(const ObjectAddress& column, ObjectAddress user, std::optional<int> server_version);

/// The name of a new constraint is taken by one of the relation's constraints.
ExpectedError constraint_taken(const pg::Relation& relation, const sql::TableConstraint& constraint);
/// A column that a new constraint names.
ExpectedError lacks_key_column(const ObjectAddress& relation, sql::ConstraintType type, std::string_view column);
/// "unique", "foreign key"
std::string_view words_of(sql::ConstraintType type);
ExpectedError not_on_foreign_tables(const pg::Relation& relation, sql::ConstraintType type);
/// ADD CONSTRAINT … USING INDEX with an index that cannot carry it; nothing where it can.
std::optional<ExpectedError> unfit_for_constraint(const pg::Relation& relation, const pg::Index& index);

/// SET LOGGED or UNLOGGED (`to`) while a foreign key ties it to `other`.
ExpectedError keeps_persistence(const pg::Relation& relation, std::string_view to, const pg::Relation& other);
/// ALTER INDEX … ATTACH PARTITION; `why` in the server's words.
ExpectedError not_attached(const pg::Name& index, const pg::Name& parent, const Sqlstate& state, std::string why);

/// The same column twice in one statement.
ExpectedError named_twice(const pg::Relation& relation, const sql::AlterTableCommand& command);

}  // namespace impact
