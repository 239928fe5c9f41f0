// Statements without a type of their own: what each says of the thing it is about.
#include "sql/convert.h"

namespace sql {

// The letter of AlterDomainStmt.
static std::string domain_action(char letter) {
  switch (letter) {
    case 'T':
      return "SET DEFAULT";
    case 'N':
      return "DROP NOT NULL";
    case 'O':
      return "SET NOT NULL";
    case 'C':
      return "ADD CONSTRAINT";
    case 'X':
      return "DROP CONSTRAINT";
    case 'V':
      return "VALIDATE CONSTRAINT";
    default:
      return {};
  }
}

static void describe_domain(const raw::AlterDomainStmt& alter, Other& other) {
  other.object = "DOMAIN";
  other.names = {name_of(alter.typeName)};
  other.action = domain_action(alter.subtype);
  other.target = text_of(alter.name);
  other.cascade = alter.behavior == raw::DROP_CASCADE;
  if (const auto* constraint = as<raw::Constraint>(alter.def)) {
    other.target = text_of(constraint->conname);
    other.not_valid = constraint->skip_validation;
  }
}

static std::vector<QualifiedName> roles_of(const raw::List* roles) {
  std::vector<QualifiedName> names;
  for (const auto* item : Items(roles)) {
    const auto* role = as<raw::RoleSpec>(item);
    if (role) names.push_back({"", role->rolename ? text_of(role->rolename) : "current_user"});
  }
  return names;
}

static void describe_extension(const raw::Node* statement, Other& other) {
  if (const auto* alter = as<raw::AlterExtensionStmt>(statement)) {
    other.object = "EXTENSION";
    other.names = {{"", text_of(alter->extname)}};
    other.action = "UPDATE";
  }
  if (const auto* alter = as<raw::AlterExtensionContentsStmt>(statement)) {
    other.object = "EXTENSION";
    other.names = {{"", text_of(alter->extname)}};
    other.action = alter->action > 0 ? "ADD" : "DROP";
    other.target = object_name(alter->objtype);
  }
}

Other convert_other(const raw::Node* statement) {
  Other other{.tag = raw::tag_name(statement->type)};
  describe_extension(statement, other);
  if (const auto* domain = as<raw::AlterDomainStmt>(statement)) describe_domain(*domain, other);
  if (const auto* reassign = as<raw::ReassignOwnedStmt>(statement)) other.names = roles_of(reassign->roles);
  if (const auto* drop = as<raw::DropOwnedStmt>(statement)) {
    other.names = roles_of(drop->roles);
    other.cascade = drop->behavior == raw::DROP_CASCADE;
  }
  if (const auto* call = as<raw::CallStmt>(statement); call && call->funccall)
    other.names = {name_of(call->funccall->funcname)};
  if (const auto* owner = as<raw::AlterOwnerStmt>(statement)) {
    other.object = object_name(owner->objectType);
    if (owner->object) other.names = {name_of(owner->object)};
    other.target = owner->newowner ? text_of(owner->newowner->rolename) : "";
  }
  if (const auto* depends = as<raw::AlterObjectDependsStmt>(statement)) {
    other.object = object_name(depends->objectType);
    other.target = text_of(node_of(depends->extname));
  }
  if (const auto* statistics = as<raw::AlterStatsStmt>(statement)) {
    other.object = "STATISTICS";
    other.names = {name_of(statistics->defnames)};
  }
  if (const auto* statistics = as<raw::CreateStatsStmt>(statement)) {
    other.object = "STATISTICS";
    other.names = {name_of(statistics->defnames)};
  }
  if (const auto* define = as<raw::DefineStmt>(statement)) {
    other.object = object_name(define->kind);
    other.names = {name_of(define->defnames)};
  }
  if (const auto* rule = as<raw::RuleStmt>(statement)) other.target = text_of(rule->rulename);
  if (const auto* prepare = as<raw::PrepareStmt>(statement)) other.target = text_of(prepare->name);
  if (const auto* execute = as<raw::ExecuteStmt>(statement)) other.target = text_of(execute->name);
  if (const auto* deallocate = as<raw::DeallocateStmt>(statement)) other.target = text_of(deallocate->name);
  if (const auto* import = as<raw::ImportForeignSchemaStmt>(statement)) {
    other.object = "SCHEMA";
    other.names = {{"", text_of(import->local_schema)}};
    other.target = text_of(import->server_name);
  }
  return other;
}

}  // namespace sql
