// Source: PostgreSQL 15 docs, 5.7 Privileges, and the pages of the statements; rights_test.cpp asks a server.
#include "impact/errors/rights.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "impact/errors/errors.h"
#include "impact/simulate/schema.h"
#include "sql/objects.h"

namespace impact {

// Whether the role has the rights of the other one: it is that one, or a member.
static bool acts_for(const std::string& role, const std::string& other, const pg::Catalog& catalog, int depth = 0) {
  if (role == other || other.empty()) return true;
  const auto found = std::ranges::find(catalog.roles, role, &pg::Role::name);
  if (found == catalog.roles.end() || depth > 10) return false;
  if (found->superuser) return true;
  return std::ranges::any_of(found->member_of,
                             [&](const std::string& group) { return acts_for(group, other, catalog, depth + 1); });
}

namespace {

struct Rights {
  EffectsBuilder& builder;
  const pg::Catalog& catalog = builder.catalog;
  // The role is the one that does the work.
  bool certain = catalog.connected || catalog.settings.contains("role");

  [[nodiscard]] const pg::Owned* owned(std::string_view kind, const pg::Name& name) const {
    for (const auto& each : catalog.owned) {
      if (each.kind == kind && each.name == name) return &each;
    }
    return nullptr;
  }
  [[nodiscard]] bool acts(const std::string& owner) const {
    if (owner == "pg_database_owner") {
      const auto* database = owned("database", {"", catalog.database});
      return !database || acts_for(catalog.role, database->owner, catalog);
    }
    return acts_for(catalog.role, owner, catalog);
  }
  void refuse(ExpectedError error) const {
    if (error.detail.empty()) error.detail = fmt::format("the role is {}", catalog.role);
    if (certain) return builder.fails(std::move(error));
    builder.warn(
        fmt::format("{}: refused, if the role {} runs it (it took the snapshot)", error.message, catalog.role));
  }
  // Where the server has one sentence for several things that a role may not do.
  void refuse(ObjectAddress object, std::string message) const {
    refuse(error_of(sqlstate::insufficient_privilege, std::move(object), std::move(message)));
  }
  // "app=arwd/owner", "=r/owner" for everyone; empty: what the owner has by default.
  [[nodiscard]] bool has(const std::vector<std::string>& privileges, char letter) const {
    return std::ranges::any_of(privileges, [&](const std::string& entry) {
      const auto equals = entry.rfind('=');
      const auto slash = entry.rfind('/');
      if (equals == std::string::npos || slash == std::string::npos) return false;
      auto grantee = entry.substr(0, equals);
      std::erase(grantee, '"');
      const bool given = entry.substr(equals, slash - equals).find(letter) != std::string::npos;
      return given && (grantee.empty() || acts_for(catalog.role, grantee, catalog));
    });
  }

