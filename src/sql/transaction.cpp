#include "sql/transaction.h"

#include <fmt/format.h>

#include "sql/tree.h"

namespace sql {

static std::string refused_alter_table(const raw::AlterTableStmt& alter) {
  for (const auto* item : Items(alter.cmds)) {
    const auto* command = as<raw::AlterTableCmd>(item);
    if (!command || command->subtype != raw::AT_DetachPartition) continue;
    const auto* partition = as<raw::PartitionCmd>(command->def);
    if (partition && partition->concurrent) return "ALTER TABLE ... DETACH CONCURRENTLY";
  }
  return "";
}

static std::string refused_reindex(const raw::ReindexStmt& reindex) {
  switch (reindex.kind) {
    case raw::REINDEX_OBJECT_SCHEMA:
      return "REINDEX SCHEMA";
    case raw::REINDEX_OBJECT_SYSTEM:
      return "REINDEX SYSTEM";
    case raw::REINDEX_OBJECT_DATABASE:
      return "REINDEX DATABASE";
    default:
      return option_is_on(reindex.params, "concurrently") ? "REINDEX CONCURRENTLY" : "";
  }
}

static std::string refused_alter_subscription(const raw::AlterSubscriptionStmt& alter) {
  switch (alter.kind) {
    case raw::ALTER_SUBSCRIPTION_REFRESH:
      return "ALTER SUBSCRIPTION ... REFRESH";
    case raw::ALTER_SUBSCRIPTION_SET_PUBLICATION:
    case raw::ALTER_SUBSCRIPTION_ADD_PUBLICATION:
    case raw::ALTER_SUBSCRIPTION_DROP_PUBLICATION:
      return option_is_on(alter.options, "refresh", true) ? "ALTER SUBSCRIPTION with refresh" : "";
    default:
      return "";
  }
}

// A slot is made on the publisher, which cannot be rolled back, unless nothing is connected to.
static std::string refused_create_subscription(const raw::CreateSubscriptionStmt& create) {
  const bool connects = option_is_on(create.options, "connect", true);
  return option_is_on(create.options, "create_slot", connects) ? "CREATE SUBSCRIPTION ... WITH (create_slot = true)"
                                                               : "";
}

static std::string refused(const raw::Node* statement) {
  if (const auto* index = as<raw::IndexStmt>(statement)) return index->concurrent ? "CREATE INDEX CONCURRENTLY" : "";
  if (const auto* drop = as<raw::DropStmt>(statement)) return drop->concurrent ? "DROP INDEX CONCURRENTLY" : "";
  if (const auto* alter = as<raw::AlterTableStmt>(statement)) return refused_alter_table(*alter);
  if (const auto* reindex = as<raw::ReindexStmt>(statement)) return refused_reindex(*reindex);
  if (const auto* vacuum = as<raw::VacuumStmt>(statement)) return vacuum->is_vacuumcmd ? "VACUUM" : "";
  if (const auto* cluster = as<raw::ClusterStmt>(statement)) return cluster->relation ? "" : "CLUSTER";
  if (const auto* discard = as<raw::DiscardStmt>(statement))
    return discard->target == raw::DISCARD_ALL ? "DISCARD ALL" : "";
  if (const auto* alter = as<raw::AlterDatabaseStmt>(statement))
    return find_option(alter->options, "tablespace") ? "ALTER DATABASE SET TABLESPACE" : "";
  if (const auto* alter = as<raw::AlterSubscriptionStmt>(statement)) return refused_alter_subscription(*alter);
  if (const auto* create = as<raw::CreateSubscriptionStmt>(statement)) return refused_create_subscription(*create);
  if (const auto* control = as<raw::TransactionStmt>(statement)) {
    if (control->kind == raw::TRANS_STMT_COMMIT_PREPARED) return "COMMIT PREPARED";
    if (control->kind == raw::TRANS_STMT_ROLLBACK_PREPARED) return "ROLLBACK PREPARED";
  }
  switch (statement->type) {
    case raw::T_AlterSystemStmt:
      return "ALTER SYSTEM";
    case raw::T_CreatedbStmt:
      return "CREATE DATABASE";
    case raw::T_DropdbStmt:
      return "DROP DATABASE";
    case raw::T_CreateTableSpaceStmt:
      return "CREATE TABLESPACE";
    case raw::T_DropTableSpaceStmt:
      return "DROP TABLESPACE";
    case raw::T_DropSubscriptionStmt:
      return "DROP SUBSCRIPTION";  // with its slot, which only the catalog can tell
    default:
      return "";
  }
}

std::string why_not_in_transaction(const raw::Node* statement) {
  const auto what = refused(statement);
  return what.empty() ? "" : fmt::format("{} cannot run inside a transaction block", what);
}

}  // namespace sql
