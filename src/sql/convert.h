// From the parser's nodes to ours: what a statement does, in the words of statement.h.
#pragma once

#include <string>

#include "sql/slices.h"
#include "sql/tree.h"

namespace sql {

/// What the statement does; Other with the parse tree's name for what has no type of its own.
Node convert(const raw::Node* statement, const Source& source);

/// "TABLE", "MATERIALIZED VIEW": as the statement that made it would say it.
std::string object_name(raw::ObjectType type);

// One function per kind of statement, grouped by file.
// convert_tables.cpp
Node convert_create_table(const raw::CreateStmt& create, const Source& source);
Node convert_create_foreign_table(const raw::CreateForeignTableStmt& create, const Source& source);
Node convert_create_table_as(const raw::CreateTableAsStmt& create);
Node convert_alter_table(const raw::AlterTableStmt& alter, const Source& source);
Node convert_create_index(const raw::IndexStmt& index);
// convert_objects.cpp
Node convert_rename(const raw::RenameStmt& rename);
Node convert_drop(const raw::DropStmt& drop);
Node convert_create_function(const raw::CreateFunctionStmt& function, const Source& source);
Node convert_comment(const raw::CommentStmt& comment);
Node convert_grant(const raw::GrantStmt& grant);
// convert_others.cpp
/// What has no type of its own: its tag, and whatever it says of the thing it is about.
Other convert_other(const raw::Node* statement);
// convert_data.cpp
Node convert_select(const raw::SelectStmt& select);
Node convert_insert(const raw::InsertStmt& insert);
Node convert_update(const raw::UpdateStmt& update);
Node convert_copy(const raw::CopyStmt& copy);
Node convert_do(const raw::DoStmt& block);
// convert_upkeep.cpp
Node convert_lock(const raw::LockStmt& lock);
Node convert_reindex(const raw::ReindexStmt& reindex);
Node convert_vacuum(const raw::VacuumStmt& vacuum);
Node convert_set(const raw::VariableSetStmt& set);
Node convert_transaction(const raw::TransactionStmt& control);

}  // namespace sql