  void own(const pg::Relation& relation) const {
    if (!builder.made_here(relation.name) && !acts(relation.owner)) refuse(must_own(object_of(relation)));
  }
  void own(const sql::QualifiedName& name) const {
    if (const auto* relation = builder.find(name)) return own(*relation);
    const auto index = find_index(name, catalog);
    if (index && !builder.made_here(index.table->name) && !acts(index.table->owner))
      refuse(must_own(object_named("index", index.name())));
  }
  // Whoever owns the schema may drop what is in it.
  void drop(const sql::QualifiedName& name) const {
    const auto* relation = builder.find(name);
    const auto* table = relation ? relation : find_index(name, catalog).table;
    if (!table) return;
    const auto* schema = owned("schema", {"", table->name.schema});
    if (!schema || !acts(schema->owner)) own(name);
  }
  void own_thing(std::string_view kind, const sql::QualifiedName& name) const {
    const auto path = search_path(catalog);
    for (const auto& each : catalog.owned) {
      const bool meant =
          each.kind == kind && each.name.name == name.name &&
          (name.schema.empty() ? std::ranges::count(path, each.name.schema) > 0 : each.name.schema == name.schema);
      if (!meant) continue;
      const auto* schema = owned("schema", {"", each.name.schema});
      const bool drops = builder.statement.as<sql::Drop>() && schema && acts(schema->owner);
      if (!drops && !acts(each.owner))
        return refuse(must_own(object_named(kind == "statistics" ? "statistics object" : kind, each.name)));
    }
  }
  void create_in(const std::string& name) const {
    const auto* schema = owned("schema", {"", name});
    if (schema && !acts(schema->owner) && !has(schema->privileges, 'C'))
      refuse(is_denied(object_named("schema", name)));
  }
  void use(const std::string& name) const {
    const auto* schema = owned("schema", {"", name});
    if (schema && !acts(schema->owner) && !has(schema->privileges, 'U'))
      refuse(is_denied(object_named("schema", name)));
  }
  void create_in_database() const {
    const auto* database = owned("database", {"", catalog.database});
    if (database && !acts(database->owner) && !has(database->privileges, 'C'))
      refuse(is_denied(object_named("database", catalog.database)));
  }
  void may(const pg::Relation& relation, char letter) const {
    if (builder.made_here(relation.name) || acts(relation.owner) || has(relation.privileges, letter)) return;
    if (std::ranges::count(catalog.granted_by_column, relation.name) > 0) return;  // of which columns is not known
    if (letter == 'r' ? acts_for(catalog.role, "pg_read_all_data", catalog)
                      : (letter == 'a' || letter == 'w' || letter == 'd') &&
                            acts_for(catalog.role, "pg_write_all_data", catalog))
      return;
    refuse(is_denied(object_of(relation)));
  }
  void may(const sql::QualifiedName& name, char letter) const {
    if (const auto* relation = builder.find(name)) may(*relation, letter);
  }
};

}  // namespace

static void refuse_queries(const Rights& rights, const EffectsBuilder& builder) {
  for (const auto& scope : builder.scopes()) {
    for (const auto& item : scope.from) {
      rights.may(item.name, 'r');
      if (item.locked) rights.may(item.name, 'w');
    }
    if (scope.target.name.empty()) continue;
    if (scope.kind == sql::QueryBlock::Kind::insert || scope.inserts) rights.may(scope.target, 'a');
    if (scope.kind == sql::QueryBlock::Kind::update || scope.updates ||
        scope.conflict == sql::QueryBlock::Conflict::update)
      rights.may(scope.target, 'w');
    if (scope.kind == sql::QueryBlock::Kind::remove || scope.removes) rights.may(scope.target, 'd');
    const bool reads = (scope.kind == sql::QueryBlock::Kind::update || scope.kind == sql::QueryBlock::Kind::remove) &&
                       scope.has_where;
    if (reads) rights.may(scope.target, 'r');
  }
}

// Source: LockTableAclCheck of PostgreSQL 15 and 16.
static void refuse_lock(const Rights& rights, const sql::Lock& lock) {
  const auto mode = base::to_lower(lock.mode);
  const bool later = rights.catalog.server_version >= 160000;
  std::string letters = mode.starts_with("access share") && !later ? "r" : "wdDm";
  if (mode.starts_with("access share") && later) letters += "ra";
  if (mode.starts_with("row exclusive") || (mode.starts_with("row share") && later)) letters += "a";
  for (const auto& name : lock.tables) {
    const auto* relation = rights.builder.find(name);
    if (!relation || rights.builder.made_here(relation->name) || rights.acts(relation->owner)) continue;
    const bool may =
        std::ranges::any_of(letters, [&](char letter) { return rights.has(relation->privileges, letter); }) ||
        acts_for(rights.catalog.role, "pg_write_all_data", rights.catalog) ||
        acts_for(rights.catalog.role, "pg_maintain", rights.catalog);
    const bool reads =
        letters.find('r') != std::string::npos && acts_for(rights.catalog.role, "pg_read_all_data", rights.catalog);
    if (!may && !reads) rights.refuse(is_denied(object_of(*relation)));
  }
}

// What the server reads, writes and starts on its own machine.
static void refuse_files(const Rights& rights, const sql::Copy& copy) {
  if (copy.through_client) return;
  const auto* group = copy.program ? "pg_execute_server_program"
                      : copy.from  ? "pg_read_server_files"
                                   : "pg_write_server_files";
  if (!acts_for(rights.catalog.role, group, rights.catalog))
    rights.refuse(object_named("role", std::string_view(group)),
                  fmt::format("must be superuser or have privileges of the {} role to COPY {}", group,
                              copy.program ? "to or from an external program"
                              : copy.from  ? "from a file"
                                           : "to a file"));
}

static void refuse_keys_to(const Rights& rights, const std::optional<sql::QualifiedName>& parent) {
  if (parent) rights.may(*parent, 'x');
}

// An index or a sequence beside the table.
static bool makes_relation(const sql::AlterTableCommand& command) {
  const auto& constraint = command.constraint;
  const auto& column = command.column;
  const bool indexed =
      constraint && constraint->using_index.empty() &&
      (constraint->type == sql::ConstraintType::unique || constraint->type == sql::ConstraintType::primary_key ||
       constraint->type == sql::ConstraintType::exclusion);
  return indexed || (command.action == sql::AlterAction::add_column && column &&
                     (column->unique || column->primary_key || column->serial || column->identity));
}

static ExpectedError not_a_member(const std::string& role, const pg::Catalog& catalog) {
  const std::string_view needs =
      catalog.server_version >= 160000 ? "must be able to SET ROLE" : "must be member of role";
  return error_of(sqlstate::insufficient_privilege, object_named("role", role), R"({} "{}")", needs, role);
}

static void refuse_alter(const Rights& rights, const sql::AlterTable& alter) {
  if (alter.object == "TYPE") return rights.own_thing("type", alter.table);
  rights.own(alter.table);
  const auto* table = rights.builder.find(alter.table);
  for (const auto& command : alter.commands) {
    if (table && makes_relation(command)) rights.create_in(table->name.schema);
    if (command.constraint) refuse_keys_to(rights, command.constraint->references);
    if (command.column) refuse_keys_to(rights, command.column->references);
    if (command.other && command.action != sql::AlterAction::other) rights.own(*command.other);
    const auto& catalog = rights.catalog;
    if (command.action == sql::AlterAction::owner && !command.name.empty() &&
        !acts_for(catalog.role, command.name, catalog) && command.name != "current_user" &&
        command.name != "session_user" && command.name != "current_role")
      rights.refuse(not_a_member(command.name, catalog));
  }
}

static void refuse_create(const Rights& rights, const sql::CreateTable& create) {
  const auto& catalog = rights.catalog;
  if (!create.temporary) rights.create_in(created_name(create.table, catalog).schema);
  for (const auto& column : create.columns) refuse_keys_to(rights, column.references);
  for (const auto& constraint : create.constraints) refuse_keys_to(rights, constraint.references);
  for (const auto& parent : create.inherits) rights.own(parent);
  for (const auto& like : create.like) {
    if (std::ranges::find(create.inherits, like) == create.inherits.end()) rights.may(like, 'r');
  }
  if (create.partition_of) rights.own(*create.partition_of);
}

// The trigger, policy or rule that is to go is there.
static bool has_part(const pg::Relation* relation, const sql::Drop& drop) {
  const auto named = [&](const auto& each) { return each.name == drop.name; };
  return relation && (std::ranges::any_of(relation->triggers, named) || std::ranges::any_of(relation->rules, named) ||
                      std::ranges::count(relation->policies, drop.name) > 0);
}

static void refuse_drop(const Rights& rights, const sql::Drop& drop) {
  static const std::set<std::string> functions{"FUNCTION", "PROCEDURE", "ROUTINE", "AGGREGATE"};
  for (const auto& name : drop.names) {
    if (drop.object == "TRIGGER" || drop.object == "POLICY" || drop.object == "RULE") {
      if (has_part(rights.builder.find(name), drop)) rights.own(name);
    } else if (drop.object == "STATISTICS")
      rights.own_thing("statistics", name);
    else if (drop.object == "TYPE" || drop.object == "DOMAIN")
      rights.own_thing("type", name);
    else if (functions.contains(drop.object))
      rights.own_thing("function", name);
    else if (drop.object == "SCHEMA") {
      const auto* schema = rights.owned("schema", {"", name.name});
      if (schema && !rights.acts(schema->owner)) rights.refuse(must_own(object_named("schema", name.name)));
    } else if (drop.object.ends_with("TABLE") || drop.object.ends_with("VIEW") || drop.object == "INDEX" ||
               drop.object == "SEQUENCE") {
      rights.drop(name);
    }
  }
}

// Functions that the statement names.
static void own_routines(const Rights& rights) {
  for (const auto& routine : sql::object_facts(rights.builder.statement.text).routines)
    rights.own_thing("function", routine.name);
}

static std::string for_superusers(const sql::Other& other) {
  static const std::map<std::string_view, std::string_view> words{
      {"CreateEventTrigStmt", "permission denied to create event trigger"},
      {"CreateTableSpaceStmt", "permission denied to create tablespace"},
      {"CreateFdwStmt", "permission denied to create foreign-data wrapper"},
      {"CreateOpClassStmt", "must be superuser to create an operator class"},
      {"CreateOpFamilyStmt", "must be superuser to create an operator family"},
      {"CreateSubscriptionStmt", "must be superuser to create subscriptions"}};
  const auto found = words.find(other.tag);
  if (found == words.end()) return "permission denied: the statement is for superusers";
  const bool named = found->second.starts_with("permission") && !other.names.empty();
  return named ? fmt::format(R"({} "{}")", found->second, other.names.front().name) : std::string(found->second);
}

static void refuse_others_of(const Rights& rights, const sql::Other& other) {
  static const std::set<std::string> of_superusers{
      "CreateEventTrigStmt", "AlterSystemStmt",    "CreateTableSpaceStmt", "CreateCastStmt",
      "CreateOpClassStmt",   "CreateOpFamilyStmt", "CreateFdwStmt",        "CreateSubscriptionStmt"};
  const auto& uses = rights.builder.statement.uses;
  if (of_superusers.contains(other.tag)) return rights.refuse({}, for_superusers(other));
  if (other.tag == "RuleStmt" && !uses.empty()) return rights.own(uses.front().name);
  if (other.tag == "CreateStatsStmt" && !uses.empty()) {
    rights.own(uses.front().name);
    if (!other.names.empty()) rights.create_in(created_name(other.names.front(), rights.catalog).schema);
    return;
  }
  if (other.tag == "AlterSeqStmt" && !uses.empty()) return rights.own(uses.front().name);
  if (other.tag == "AlterDomainStmt" && !other.names.empty()) return rights.own_thing("type", other.names.front());
  if (other.tag == "AlterFunctionStmt") return own_routines(rights);
  if (other.tag == "AlterOwnerStmt" && !other.names.empty()) {
    rights.own_thing(other.object == "TYPE" || other.object == "DOMAIN" ? "type" : "function", other.names.front());
    if (!other.target.empty() && !acts_for(rights.catalog.role, other.target, rights.catalog))
      rights.refuse(not_a_member(other.target, rights.catalog));
    return;
  }
  if (other.tag == "CreatePublicationStmt") {
    rights.create_in_database();
    if (has_words(rights.builder.statement.text, "for all tables"))
      rights.refuse({}, "must be superuser to create FOR ALL TABLES publication");
    for (const auto& use : uses) rights.own(use.name);
  }
}

// Whether rights are a question at all: not to a superuser, and not where nothing is known of roles.
static bool is_asked(const EffectsBuilder& builder) {
  const auto& catalog = builder.catalog;
  if (catalog.superuser || catalog.roles.empty() || catalog.owned.empty() || builder.depth() > 0) return false;
  const auto role = std::ranges::find(catalog.roles, catalog.role, &pg::Role::name);
  return role != catalog.roles.end() && !role->superuser;
}

void refuse_heirs(EffectsBuilder& builder, const std::vector<const pg::Relation*>& reached) {
  if (!is_asked(builder)) return;
  for (const auto* relation : reached) Rights{builder}.own(*relation);
}

// Source: vacuum_is_relation_owner of PostgreSQL 15, vacuum_is_permitted_for_relation of 17 (MAINTAIN).
bool is_passed_over(EffectsBuilder& builder, const pg::Relation& relation) {
  const Rights rights{builder};
  if (!is_asked(builder) || !rights.certain || builder.made_here(relation.name)) return false;
  const auto* database = rights.owned("database", {"", builder.catalog.database});
  return !rights.acts(relation.owner) && !(database && rights.acts(database->owner)) &&
         !rights.has(relation.privileges, 'm') && !acts_for(builder.catalog.role, "pg_maintain", builder.catalog);
}

void refuse_sequence_of(EffectsBuilder& builder, const pg::Relation& table, const pg::Name& sequence,
                        const std::string& owner) {
  const auto linked = [&](std::string_view what) {
    return error_of(sqlstate::object_not_in_prerequisite_state, object_named("sequence", sequence),
                    what == "schema" ? "sequence must be in same schema as table it is linked to"
                                     : "sequence must have same owner as table it is linked to")
        .about(object_of(table));
  };
  if (table.kind == pg::RelationKind::materialized_view || table.kind == pg::RelationKind::sequence ||
      table.kind == pg::RelationKind::composite_type)
    return builder.fails(error_of(sqlstate::wrong_object_type, object_of(table),
                                  R"(sequence cannot be owned by relation "{}")", table.name.name));
  if (table.name.schema != sequence.schema) builder.fails(linked("schema"));
  if (table.owner.empty() || owner.empty() || table.owner == owner || builder.made_here(table.name)) return;
  Rights{builder}.refuse(linked("owner"));
}

void refuse_rights(EffectsBuilder& builder) {
  if (!is_asked(builder)) return;
  const auto& catalog = builder.catalog;
  const Rights rights{builder};
  const auto& statement = builder.statement;
  for (const auto& use : statement.uses) {
    const bool looked_up = use.must_exist || !use.name.schema.empty();
    if (const auto* relation = looked_up ? builder.find(use.name) : nullptr) rights.use(relation->name.schema);
  }
  if (const auto* alter = statement.as<sql::AlterTable>()) return refuse_alter(rights, *alter);
  if (const auto* create = statement.as<sql::CreateTable>()) {
    refuse_create(rights, *create);
    if (create->as_query) refuse_queries(rights, builder);
    return;
  }
  if (const auto* index = statement.as<sql::CreateIndex>()) {
    rights.own(index->table);
    if (const auto* table = builder.find(index->table)) rights.create_in(table->name.schema);
    return;
  }
  if (const auto* rename = statement.as<sql::Rename>()) {
    if (rename->object == "TYPE" || rename->object == "DOMAIN") return rights.own_thing("type", rename->relation);
    if (rename->object == "FUNCTION" || rename->object == "PROCEDURE")
      return rights.own_thing("function", rename->relation);
    rights.own(rename->relation);
    if (!rename->from.empty()) return;
    const auto* relation = builder.find(rename->relation);
    if (!relation) relation = find_index(rename->relation, catalog).table;
    if (relation) rights.create_in(relation->name.schema);
    return;
  }
  if (const auto* move = statement.as<sql::SetSchema>()) {
    if (move->object == "FUNCTION" || move->object == "PROCEDURE" || move->object == "ROUTINE")
      rights.own_thing("function", move->name);
    else if (move->object == "TYPE" || move->object == "DOMAIN")
      rights.own_thing("type", move->name);
    else
      rights.own(move->name);
    return rights.create_in(move->schema);
  }
  if (const auto* drop = statement.as<sql::Drop>()) return refuse_drop(rights, *drop);
  if (const auto* grant = statement.as<sql::Grant>()) {  // with some privilege of its own it is a warning
    for (const auto& name : grant->relations) {
      const auto* relation = builder.find(name);
      const bool some = relation && std::ranges::any_of(std::string_view("arwdDxtm"), [&](char letter) {
                          return rights.has(relation->privileges, letter);
                        });
      if (relation && !some && !builder.made_here(relation->name) && !rights.acts(relation->owner))
        rights.refuse(is_denied(object_of(*relation)));
    }
    return;
  }
  if (const auto* truncate = statement.as<sql::Truncate>()) {
    for (const auto& name : truncate->tables) rights.may(name, 'D');
    return;
  }
  if (const auto* trigger = statement.as<sql::CreateTrigger>()) return rights.may(trigger->table, 't');
  if (const auto* policy = statement.as<sql::Policy>()) return rights.own(policy->table);
  if (const auto* refresh = statement.as<sql::RefreshView>()) return rights.own(refresh->name);
  if (const auto* comment = statement.as<sql::Comment>()) {
    if (comment->relation) return rights.own(*comment->relation);
    return own_routines(rights);
  }
  if (const auto* view = statement.as<sql::CreateView>()) {
    const auto name = created_name(view->name, catalog);
    if (const auto* existing = view->replace ? find_relation(name, catalog) : nullptr) return rights.own(*existing);
    rights.create_in(name.schema);
    if (view->materialized && !view->no_data) refuse_queries(rights, builder);
    return;
  }
  if (const auto* function = statement.as<sql::CreateFunction>()) {
    rights.create_in(created_name(function->name, catalog).schema);
    if (function->replace) rights.own_thing("function", function->name);
    return;
  }
  if (const auto* type = statement.as<sql::CreateType>())
    return rights.create_in(created_name(type->name, catalog).schema);
  if (const auto* sequence = statement.as<sql::CreateSequence>())
    return rights.create_in(created_name(sequence->name, catalog).schema);
  if (const auto* label = statement.as<sql::AlterEnum>()) return rights.own_thing("type", label->name);
  if (statement.as<sql::CreateSchema>()) return rights.create_in_database();
  if (const auto* cluster = statement.as<sql::Cluster>()) {
    if (cluster->table) rights.own(*cluster->table);
    return;
  }
  if (const auto* reindex = statement.as<sql::Reindex>()) {
    if (reindex->object == "TABLE" || reindex->object == "INDEX") rights.own(reindex->name);
    return;
  }
  if (const auto* lock = statement.as<sql::Lock>()) return refuse_lock(rights, *lock);
  if (const auto* copy = statement.as<sql::Copy>()) {
    refuse_files(rights, *copy);
    if (copy->table) rights.may(*copy->table, copy->from ? 'a' : 'r');
    return refuse_queries(rights, builder);
  }
  if (const auto* other = statement.as<sql::Other>()) {
    refuse_others_of(rights, *other);
    if (other->tag == "MergeStmt") refuse_queries(rights, builder);
    return;
  }
  if (statement.as<sql::Select>() || statement.as<sql::Insert>() || statement.as<sql::Update>() ||
      statement.as<sql::Delete>())
    refuse_queries(rights, builder);
}

}  // namespace impact
