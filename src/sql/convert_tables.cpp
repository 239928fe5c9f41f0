#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "base/text.h"
#include "sql/convert.h"
#include "sql/expressions.h"
#include "sql/outputs.h"
#include "sql/table_parts.h"
#include "sql/volatility.h"

namespace sql {

// "FOR VALUES IN (1)" or "DEFAULT": the location is that of FOR's bounds, or of DEFAULT.
static std::string bound_text(const raw::PartitionBoundSpec* bound, const Source& source) {
  if (!bound) return {};
  if (bound->is_default) return "DEFAULT";
  auto at = bound->location >= 0 ? static_cast<std::size_t>(bound->location) : source.end;
  at = std::min(at, source.end);
  return "FOR VALUES " + expression_text(source, at, false);
}

// "RANGE (at)" behind PARTITION BY, whose first word is at `at`.
static std::string partition_key(const Source& source, std::size_t at) {
  const auto begin = after_keywords(source, at, {"partition", "by"});
  const auto open = std::min(source.text.find('(', begin), source.end);
  int depth = 0;
  auto close = open;
  for (; close < source.end; ++close) {
    if (source.text[close] == '(') ++depth;
    if (source.text[close] == ')' && --depth == 0) break;
  }
  std::string method(base::trim(source.text.substr(begin, open - begin)));
  for (auto& c : method) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return fmt::format("{} {}", method, source.text.substr(open, std::min(close + 1, source.end) - open));
}

// The bits are those of TableLikeOption in parsenodes.h.
static LikeOptions options_of(const raw::TableLikeClause& like) {
  const auto has = [&](unsigned bit) { return (like.options >> bit & 1U) != 0; };
  return {.constraints = has(2), .defaults = has(3), .identity = has(5), .indexes = has(6)};
}

Node convert_create_table(const raw::CreateStmt& create, const Source& source) {
  CreateTable table{.table = name_of(create.relation),
                    .if_not_exists = create.if_not_exists,
                    .temporary = create.relation->relpersistence == 't'};
  table.columns.reserve(Items(create.tableElts).size());
  for (const auto* item : Items(create.tableElts)) {
    if (const auto* column = as<raw::ColumnDef>(item)) table.columns.push_back(column_definition(*column, source));
    if (const auto* constraint = as<raw::Constraint>(item))
      table.constraints.push_back(table_constraint(*constraint, source));
    if (const auto* like = as<raw::TableLikeClause>(item)) {
      table.like.push_back(name_of(like->relation));
      table.like_options.push_back(options_of(*like));
    }
  }
  for (const auto* item : Items(create.constraints)) {
    if (const auto* constraint = as<raw::Constraint>(item))
      table.constraints.push_back(table_constraint(*constraint, source));
  }
  const auto parents = names_of(create.inhRelations);
  if (create.partbound && !parents.empty()) {
    table.partition_of = parents.front();
    table.partition_bound = bound_text(create.partbound, source);
  } else {
    table.like.insert(table.like.end(), parents.begin(), parents.end());
    table.inherits = parents;
  }
  if (create.partspec && create.partspec->location >= 0)
    table.partition_key = partition_key(source, static_cast<std::size_t>(create.partspec->location));
  if (create.ofTypename) table.of_type = name_of(create.ofTypename->names);
  table.unlogged = create.relation->relpersistence == 'u';
  return table;
}

Node convert_create_foreign_table(const raw::CreateForeignTableStmt& create, const Source& source) {
  auto node = convert_create_table(create.base, source);
  std::get<CreateTable>(node).foreign = true;
  return node;
}

Node convert_create_table_as(const raw::CreateTableAsStmt& create) {
  const raw::RangeVar* relation = create.into->rel;
  if (create.objtype == raw::OBJECT_MATVIEW)
    return CreateView{.name = name_of(relation),
                      .materialized = true,
                      .if_not_exists = create.if_not_exists,
                      .no_data = create.into->skipData,
                      .names = texts_of(create.into->colNames),
                      .outputs = outputs_of(create.query)};
  return CreateTable{.table = name_of(relation),
                     .if_not_exists = create.if_not_exists,
                     .temporary = relation->relpersistence == 't',
                     .as_query = true,
                     .no_data = create.into->skipData};
}

static Expression index_expression(const raw::IndexStmt& index) {
  auto found = facts_of(node_of(index.indexParams));
  if (!index.whereClause) return found;
  const auto condition = facts_of(index.whereClause);
  found.columns.insert(found.columns.end(), condition.columns.begin(), condition.columns.end());
  found.volatile_calls.insert(found.volatile_calls.end(), condition.volatile_calls.begin(),
                              condition.volatile_calls.end());
  found.subquery = found.subquery || condition.subquery;
  return found;
}

Node convert_create_index(const raw::IndexStmt& index) {
  return CreateIndex{.table = name_of(index.relation),
                     .name = text_of(index.idxname),
                     .unique = index.unique,
                     .concurrently = index.concurrent,
                     .if_not_exists = index.if_not_exists,
                     .method = text_of(index.accessMethod),
                     .columns = index_columns(index.indexParams),
                     .partial = index.whereClause != nullptr,
                     .only = !index.relation->inh,
                     .expression = index_expression(index)};
}

static AlterAction action_of(const raw::AlterTableCmd& command) {
  switch (command.subtype) {
    case raw::AT_AddColumn:
      return AlterAction::add_column;
    case raw::AT_DropColumn:
      return AlterAction::drop_column;
    case raw::AT_AlterColumnType:
      return AlterAction::alter_type;
    case raw::AT_ColumnDefault:
      return command.def ? AlterAction::set_default : AlterAction::drop_default;
    case raw::AT_SetNotNull:
      return AlterAction::set_not_null;
    case raw::AT_DropNotNull:
      return AlterAction::drop_not_null;
    case raw::AT_SetStatistics:
      return AlterAction::set_statistics;
    case raw::AT_SetStorage:
    case raw::AT_SetCompression:
      return AlterAction::set_storage;
    case raw::AT_AddConstraint:
      return AlterAction::add_constraint;
    case raw::AT_DropConstraint:
      return AlterAction::drop_constraint;
    case raw::AT_ValidateConstraint:
      return AlterAction::validate_constraint;
    case raw::AT_SetOptions:
    case raw::AT_ResetOptions:
    case raw::AT_SetRelOptions:
    case raw::AT_ResetRelOptions:
      return AlterAction::set_options;
    case raw::AT_EnableTrig:
    case raw::AT_EnableAlwaysTrig:
    case raw::AT_EnableReplicaTrig:
    case raw::AT_EnableTrigAll:
    case raw::AT_EnableTrigUser:
      return AlterAction::enable_trigger;
    case raw::AT_DisableTrig:
    case raw::AT_DisableTrigAll:
    case raw::AT_DisableTrigUser:
      return AlterAction::disable_trigger;
    case raw::AT_EnableRowSecurity:
    case raw::AT_ForceRowSecurity:
      return AlterAction::enable_rls;
    case raw::AT_DisableRowSecurity:
    case raw::AT_NoForceRowSecurity:
      return AlterAction::disable_rls;
    case raw::AT_ChangeOwner:
      return AlterAction::owner;
    case raw::AT_SetTableSpace:
      return AlterAction::set_tablespace;
    case raw::AT_SetLogged:
    case raw::AT_SetUnLogged:
      return AlterAction::set_logged;
    case raw::AT_SetAccessMethod:
      return AlterAction::set_access_method;
    case raw::AT_AttachPartition:
      return AlterAction::attach_partition;
    case raw::AT_DetachPartition:
    case raw::AT_DetachPartitionFinalize:
      return AlterAction::detach_partition;
    case raw::AT_AddInherit:
    case raw::AT_DropInherit:
      return AlterAction::inherit;
    case raw::AT_ReplicaIdentity:
      return AlterAction::replica_identity;
    case raw::AT_ClusterOn:
    case raw::AT_DropCluster:
      return AlterAction::cluster_on;
    case raw::AT_AddIdentity:
      return AlterAction::add_identity;
    case raw::AT_DropIdentity:
      return AlterAction::drop_identity;
    default:
      return AlterAction::other;
  }
}

// In the order of AlterTableType.
static std::string subtype_of(raw::AlterTableType type) {
  static constexpr std::string_view names[] = {"AddColumn",
                                               "AddColumnToView",
                                               "ColumnDefault",
                                               "CookedColumnDefault",
                                               "DropNotNull",
                                               "SetNotNull",
                                               "SetExpression",
                                               "DropExpression",
                                               "SetStatistics",
                                               "SetOptions",
                                               "ResetOptions",
                                               "SetStorage",
                                               "SetCompression",
                                               "DropColumn",
                                               "AddIndex",
                                               "ReAddIndex",
                                               "AddConstraint",
                                               "ReAddConstraint",
                                               "ReAddDomainConstraint",
                                               "AlterConstraint",
                                               "ValidateConstraint",
                                               "AddIndexConstraint",
                                               "DropConstraint",
                                               "ReAddComment",
                                               "AlterColumnType",
                                               "AlterColumnGenericOptions",
                                               "ChangeOwner",
                                               "ClusterOn",
                                               "DropCluster",
                                               "SetLogged",
                                               "SetUnLogged",
                                               "DropOids",
                                               "SetAccessMethod",
                                               "SetTableSpace",
                                               "SetRelOptions",
                                               "ResetRelOptions",
                                               "ReplaceRelOptions",
                                               "EnableTrig",
                                               "EnableAlwaysTrig",
                                               "EnableReplicaTrig",
                                               "DisableTrig",
                                               "EnableTrigAll",
                                               "DisableTrigAll",
                                               "EnableTrigUser",
                                               "DisableTrigUser",
                                               "EnableRule",
                                               "EnableAlwaysRule",
                                               "EnableReplicaRule",
                                               "DisableRule",
                                               "AddInherit",
                                               "DropInherit",
                                               "AddOf",
                                               "DropOf",
                                               "ReplicaIdentity",
                                               "EnableRowSecurity",
                                               "DisableRowSecurity",
                                               "ForceRowSecurity",
                                               "NoForceRowSecurity",
                                               "GenericOptions",
                                               "AttachPartition",
                                               "DetachPartition",
                                               "DetachPartitionFinalize",
                                               "AddIdentity",
                                               "SetIdentity",
                                               "DropIdentity",
                                               "ReAddStatistics"};
  static_assert(std::size(names) == raw::AT_ReAddStatistics + 1);
  return std::string(names[type]);
}

// The letter is that of pg_class.relreplident.
static std::string identity_name(char letter) {
  return letter == 'f' ? "full" : letter == 'n' ? "nothing" : letter == 'i' ? "index" : "default";
}

static std::vector<std::string> option_names(const raw::List* options) {
  std::vector<std::string> names;
  for (const auto* item : Items(options)) {
    if (const auto* option = as<raw::DefElem>(item)) names.push_back(text_of(option->defname));
  }
  return names;
}

static std::vector<std::string> constraint_changes(const raw::ATAlterConstraint& alter) {
  std::vector<std::string> changes;
  if (alter.alterEnforceability) changes.emplace_back(alter.is_enforced ? "enforced" : "not enforced");
  if (alter.alterDeferrability) changes.emplace_back(alter.deferrable ? "deferrable" : "not deferrable");
  if (alter.alterInheritability) changes.emplace_back(alter.noinherit ? "no inherit" : "inherit");
  return changes;
}

static ColumnDefinition new_type(const raw::AlterTableCmd& command, AlterTableCommand& result, const Source& source) {
  ColumnDefinition column{.name = text_of(command.name)};
  const auto* definition = as<raw::ColumnDef>(command.def);
  if (!definition || !definition->typeName) return column;
  set_type(column, definition->typeName, source);
  if (definition->collClause) column.collation = name_of(definition->collClause->collname).name;
  if (definition->raw_default) {  // where ALTER COLUMN TYPE keeps its USING
    const auto at = after_keywords(source, static_cast<std::size_t>(definition->typeName->location), {"using"});
    result.using_text = expression_text(source, at, false);
    result.using_expression = facts_of(definition->raw_default);
  }
  return column;
}

// `at` is where the search for this command's words begins; it moves on, so that a long list is read once.
static ColumnDefinition new_default(const raw::AlterTableCmd& command, const Source& source, std::size_t& at) {
  at = after_keywords(source, at, {"set", "default"});
  return {.name = text_of(command.name),
          .has_default = true,
          .default_volatile = is_volatile(command.def),
          .default_text = expression_text(source, at, false),
          .default_calls = volatile_calls(command.def),
          .default_expression = facts_of(command.def)};
}

static AlterTableCommand convert_command(const raw::AlterTableCmd& command, const Source& source, std::size_t& at) {
  AlterTableCommand result{.action = action_of(command),
                           .name = text_of(command.name),
                           .if_exists = command.missing_ok,
                           .cascade = command.behavior == raw::DROP_CASCADE,
                           .subtype = subtype_of(command.subtype)};
  if (result.action == AlterAction::set_options) result.options = option_names(as<raw::List>(command.def));
  if (result.action == AlterAction::alter_type) {
    result.column = new_type(command, result, source);
  } else if (result.action == AlterAction::set_default) {
    result.column = new_default(command, source, at);
  } else if (command.subtype == raw::AT_SetExpression) {
    at = after_keywords(source, at, {"set", "expression", "as"});
    result.using_text = expression_text(source, at, false);
    result.using_expression = facts_of(command.def);
  } else if (const auto* column = as<raw::ColumnDef>(command.def)) {
    result.column = column_definition(*column, source);
    if (result.name.empty()) result.name = result.column->name;
  } else if (const auto* constraint = as<raw::Constraint>(command.def);
             constraint && result.action == AlterAction::add_constraint) {
    result.constraint = table_constraint(*constraint, source);
    result.name = result.constraint->name;
  } else if (const auto* altered = as<raw::ATAlterConstraint>(command.def)) {
    result.name = text_of(altered->conname);
    result.options = constraint_changes(*altered);
  } else if (const auto* partition = as<raw::PartitionCmd>(command.def)) {
    result.other = name_of(partition->name);
    result.concurrently = partition->concurrent;
    result.bound = bound_text(partition->bound, source);
  } else if (const auto* parent = as<raw::RangeVar>(command.def)) {
    result.other = name_of(parent);
  } else if (const auto* type = as<raw::TypeName>(command.def)) {  // OF
    result.other = name_of(type->names);
  } else if (const auto* identity = as<raw::ReplicaIdentityStmt>(command.def)) {
    result.name = text_of(identity->name);
    result.options = {identity_name(identity->identity_type)};
  }
  if (result.action == AlterAction::owner && command.newowner) result.name = text_of(command.newowner->rolename);
  if (result.action == AlterAction::set_logged)
    result.name = command.subtype == raw::AT_SetLogged ? "LOGGED" : "UNLOGGED";
  return result;
}

Node convert_alter_table(const raw::AlterTableStmt& alter, const Source& source) {
  AlterTable table{.table = name_of(alter.relation),
                   .if_exists = alter.missing_ok,
                   .only = alter.objtype != raw::OBJECT_TYPE && !alter.relation->inh,
                   .object = object_name(alter.objtype)};
  auto at = source.begin;
  for (const auto* item : Items(alter.cmds)) {
    if (const auto* command = as<raw::AlterTableCmd>(item))
      table.commands.push_back(convert_command(*command, source, at));
  }
  return table;
}

}  // namespace sql
