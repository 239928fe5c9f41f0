#include "sql/objects.h"

#include "base/text.h"
#include "sql/convert.h"
#include "sql/expressions.h"
#include "sql/parser.h"
#include "sql/tree.h"

namespace sql {

static void add_role(const raw::RoleSpec* role, ObjectFacts& facts) {
  if (role && role->roletype == raw::ROLESPEC_CSTRING) facts.roles.push_back(text_of(role->rolename));
}

static void add_roles(const raw::List* roles, ObjectFacts& facts) {
  for (const auto* item : Items(roles)) add_role(as<raw::RoleSpec>(item), facts);
}

static void add_routine(const raw::Node* node, raw::ObjectType type, ObjectFacts& facts) {
  const auto* named = as<raw::ObjectWithArgs>(node);
  if (!named || (type != raw::OBJECT_FUNCTION && type != raw::OBJECT_PROCEDURE && type != raw::OBJECT_ROUTINE &&
                 type != raw::OBJECT_AGGREGATE))
    return;
  RoutineName routine{
      .name = name_of(named->objname), .listed = !named->args_unspecified, .object = object_name(type)};
  for (const auto* item : Items(named->objargs)) {
    const auto* argument = as<raw::TypeName>(item);
    if (argument) routine.arguments.push_back(name_of(argument->names).name + (argument->arrayBounds ? "[]" : ""));
  }
  facts.routines.push_back(std::move(routine));
}

static void read_trigger(const raw::CreateTrigStmt& trigger, ObjectFacts& facts) {
  // Bits of pg_trigger.h.
  constexpr int before = 1 << 1;
  constexpr int instead = 1 << 6;
  constexpr int truncates = 1 << 5;
  facts.triggers.push_back({.function = name_of(trigger.funcname),
                            .columns = texts_of(trigger.columns),
                            .timing = (trigger.timing & instead) != 0  ? TriggerFacts::Timing::instead
                                      : (trigger.timing & before) != 0 ? TriggerFacts::Timing::before
                                                                       : TriggerFacts::Timing::after,
                            .row = trigger.row,
                            .transitions = trigger.transitionRels != nullptr,
                            .truncate = (trigger.events & truncates) != 0});
  for (const auto& column : facts.triggers.back().columns)
    facts.columns.emplace_back(name_of(trigger.relation), column);
}

static void read_grant(const raw::GrantStmt& grant, ObjectFacts& facts) {
  add_roles(grant.grantees, facts);
  if (grant.targtype != raw::ACL_TARGET_OBJECT) return;
  for (const auto* item : Items(grant.objects)) {
    add_routine(item, grant.objtype, facts);
    const auto* relation = as<raw::RangeVar>(item);
    if (!relation) continue;
    for (const auto* privilege : Items(grant.privileges)) {
      for (const auto& column : texts_of(as<raw::AccessPriv>(privilege)->cols))
        facts.columns.emplace_back(name_of(relation), column);
    }
  }
}

static std::string published_by(const raw::List* options) {
  const auto* option = find_option(options, "publish");
  const auto* value = option ? as<raw::String>(option->arg) : nullptr;
  return value ? text_of(value->sval) : std::string{};
}

static void read_publication(const raw::List* objects, ObjectFacts& facts) {
  for (const auto* item : Items(objects)) {
    const auto* object = as<raw::PublicationObjSpec>(item);
    if (!object || !object->pubtable || !object->pubtable->relation) continue;
    const auto name = name_of(object->pubtable->relation);
    facts.published.push_back(name);
    for (const auto& column : texts_of(object->pubtable->columns)) facts.columns.emplace_back(name, column);
  }
}

static void read_comment(const raw::CommentStmt& comment, ObjectFacts& facts) {
  facts.object = object_name(comment.objtype);
  add_routine(comment.object, comment.objtype, facts);
  const auto* parts = as<raw::List>(comment.object);
  if (!parts) return;
  switch (comment.objtype) {
    case raw::OBJECT_COLUMN:
      facts.columns.emplace_back(name_of(parts, 1), name_of(parts).name);
      break;
    case raw::OBJECT_TRIGGER:
    case raw::OBJECT_POLICY:
    case raw::OBJECT_RULE:
    case raw::OBJECT_TABCONSTRAINT:
      facts.parts.emplace_back(name_of(parts, 1), name_of(parts).name);
      break;
    case raw::OBJECT_TABLE:
    case raw::OBJECT_VIEW:
    case raw::OBJECT_MATVIEW:
    case raw::OBJECT_SEQUENCE:
    case raw::OBJECT_FOREIGN_TABLE:
      facts.parts.emplace_back(name_of(parts), "");
      break;
    default:
      break;
  }
}

static void read_statistics(const raw::CreateStatsStmt& statistics, ObjectFacts& facts) {
  facts.missing_ok = statistics.if_not_exists;
  const auto tables = names_of(statistics.relations);
  bool expression = false;
  for (const auto* item : Items(statistics.exprs)) {
    const auto* element = as<raw::StatsElem>(item);
    expression = expression || !element->name;
    if (tables.size() == 1 && element->name) facts.columns.emplace_back(tables.front(), text_of(element->name));
  }
  facts.single_column = !expression && Items(statistics.exprs).size() == 1;
}

static void read_definition(const raw::Node* statement, ObjectFacts& facts) {
  if (const auto* trigger = as<raw::CreateTrigStmt>(statement)) return read_trigger(*trigger, facts);
  if (const auto* trigger = as<raw::CreateEventTrigStmt>(statement)) {
    facts.event_function = name_of(trigger->funcname);
    facts.event = text_of(trigger->eventname);
  } else if (const auto* policy = as<raw::CreatePolicyStmt>(statement)) {
    add_roles(policy->roles, facts);
    facts.policy_command = text_of(policy->cmd_name);
    facts.policy_using = policy->qual != nullptr;
    facts.policy_check = policy->with_check != nullptr;
    facts.expressions.emplace_back(name_of(policy->table), facts_of(policy->qual));
    facts.expressions.emplace_back(name_of(policy->table), facts_of(policy->with_check));
  } else if (const auto* changed = as<raw::AlterPolicyStmt>(statement)) {
    add_roles(changed->roles, facts);
    facts.expressions.emplace_back(name_of(changed->table), facts_of(changed->qual));
  } else if (const auto* statistics = as<raw::CreateStatsStmt>(statement)) {
    read_statistics(*statistics, facts);
  } else if (const auto* made = as<raw::CreatePublicationStmt>(statement)) {
    facts.publication = text_of(made->pubname);
    facts.publication_action = "CREATE";
    facts.publishes = published_by(made->options);
    read_publication(made->pubobjects, facts);
  } else if (const auto* altered = as<raw::AlterPublicationStmt>(statement)) {
    static constexpr std::string_view actions[] = {"ADD", "DROP", "SET"};
    facts.publication = text_of(altered->pubname);
    facts.publication_action = altered->options ? "ALTER" : std::string(actions[altered->action]);
    facts.publishes = published_by(altered->options);
    read_publication(altered->pubobjects, facts);
  } else if (const auto* index = as<raw::IndexStmt>(statement)) {
    for (const auto* item : Items(index->indexIncludingParams)) {
      const auto* element = as<raw::IndexElem>(item);
      if (element && element->name) facts.columns.emplace_back(name_of(index->relation), text_of(element->name));
    }
  } else if (const auto* sequence = as<raw::CreateSeqStmt>(statement)) {
    const auto* owner = find_option(sequence->options, "owned_by");
    const auto* parts = owner ? as<raw::List>(owner->arg) : nullptr;
    if (parts && Items(parts).size() >= 2) facts.columns.emplace_back(name_of(parts, 1), name_of(parts).name);
  } else if (const auto* server = as<raw::CreateForeignServerStmt>(statement)) {
    facts.server = text_of(server->servername);
    facts.wrapper = text_of(server->fdwname);
    facts.missing_ok = server->if_not_exists;
  } else if (const auto* foreign = as<raw::CreateForeignTableStmt>(statement)) {
    facts.server = text_of(foreign->servername);
  } else if (const auto* role = as<raw::CreateRoleStmt>(statement)) {
    facts.new_roles.push_back(text_of(role->role));
  }
}

static void read_change(const raw::Node* statement, ObjectFacts& facts) {
  if (const auto* drop = as<raw::DropStmt>(statement)) {
    facts.missing_ok = drop->missing_ok;
    for (const auto* item : Items(drop->objects)) add_routine(item, drop->removeType, facts);
  } else if (const auto* rename = as<raw::RenameStmt>(statement)) {
    facts.missing_ok = rename->missing_ok;
    add_routine(rename->object, rename->renameType, facts);
    if (rename->renameType == raw::OBJECT_ROLE) {
      facts.roles.push_back(text_of(rename->subname));
      facts.new_roles.push_back(text_of(rename->newname));
    }
    if (rename->renameType == raw::OBJECT_POLICY && rename->relation) {
      facts.object = "POLICY";
      facts.parts.emplace_back(name_of(rename->relation), text_of(rename->subname));
    }
  } else if (const auto* owner = as<raw::AlterOwnerStmt>(statement)) {
    add_routine(owner->object, owner->objectType, facts);
    add_role(owner->newowner, facts);
  } else if (const auto* move = as<raw::AlterObjectSchemaStmt>(statement)) {
    facts.missing_ok = move->missing_ok;
    add_routine(move->object, move->objectType, facts);
  } else if (const auto* function = as<raw::AlterFunctionStmt>(statement)) {
    add_routine(node_of(function->func), function->objtype, facts);
  } else if (const auto* role = as<raw::AlterRoleStmt>(statement)) {
    add_role(role->role, facts);
  } else if (const auto* set = as<raw::AlterRoleSetStmt>(statement)) {
    add_role(set->role, facts);
  } else if (const auto* gone = as<raw::DropRoleStmt>(statement)) {
    if (!gone->missing_ok) add_roles(gone->roles, facts);
  } else if (const auto* member = as<raw::GrantRoleStmt>(statement)) {
    add_roles(member->grantee_roles, facts);
    for (const auto* item : Items(member->granted_roles))
      facts.roles.push_back(text_of(as<raw::AccessPriv>(item)->priv_name));
  } else if (const auto* reassign = as<raw::ReassignOwnedStmt>(statement)) {
    add_roles(reassign->roles, facts);
    add_role(reassign->newrole, facts);
  } else if (const auto* owned = as<raw::DropOwnedStmt>(statement)) {
    add_roles(owned->roles, facts);
  } else if (const auto* label = as<raw::AlterEnumStmt>(statement)) {
    facts.neighbour = text_of(label->newValNeighbor);
  }
}

static void read_upkeep(const raw::Node* statement, ObjectFacts& facts) {
  if (const auto* vacuum = as<raw::VacuumStmt>(statement)) {
    for (const auto* item : Items(vacuum->rels)) {
      const auto* relation = as<raw::VacuumRelation>(item);
      for (const auto& column : texts_of(relation->va_cols))
        facts.columns.emplace_back(name_of(relation->relation), column);
    }
  } else if (const auto* cluster = as<raw::ClusterStmt>(statement)) {
    facts.index = text_of(cluster->indexname);
  } else if (const auto* set = as<raw::VariableSetStmt>(statement)) {
    for (const auto* item : Items(set->args)) {
      if (const auto* value = as<raw::A_Const>(item); value && value->val.node.type == raw::T_String)
        facts.set_values.push_back(text_of(value->val.sval.sval));
    }
  }
}

ObjectFacts object_facts(std::string_view text) {
  const Parsed parsed{std::string(text)};
  ObjectFacts facts;
  if (parsed.failure() || Items(parsed.statements()).size() == 0) return facts;
  const auto* first = as<raw::RawStmt>(Items(parsed.statements())[0]);
  if (!first) return facts;
  if (const auto* grant = as<raw::GrantStmt>(first->stmt)) read_grant(*grant, facts);
  if (const auto* comment = as<raw::CommentStmt>(first->stmt)) read_comment(*comment, facts);
  read_definition(first->stmt, facts);
  read_change(first->stmt, facts);
  read_upkeep(first->stmt, facts);
  return facts;
}

}  // namespace sql
