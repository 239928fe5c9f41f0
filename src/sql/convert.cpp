#include "sql/convert.h"

#include "sql/outputs.h"
#include "sql/table_parts.h"

namespace sql {

static Node convert_table(const raw::Node* statement, const Source& source) {
  switch (statement->type) {
    case raw::T_CreateStmt:
      return convert_create_table(*as<raw::CreateStmt>(statement), source);
    case raw::T_CreateForeignTableStmt:
      return convert_create_foreign_table(*as<raw::CreateForeignTableStmt>(statement), source);
    case raw::T_CreateTableAsStmt:
      return convert_create_table_as(*as<raw::CreateTableAsStmt>(statement));
    case raw::T_AlterTableStmt:
      return convert_alter_table(*as<raw::AlterTableStmt>(statement), source);
    case raw::T_IndexStmt:
      return convert_create_index(*as<raw::IndexStmt>(statement));
    default:
      break;
  }
  if (const auto* view = as<raw::ViewStmt>(statement))
    return CreateView{.name = name_of(view->view),
                      .replace = view->replace,
                      .temporary = view->view->relpersistence == 't',
                      .names = texts_of(view->aliases),
                      .outputs = outputs_of(view->query)};
  if (const auto* sequence = as<raw::CreateSeqStmt>(statement))
    return CreateSequence{.name = name_of(sequence->sequence), .if_not_exists = sequence->if_not_exists};
  if (const auto* trigger = as<raw::CreateTrigStmt>(statement))
    return CreateTrigger{.table = name_of(trigger->relation),
                         .name = text_of(trigger->trigname),
                         .replace = trigger->replace,
                         .for_each_row = trigger->row};
  if (const auto* policy = as<raw::CreatePolicyStmt>(statement))
    return Policy{.table = name_of(policy->table), .name = text_of(policy->policy_name), .creates = true};
  if (const auto* policy = as<raw::AlterPolicyStmt>(statement))
    return Policy{.table = name_of(policy->table), .name = text_of(policy->policy_name)};
  return Other{};
}

static Node convert_composite(const raw::CompositeTypeStmt& type, const Source& source) {
  CreateType create{.name = name_of(type.typevar), .labels = {}, .kind = "composite"};
  for (const auto* item : Items(type.coldeflist))
    if (const auto* attribute = as<raw::ColumnDef>(item))
      create.attributes.push_back(column_definition(*attribute, source));
  return create;
}

static Node convert_type(const raw::Node* statement, const Source& source) {
  if (const auto* type = as<raw::CreateEnumStmt>(statement))
    return CreateType{.name = name_of(type->typeName), .labels = texts_of(type->vals), .kind = "enum"};
  if (const auto* type = as<raw::CompositeTypeStmt>(statement)) return convert_composite(*type, source);
  if (const auto* type = as<raw::CreateRangeStmt>(statement))
    return CreateType{.name = name_of(type->typeName), .labels = {}, .kind = "range"};
  if (const auto* type = as<raw::CreateDomainStmt>(statement))
    return CreateType{.name = name_of(type->domainname), .labels = {}, .kind = "domain"};
  if (const auto* type = as<raw::DefineStmt>(statement); type && type->kind == raw::OBJECT_TYPE)
    return CreateType{.name = name_of(type->defnames), .labels = {}, .kind = "base"};
  if (const auto* alter = as<raw::AlterEnumStmt>(statement))
    return AlterEnum{.name = name_of(alter->typeName),
                     .value = text_of(alter->newVal),
                     .renamed_from = text_of(alter->oldVal),
                     .if_not_exists = alter->skipIfNewValExists};
  return Other{};
}

// What is dropped by a statement of its own kind.
static Node convert_special_drop(const raw::Node* statement) {
  const auto drop = [](std::string_view object, const char* name, bool if_exists, bool cascade = false) {
    return Drop{
        .object = std::string(object), .names = {{"", text_of(name)}}, .if_exists = if_exists, .cascade = cascade};
  };
  if (const auto* database = as<raw::DropdbStmt>(statement))
    return drop("DATABASE", database->dbname, database->missing_ok);
  if (const auto* space = as<raw::DropTableSpaceStmt>(statement))
    return drop("TABLESPACE", space->tablespacename, space->missing_ok);
  if (const auto* subscription = as<raw::DropSubscriptionStmt>(statement))
    return drop("SUBSCRIPTION", subscription->subname, subscription->missing_ok,
                subscription->behavior == raw::DROP_CASCADE);
  return Other{};
}

static Node convert_object(const raw::Node* statement, const Source& source) {
  switch (statement->type) {
    case raw::T_RenameStmt:
      return convert_rename(*as<raw::RenameStmt>(statement));
    case raw::T_DropStmt:
      return convert_drop(*as<raw::DropStmt>(statement));
    case raw::T_CreateFunctionStmt:
      return convert_create_function(*as<raw::CreateFunctionStmt>(statement), source);
    case raw::T_CommentStmt:
      return convert_comment(*as<raw::CommentStmt>(statement));
    case raw::T_GrantStmt:
      return convert_grant(*as<raw::GrantStmt>(statement));
    default:
      break;
  }
  if (const auto* grant = as<raw::GrantRoleStmt>(statement))
    return Grant{.relations = {}, .revoke = !grant->is_grant};
  if (const auto* move = as<raw::AlterObjectSchemaStmt>(statement))
    return SetSchema{.object = object_name(move->objectType),
                     .name = move->relation ? name_of(move->relation) : name_of(move->object),
                     .schema = text_of(move->newschema)};
  if (const auto* schema = as<raw::CreateSchemaStmt>(statement))
    return CreateSchema{.name = schema->schemaname ? text_of(schema->schemaname)
                                : schema->authrole ? text_of(schema->authrole->rolename)
                                                   : "",
                        .if_not_exists = schema->if_not_exists};
  if (const auto* extension = as<raw::CreateExtensionStmt>(statement))
    return CreateExtension{.name = text_of(extension->extname), .if_not_exists = extension->if_not_exists};
  return Other{};
}

static Node convert_data(const raw::Node* statement) {
  switch (statement->type) {
    case raw::T_SelectStmt:
      return convert_select(*as<raw::SelectStmt>(statement));
    case raw::T_InsertStmt:
      return convert_insert(*as<raw::InsertStmt>(statement));
    case raw::T_UpdateStmt:
      return convert_update(*as<raw::UpdateStmt>(statement));
    case raw::T_CopyStmt:
      return convert_copy(*as<raw::CopyStmt>(statement));
    case raw::T_DoStmt:
      return convert_do(*as<raw::DoStmt>(statement));
    default:
      break;
  }
  if (const auto* removal = as<raw::DeleteStmt>(statement))
    return Delete{.table = name_of(removal->relation), .has_where = removal->whereClause != nullptr};
  if (const auto* truncate = as<raw::TruncateStmt>(statement))
    return Truncate{.tables = names_of(truncate->relations),
                    .cascade = truncate->behavior == raw::DROP_CASCADE,
                    .only = names_behind_only(truncate->relations)};
  return Other{};
}

static Node convert_upkeep(const raw::Node* statement) {
  switch (statement->type) {
    case raw::T_LockStmt:
      return convert_lock(*as<raw::LockStmt>(statement));
    case raw::T_ReindexStmt:
      return convert_reindex(*as<raw::ReindexStmt>(statement));
    case raw::T_VacuumStmt:
      return convert_vacuum(*as<raw::VacuumStmt>(statement));
    case raw::T_VariableSetStmt:
      return convert_set(*as<raw::VariableSetStmt>(statement));
    case raw::T_TransactionStmt:
      return convert_transaction(*as<raw::TransactionStmt>(statement));
    default:
      break;
  }
  if (const auto* cluster = as<raw::ClusterStmt>(statement)) {
    Cluster result;
    if (cluster->relation) result.table = name_of(cluster->relation);
    result.index = text_of(cluster->indexname);
    return result;
  }
  if (const auto* refresh = as<raw::RefreshMatViewStmt>(statement))
    return RefreshView{
        .name = name_of(refresh->relation), .concurrently = refresh->concurrent, .no_data = refresh->skipData};
  return Other{};
}

Node convert(const raw::Node* statement, const Source& source) {
  auto result = convert_data(statement);
  if (std::holds_alternative<Other>(result)) result = convert_table(statement, source);
  if (std::holds_alternative<Other>(result)) result = convert_object(statement, source);
  if (std::holds_alternative<Other>(result)) result = convert_type(statement, source);
  if (std::holds_alternative<Other>(result)) result = convert_special_drop(statement);
  if (std::holds_alternative<Other>(result)) result = convert_upkeep(statement);
  if (std::holds_alternative<Other>(result)) result = convert_other(statement);
  return result;
}

}  // namespace sql
