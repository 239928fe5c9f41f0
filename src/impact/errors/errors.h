// Makes expected errors; those that many statements share, in PostgreSQL's words. Inside this room only.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "impact/errors/sqlstates.h"
#include "impact/types/types.h"
#include "pg/catalog.h"
#include "sql/statement.h"

namespace impact {

ObjectAddress object_of(const pg::Relation& relation);
/// A column, constraint, trigger, policy or rule of the relation.
ObjectAddress part_of(const pg::Relation& relation, std::string_view kind, std::string_view name);
ObjectAddress column_of(const pg::Relation& relation, std::string_view name);
/// Anything else, by the name that the statement gives it.
ObjectAddress object_named(std::string_view kind, std::string_view name);
ObjectAddress object_named(std::string_view kind, const sql::QualifiedName& name);
ObjectAddress object_named(std::string_view kind, const pg::Name& name);

ExpectedError error_of(const Sqlstate& state, ObjectAddress object, std::string message);
template <class... Arguments>
ExpectedError error_of(const Sqlstate& state, ObjectAddress object, fmt::format_string<Arguments...> message,
                       Arguments&&... arguments)
  requires(sizeof...(Arguments) > 0)
{
  return error_of(state, std::move(object), fmt::format(message, std::forward<Arguments>(arguments)...));
}

/// 'relation "orders" does not exist', and what else is not there: schemas, roles, types …
ExpectedError is_missing(std::string_view kind, std::string_view name);
ExpectedError is_missing(std::string_view kind, const sql::QualifiedName& name);
/// 'role "app" already exists'
ExpectedError exists_already(std::string_view kind, std::string_view name);

/// 'column "z" of relation "orders" does not exist', where ALTER TABLE, INSERT and UPDATE ask for it.
ExpectedError lacks_column(const pg::Relation& relation, std::string_view column);
/// 'column "z" does not exist', where an expression names it.
ExpectedError lacks_column_used(const ObjectAddress& relation, std::string_view column);
/// 'column "z" named in key does not exist'
ExpectedError lacks_column_of_key(const ObjectAddress& relation, std::string_view column);
ExpectedError lacks_constraint(const pg::Relation& relation, std::string_view name);
/// 'trigger "t" for table "orders" does not exist'; of policies and rules as well.
ExpectedError lacks_part(const pg::Relation& relation, std::string_view kind, std::string_view name);
/// 'index "i" for table "orders" does not exist'
ExpectedError lacks_index(const pg::Relation& relation, std::string_view name);

/// '"orders" is not a view': `wanted` with its article.
ExpectedError is_not(const pg::Relation& relation, std::string_view wanted);
ExpectedError is_not(std::string_view name, std::string_view wanted);

/// 'cannot drop table orders because other objects depend on it', and which.
ExpectedError is_depended_on(const ObjectAddress& object, ObjectAddress by);
/// The same where what goes is a part of the other: 'cannot drop index i because constraint c on table t requires it'
ExpectedError is_required_by(const ObjectAddress& object, ObjectAddress by);

/// 'constraint "c" for relation "orders" already exists'
ExpectedError constraint_exists(const pg::Relation& relation, std::string_view name);
ExpectedError column_exists(const pg::Relation& relation, std::string_view name);
/// 'tables can have at most 1600 columns'
ExpectedError too_many_columns(const ObjectAddress& table);
/// '"x" is not an existing enum label'
ExpectedError lacks_label(const sql::QualifiedName& type, std::string_view label);
/// 'multiple primary keys for table "orders" are not allowed'
ExpectedError has_primary_key(const ObjectAddress& table);
/// 'data type json has no default operator class for access method "gin"'
ExpectedError lacks_operator_class(ObjectAddress object, std::string_view type, std::string_view method);
/// 'column "total" of relation "orders" contains null values'
ExpectedError contains_nulls(const pg::Relation& relation, std::string_view column);
/// 'permission denied for table orders', 'must be owner of table orders'
ExpectedError is_denied(const ObjectAddress& object);
ExpectedError must_own(const ObjectAddress& object);
/// 'collations are not supported by type integer'
ExpectedError no_collations(ObjectAddress column, std::string_view type);
/// What a foreign key refers to has no unique key on these columns; on none that are named: no primary key.
ExpectedError lacks_key(ObjectAddress table, const std::vector<std::string>& columns);
/// A typed table follows its type with CASCADE alone.
ExpectedError of_typed_table(const sql::QualifiedName& type, const pg::Relation& table);
/// An identity column is an integer.
ExpectedError no_identity_type(ObjectAddress column);
/// Types, keys and the like that PostgreSQL's grammar takes and it does not: 42P16.
ExpectedError invalid_table(ObjectAddress object, std::string message);

/// "plus(integer, text)"
std::string signature(std::string_view name, const std::vector<std::string>& arguments);

}  // namespace impact
