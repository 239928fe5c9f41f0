// What cannot be seen is unknown, never safe: calls, and statements this room has no judge for.
#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "base/text.h"
#include "impact/judges.h"
#include "impact/types.h"

namespace impact {

void judge(const sql::Set& set, Gathering& gathering) {
  (void)set, (void)gathering;
}

void judge(const sql::TransactionControl& control, Gathering& gathering) {
  if (control.command == "BEGIN" || control.command == "COMMIT" || control.command == "ROLLBACK" ||
      control.command == "START")
    gathering.warn(fmt::format("{} in the file: lockkeeper opens and ends the transaction itself", control.command));
}

struct TagFacts {
  std::string_view tag;
  LockMode lock;             // on every relation mentioned; none: it touches no relation's lock
  std::string_view outside;  // why it cannot run in a transaction, or empty
};
// Nodes of PostgreSQL's grammar that need no judge of their own.
static constexpr std::array tags{
    TagFacts{"RuleStmt", LockMode::access_exclusive, ""},
    TagFacts{"AlterSeqStmt", LockMode::share_row_exclusive, ""},
    TagFacts{"CreateStatsStmt", LockMode::share_update_exclusive, ""},
    TagFacts{"AlterStatsStmt", LockMode::none, ""},
    TagFacts{"CreatePublicationStmt", LockMode::share_update_exclusive, ""},
    TagFacts{"AlterPublicationStmt", LockMode::share_update_exclusive, ""},
    TagFacts{"CreateForeignTableStmt", LockMode::none, ""},
    TagFacts{"ExplainStmt", LockMode::access_share, ""},
    TagFacts{"PrepareStmt", LockMode::none, ""},
    TagFacts{"DeallocateStmt", LockMode::none, ""},
    TagFacts{"DeclareCursorStmt", LockMode::access_share, ""},
    TagFacts{"ClosePortalStmt", LockMode::none, ""},
    TagFacts{"FetchStmt", LockMode::none, ""},
    TagFacts{"NotifyStmt", LockMode::none, ""},
    TagFacts{"ListenStmt", LockMode::none, ""},
    TagFacts{"UnlistenStmt", LockMode::none, ""},
    TagFacts{"CheckPointStmt", LockMode::none, ""},
    TagFacts{"DiscardStmt", LockMode::none, ""},
    TagFacts{"LoadStmt", LockMode::none, ""},
    TagFacts{"VariableShowStmt", LockMode::none, ""},
    TagFacts{"ConstraintsSetStmt", LockMode::none, ""},
    TagFacts{"CreateRoleStmt", LockMode::none, ""},
    TagFacts{"AlterRoleStmt", LockMode::none, ""},
    TagFacts{"AlterRoleSetStmt", LockMode::none, ""},
    TagFacts{"DropRoleStmt", LockMode::none, ""},
    TagFacts{"GrantRoleStmt", LockMode::none, ""},
    TagFacts{"AlterDefaultPrivilegesStmt", LockMode::none, ""},
    TagFacts{"AlterDatabaseStmt", LockMode::none, ""},
    TagFacts{"AlterDatabaseSetStmt", LockMode::none, ""},
    TagFacts{"AlterFunctionStmt", LockMode::none, ""},
    TagFacts{"AlterOwnerStmt", LockMode::none, ""},
    TagFacts{"AlterObjectDependsStmt", LockMode::none, ""},
    TagFacts{"AlterExtensionStmt", LockMode::none, ""},
    TagFacts{"AlterTypeStmt", LockMode::none, ""},
    TagFacts{"DefineStmt", LockMode::none, ""},
    TagFacts{"CreateCastStmt", LockMode::none, ""},
    TagFacts{"CreateConversionStmt", LockMode::none, ""},
    TagFacts{"CreateOpClassStmt", LockMode::none, ""},
    TagFacts{"CreateOpFamilyStmt", LockMode::none, ""},
    TagFacts{"AlterOpFamilyStmt", LockMode::none, ""},
    TagFacts{"AlterOperatorStmt", LockMode::none, ""},
    TagFacts{"AlterCollationStmt", LockMode::none, ""},
    TagFacts{"AlterTSDictionaryStmt", LockMode::none, ""},
    TagFacts{"AlterTSConfigurationStmt", LockMode::none, ""},
    TagFacts{"CreateTransformStmt", LockMode::none, ""},
    TagFacts{"CreateFdwStmt", LockMode::none, ""},
    TagFacts{"AlterFdwStmt", LockMode::none, ""},
    TagFacts{"CreateForeignServerStmt", LockMode::none, ""},
    TagFacts{"AlterForeignServerStmt", LockMode::none, ""},
    TagFacts{"CreateUserMappingStmt", LockMode::none, ""},
    TagFacts{"AlterUserMappingStmt", LockMode::none, ""},
    TagFacts{"DropUserMappingStmt", LockMode::none, ""},
    TagFacts{"CreatePLangStmt", LockMode::none, ""},
    TagFacts{"CreateAmStmt", LockMode::none, ""},
    TagFacts{"CreateEventTrigStmt", LockMode::none, ""},
    TagFacts{"AlterEventTrigStmt", LockMode::none, ""},
    TagFacts{"SecLabelStmt", LockMode::share_update_exclusive, ""},
    TagFacts{"AlterTableSpaceOptionsStmt", LockMode::none, ""},
    TagFacts{"CreatedbStmt", LockMode::none, "CREATE DATABASE runs on its own"},
    TagFacts{"DropdbStmt", LockMode::none, "DROP DATABASE runs on its own"},
    TagFacts{"CreateTableSpaceStmt", LockMode::none, "CREATE TABLESPACE runs on its own"},
    TagFacts{"DropTableSpaceStmt", LockMode::none, "DROP TABLESPACE runs on its own"},
    TagFacts{"AlterSystemStmt", LockMode::none, "ALTER SYSTEM runs on its own"},
};

// ALTER DOMAIN … ADD CONSTRAINT, VALIDATE CONSTRAINT, SET NOT NULL look at every value of the domain there is.
static void judge_domain(Gathering& gathering) {
  const auto text = gathering.statement.text;
  const bool checks = (has_words(text, "add") && !has_words(text, "not valid")) ||
                      has_words(text, "validate constraint") || has_words(text, "set not null");
  if (!checks) return;
  for (const auto& [domain, definition] : gathering.catalog.domains) {
    const bool meant = has_words(text, fmt::format("domain {}", domain.name)) ||
                       has_words(text, fmt::format("domain \"{}\"", domain.name)) ||
                       text.find(fmt::format(".{} ", domain.name)) != text.npos;
    if (!meant) continue;
    for (const auto& [name, relation] : gathering.catalog.relations) {
      const bool uses =
          std::any_of(relation.columns.begin(), relation.columns.end(),
                      [&, type = domain.name](const pg::Column& column) { return is_of_type(column, {"", type}); });
      if (!uses || relation.kind == pg::RelationKind::view) continue;
      gathering.lock(name, LockMode::share, "writes wait while every value of the domain is checked");
      if (relation.kind == pg::RelationKind::table) gathering.scan(relation, "every value of the domain is checked");
    }
  }
}

static void judge_reassign(Gathering& gathering) {
  const auto text = gathering.statement.text;
  const auto to = base::to_lower(text).rfind(" to ");
  for (const auto& [name, relation] : gathering.catalog.relations) {
    if (!mentions(text.substr(0, to), relation.owner)) continue;
    gathering.lock(name, LockMode::access_exclusive, "changing the owner");
    gathering.lock_indexes(relation, LockMode::access_exclusive);
  }
}

void judge(const sql::Other& other, Gathering& gathering) {
  for (const auto& facts : tags) {
    if (facts.tag != other.tag) continue;
    if (!facts.outside.empty()) gathering.outside_transaction(std::string(facts.outside));
    if (facts.tag == "ExplainStmt" && has_words(gathering.statement.text, "analyze"))
      break;  // it runs what it explains
    if (facts.lock == LockMode::none) return;
    for (const auto& use : gathering.statement.uses) {
      if (const auto* relation = gathering.find(use.name)) gathering.lock(relation->name, facts.lock);
    }
    return;
  }
  if (other.tag == "MergeStmt") {
    for (const auto& use : gathering.statement.uses) {
      const auto* relation = gathering.find(use.name);
      if (!relation) continue;
      gathering.lock(relation->name,
                     use.access == sql::Access::read ? LockMode::access_share : LockMode::row_exclusive);
      if (use.access != sql::Access::read) gathering.scan(*relation, "every row is compared with the source");
      if (use.access != sql::Access::read && gathering.has_rows(*relation))
        gathering.lose(fmt::format("MERGE may change or delete rows of {}", shown(relation->name)));
    }
    return;
  }
  if (other.tag == "AlterDomainStmt") return judge_domain(gathering);
  if (other.tag == "ReassignOwnedStmt") return judge_reassign(gathering);
  if (other.tag == "CallStmt") {
    gathering.unknown("a procedure runs code that is not looked into");
    return;
  }
  gathering.unknown(fmt::format("there is no judge for {}", other.tag.empty() ? "this statement" : other.tag));
}

}  // namespace impact
