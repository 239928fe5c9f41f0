// ALTER TABLE: the lock of each action is a table of facts; what reads or writes rows has a judge of its own.
#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "impact/analyze/analyzers.h"
#include "impact/errors/alter_passes.h"
#include "impact/errors/errors_of_alter.h"
#include "impact/errors/expected_errors_options.h"
#include "impact/errors/rights.h"
#include "impact/kinds.h"
#include "impact/types/types.h"

namespace impact {

struct ActionFacts {
  sql::AlterAction action;
  LockMode lock;
  std::string_view why;
  void (*judge)(EffectsBuilder&, const Alteration&);  // null: catalog work only
};

using sql::AlterAction;
static constexpr auto ael = LockMode::access_exclusive;
static constexpr auto sre = LockMode::share_row_exclusive;
static constexpr auto sue = LockMode::share_update_exclusive;

void lock_heirs(EffectsBuilder& builder, const Alteration& alteration) {
  if (!alteration.statement.only) return;
  for (const auto* below : descendants(alteration.relation.name, builder.catalog))
    builder.lock(below->name, ael, "what it inherited becomes its own");
}

// What is published goes through the log, and what is logged refers to what is.
static void refuse_logging(EffectsBuilder& builder, const Alteration& alteration) {
  const auto& relation = alteration.relation;
  const bool unlogged = alteration.command.name == "UNLOGGED";
  const auto changes = std::ranges::count_if(alteration.statement.commands, [](const sql::AlterTableCommand& each) {
    return each.action == AlterAction::set_logged;
  });
  if (changes > 1)
    builder.fails(
        error_of(sqlstate::feature_not_supported, object_of(relation), "cannot change persistence setting twice"));
  for (const auto& publication : builder.catalog.publications) {
    if (unlogged && std::ranges::count(publication.tables, relation.name) > 0 && !publication.all_tables)
      builder.fails(error_of(sqlstate::object_not_in_prerequisite_state, object_of(relation),
                             R"(cannot change table "{}" to unlogged because it is part of a publication)",
                             relation.name.name)
                        .about(object_named("publication", publication.name)));
  }
  if (unlogged || relation.persistence != 'u') return;
  for (const auto& constraint : relation.constraints) {
    const auto* parent = constraint.references ? find_relation(*constraint.references, builder.catalog) : nullptr;
    if (parent && parent->name != relation.name && parent->persistence == 'u')
      builder.fails(keeps_persistence(relation, "logged", *parent));
  }
}

static void rewrite_reached(EffectsBuilder& builder, const Alteration& alteration) {
  const bool logged = alteration.command.action == AlterAction::set_logged;
  if (logged) refuse_logging(builder, alteration);
  if (alteration.command.name == "UNLOGGED") {
    for (const auto& reference : references_to(alteration.relation.name, builder.catalog)) {
      if (reference.child->name == alteration.relation.name) continue;
      if (reference.child->persistence == 'u') {
        builder.lock(reference.child->name, LockMode::access_share);
        continue;
      }
      builder.lock(reference.child->name, LockMode::access_share);
      builder.fails(keeps_persistence(alteration.relation, "unlogged", *reference.child));
    }
  }
  const auto wanted = alteration.command.name == "UNLOGGED" ? 'u' : 'p';
  if (logged && alteration.relation.persistence == wanted && builder.catalog.has_server()) return;  // so it is
  if (!logged && !alteration.relation.access_method.empty() &&
      alteration.relation.access_method == alteration.command.name)
    return;
  if (alteration.relation.kind == pg::RelationKind::partitioned_table) return;  // it has no file
  for (const auto* relation : alteration.reached)
    builder.rewrite(*relation, logged ? "changing LOGGED or UNLOGGED writes the table anew"
                                      : "another access method writes the table anew");
}

// Empty: the database's own, for which we only have its usual name.
static bool is_in(const std::string& tablespace, const std::string& wanted) {
  return tablespace == wanted || (tablespace.empty() && wanted == "pg_default");
}

// The file alone: indexes stay where they are, and so do partitions and heirs.
static void copy_to_tablespace(EffectsBuilder& builder, const Alteration& alteration) {
  const auto& relation = alteration.relation;
  if (relation.kind == pg::RelationKind::partitioned_table) return;
  if (builder.catalog.has_server() && is_in(relation.tablespace, alteration.command.name)) return;
  builder.copy_file(relation, "the table's file is copied to the other tablespace");
}

void move_all(const sql::Other& other, EffectsBuilder& builder) {
  (void)other;
  const auto text = builder.statement.text;
  const bool indexes = has_words(text, "alter index all");
  const bool views = has_words(text, "alter materialized view all");
  const auto word_after = [&](std::string_view before) -> std::string {
    const auto at = base::to_lower(text).find(before);
    if (at == std::string::npos) return {};
    const auto rest = base::trim(text.substr(at + before.size()));
    auto word = std::string(rest.substr(0, rest.find_first_of(" \n\t;")));
    std::erase(word, '"');
    return word;
  };
  const auto from = word_after("in tablespace ");
  const auto to = word_after("set tablespace ");
  const auto& spaces = builder.catalog.tablespaces;
  if (!spaces.empty() && (std::ranges::count(spaces, from) == 0 || std::ranges::count(spaces, to) == 0))
    builder.fails(is_missing("tablespace", std::ranges::count(spaces, from) == 0 ? from : to));
  if (from == to) return;
  for (const auto& [name, relation] : builder.catalog.relations) {
    const bool view = relation.kind == pg::RelationKind::materialized_view;
    const bool table =
        relation.kind == pg::RelationKind::table || relation.kind == pg::RelationKind::partitioned_table;
    if (!table && !view) continue;
    if (indexes) {  // where each index lies is not known: it is taken to be with its table
      if (!is_in(relation.tablespace, from) || relation.kind == pg::RelationKind::partitioned_table) continue;
      for (const auto& index : relation.indexes) {
        builder.copy_bytes(index.bytes);
        builder.rebuild_index(relation, index.name, ael);
      }
      continue;
    }
    if (views != view || !is_in(relation.tablespace, from)) continue;
    builder.lock(name, ael, "the table's file is copied to the other tablespace");
    if (relation.kind != pg::RelationKind::partitioned_table)
      builder.copy_file(relation, "the table's file is copied to the other tablespace");
  }
}

static void change_owner(EffectsBuilder& builder, const Alteration& alteration) {
  const auto& to = alteration.command.name;
  if ((to.empty() ? builder.catalog.role : to) == alteration.relation.owner)
    return;  // nothing to do beyond the table's lock
  builder.lock_indexes(alteration.relation, ael);
  for (const auto& [name, other] : builder.catalog.relations) {
    if (other.owned_by == alteration.relation.name) builder.lock(name, ael);
  }
}

static void drop_identity(EffectsBuilder& builder, const Alteration& alteration) {
  for (const auto& [name, other] : builder.catalog.relations) {
    if (other.owned_by == alteration.relation.name &&
        name.name == fmt::format("{}_{}_seq", alteration.relation.name.name, alteration.command.name))
      builder.lock(name, ael);
  }
  drop_default(builder, alteration);
}

static void turn_row_security_on(EffectsBuilder& builder, const Alteration& alteration) {
  if (!builder.made_here(alteration.relation.name))
    builder.breaks(fmt::format("row level security on {}: roles other than the owner see only what policies allow",
                               shown(alteration.relation.name)));
}

// Source: AlterTableGetLockLevel in PostgreSQL 15's tablecmds.c; statements_test.cpp asks a server.
static constexpr std::array action_facts{
    ActionFacts{AlterAction::add_column, ael, "adding a column", add_column},
    ActionFacts{AlterAction::drop_column, ael, "dropping a column", drop_column},
    ActionFacts{AlterAction::alter_type, ael, "changing a column's type", alter_type},
    ActionFacts{AlterAction::set_default, ael, "changing a default", nullptr},
    ActionFacts{AlterAction::drop_default, ael, "dropping a default", drop_default},
    ActionFacts{AlterAction::set_not_null, ael, "SET NOT NULL", set_not_null},
    ActionFacts{AlterAction::drop_not_null, ael, "DROP NOT NULL", nullptr},
    ActionFacts{AlterAction::set_statistics, sue, "changing the statistics target", nullptr},
    ActionFacts{AlterAction::set_storage, ael, "changing how values are stored", nullptr},
    ActionFacts{AlterAction::add_constraint, ael, "adding a constraint", add_constraint},
    ActionFacts{AlterAction::drop_constraint, ael, "dropping a constraint", drop_constraint},
    ActionFacts{AlterAction::validate_constraint, sue, "validating a constraint", validate_constraint},
    ActionFacts{AlterAction::set_options, sue, "changing storage options", nullptr},
    ActionFacts{AlterAction::enable_trigger, sre, "switching a trigger", nullptr},
    ActionFacts{AlterAction::disable_trigger, sre, "switching a trigger", nullptr},
    ActionFacts{AlterAction::enable_rls, ael, "switching row level security", turn_row_security_on},
    ActionFacts{AlterAction::disable_rls, ael, "switching row level security", nullptr},
    ActionFacts{AlterAction::owner, ael, "changing the owner", change_owner},
    ActionFacts{AlterAction::set_tablespace, ael, "copying the file to another tablespace", copy_to_tablespace},
    ActionFacts{AlterAction::set_logged, ael, "changing LOGGED or UNLOGGED", rewrite_reached},
    ActionFacts{AlterAction::set_access_method, ael, "changing the access method", rewrite_reached},
    ActionFacts{AlterAction::attach_partition, sue, "attaching a partition", attach_partition},
    ActionFacts{AlterAction::detach_partition, ael, "detaching a partition", detach_partition},
    ActionFacts{AlterAction::inherit, ael, "changing what the table inherits from", inherit},
    ActionFacts{AlterAction::replica_identity, ael, "changing the replica identity", nullptr},
    ActionFacts{AlterAction::cluster_on, sue, "choosing the index for CLUSTER", nullptr},
    ActionFacts{AlterAction::add_identity, ael, "making a column an identity", nullptr},
    ActionFacts{AlterAction::drop_identity, ael, "dropping the identity of a column", drop_identity},
    ActionFacts{AlterAction::other, ael, "changing the table's definition", nullptr},
};

static const ActionFacts& facts_of(AlterAction action) {
  for (const auto& row : action_facts) {
    if (row.action == action) return row;
  }
  return action_facts.back();
}

// Storage options that need more than the weak lock. Source: the lockmode column of reloptions.c.
static LockMode lock_of_options(const std::vector<std::string>& options) {
  static const std::set<std::string_view> strong{"user_catalog_table", "security_barrier", "security_invoker",
                                                 "check_option",       "fastupdate",       "gin_pending_list_limit",
                                                 "pages_per_range",    "autosummarize",    "buffering"};
  const bool any = std::ranges::any_of(options, [](const std::string& option) { return strong.contains(option); });
  return any ? ael : sue;
}

static LockMode lock_of(const Alteration& alteration) {
  const auto& command = alteration.command;
  switch (command.action) {
    case AlterAction::set_options:
      return lock_of_options(command.options);
    case AlterAction::enable_trigger:
    case AlterAction::disable_trigger:
      return sre;
    case AlterAction::add_constraint:
      return command.constraint && command.constraint->type == sql::ConstraintType::foreign_key ? sre : ael;
    case AlterAction::detach_partition:
      return command.concurrently ? sue : ael;
    default:
      return facts_of(command.action).lock;
  }
}

// Whether the action goes on to partitions and inheriting tables by itself.
static bool reaches_below(const Alteration& alteration, std::optional<int> server_version) {
  if (alteration.statement.only) return false;
  const bool partitioned = alteration.relation.kind == pg::RelationKind::partitioned_table;
  switch (alteration.command.action) {
    case AlterAction::add_column:  // IF NOT EXISTS, and it is there
      return !alteration.command.if_exists || !alteration.relation.column(alteration.command.name);
    case AlterAction::drop_column:  // IF EXISTS, and it is not
      return !alteration.command.if_exists || alteration.relation.column(alteration.command.name);
    case AlterAction::alter_type:
    case AlterAction::set_default:
    case AlterAction::drop_default:
    case AlterAction::set_statistics:
      return true;
    case AlterAction::set_not_null: {  // what is so in the parent is so in its heirs
      const auto* column = alteration.relation.column(alteration.command.name);
      return !column || !column->not_null;
    }
    case AlterAction::drop_not_null: {  // from 18 on a constraint that goes, where there is one
      const auto* column = alteration.relation.column(alteration.command.name);
      return server_version < 180000 || !column || column->not_null;
    }
    case AlterAction::drop_constraint:
    case AlterAction::validate_constraint: {
      const auto* constraint = find_constraint(alteration.relation, alteration.command.name);
      if (!constraint) return true;
      const bool done = alteration.command.action == AlterAction::validate_constraint && constraint->validated;
      if (done) return false;
      // Keys of a table are its own; those of a partitioned table are on its partitions as well.
      return constraint->kind == pg::ConstraintKind::check ? !has_words(constraint->definition, "no inherit")
                                                           : partitioned;
    }
    case AlterAction::add_identity:
    case AlterAction::drop_identity:  // partitions have their parent's since PostgreSQL 17
      return partitioned && (!server_version || *server_version >= 170000);
    case AlterAction::other:
      if (alteration.command.subtype == "SetIdentity")
        return partitioned && (!server_version || *server_version >= 170000);
      return alteration.command.subtype == "DropExpression" || alteration.command.subtype == "SetExpression" ||
             (alteration.command.subtype == "AlterConstraint" && partitioned);
    case AlterAction::set_storage:  // SET COMPRESSION stays with the table named
      return alteration.command.subtype != "SetCompression";
    case AlterAction::add_constraint: {
      const auto& constraint = alteration.command.constraint;
      if (!constraint) return partitioned;
      if (constraint->type == sql::ConstraintType::check) return !constraint->no_inherit;
      if (constraint->type == sql::ConstraintType::not_null) return true;  // heirs are locked with NO INHERIT, too
      return partitioned;
    }
    case AlterAction::enable_trigger:
    case AlterAction::disable_trigger:
      // What partitions have of it is switched with it.
      return partitioned && std::ranges::any_of(alteration.relation.triggers, [&](const pg::Trigger& trigger) {
               return (alteration.command.name.empty() || trigger.name == alteration.command.name) &&
                      has_words(trigger.definition, "each row");
             });
    default:
      return false;
  }
}

// Constraints are validated, keys put on partitions and triggers switched with the rights of the parent's owner.
static bool asks_owners_below(const Alteration& alteration) {
  const auto& constraint = alteration.command.constraint;
  switch (alteration.command.action) {
    case AlterAction::validate_constraint:
    case AlterAction::enable_trigger:
    case AlterAction::disable_trigger:
      return false;
    case AlterAction::add_constraint:
      return constraint &&
             (constraint->type == sql::ConstraintType::check || constraint->type == sql::ConstraintType::not_null);
    default:
      return true;
  }
}

// The index of a key is built on partitions as CREATE INDEX would; from 18 on the whole tree is locked first.
static LockMode mode_below(const Alteration& alteration, std::optional<int> server_version) {
  const auto& constraint = alteration.command.constraint;
  const bool builds =
      alteration.command.action == AlterAction::add_constraint && constraint &&
      (constraint->type == sql::ConstraintType::unique || (constraint->type == sql::ConstraintType::primary_key &&
                                                           are_not_null(alteration.relation, constraint->columns)));
  return builds && server_version < 180000 ? LockMode::share : ael;
}

// From 18 on heirs are locked for any constraint of their parent, though they do not get it.
static void lock_heirs_of_constraint(EffectsBuilder& builder, const Alteration& alteration, LockMode mode) {
  if (builder.catalog.server_version < 180000 || alteration.statement.only ||
      alteration.command.action != AlterAction::add_constraint)
    return;
  for (const auto* below : descendants(alteration.relation.name, builder.catalog)) {
    if (!below->partition_of) builder.lock(below->name, mode, "locked with its parent");
  }
}

static void judge_command(EffectsBuilder& builder, Alteration alteration, LockMode strongest) {
  const auto& row = facts_of(alteration.command.action);
  alteration.reached = {&alteration.relation};
  if (reaches_below(alteration, builder.catalog.server_version)) {
    for (const auto* below : descendants(alteration.relation.name, builder.catalog))
      alteration.reached.push_back(below);
  }
  if (asks_owners_below(alteration)) refuse_heirs(builder, alteration.reached);
  const auto mode = lock_of(alteration);
  for (const auto* relation : alteration.reached) {
    const bool below = relation != &alteration.relation;
    builder.lock(relation->name,
                 below ? std::min(strongest, mode_below(alteration, builder.catalog.server_version)) : mode,
                 std::string(row.why));
  }
  lock_heirs_of_constraint(builder, alteration, strongest);
  if (row.judge) row.judge(builder, alteration);
  if (alteration.command.subtype == "AlterConstraint") alter_constraint(builder, alteration);
  if (alteration.command.subtype == "SetExpression") return set_expression(builder, alteration);
  if (alteration.command.action == AlterAction::other)
    builder.warn("this action of ALTER TABLE is not known here: the strongest lock is assumed");
}

// ALTER INDEX … ATTACH PARTITION: the child's index is locked as the parent's is not.
static void attach_index(EffectsBuilder& builder, const FoundIndex& parent, const sql::AlterTableCommand& command) {
  builder.lock_index(*parent.table, parent.index->name, sue, "it takes the partition's index in");
  builder.lock(parent.table->name, LockMode::access_share);
  if (!command.other) return;
  const auto child = find_index(*command.other, builder.catalog);
  if (!child) return builder.fails(is_missing("relation", *command.other));
  // One that the same file made hides nothing from anybody: it is not in sight yet.
  const bool made = child.index->bytes == 0 && child.table->kind != pg::RelationKind::partitioned_table &&
                    builder.catalog.has_server();
  if (!made)
    builder.lock_index(*child.table, child.index->name, ael,
                       "the planner locks every index of a table it reads, so reads of the table wait too");
  builder.lock(child.table->name, LockMode::access_share);
  if (child.table->partition_of != parent.table->name)
    return builder.fails(not_attached(child.name(), parent.name(), sqlstate::object_not_in_prerequisite_state,
                                      fmt::format(R"(index "{}" is not an index on any partition of table "{}")",
                                                  child.index->name, parent.table->name.name)));
  if (child.index->partition_of && child.index->partition_of != parent.name())
    builder.fails(not_attached(child.name(), parent.name(), sqlstate::object_not_in_prerequisite_state,
                               fmt::format(R"(index "{}" is already attached to another index)", child.index->name)));
  const bool alike = child.index->columns == parent.index->columns && child.index->unique == parent.index->unique;
  if (!alike)
    builder.fails(not_attached(child.name(), parent.name(), sqlstate::invalid_object_definition,
                               "the index definitions do not match"));
}

static void judge_index(const FoundIndex& found, const sql::AlterTable& alter, EffectsBuilder& builder) {
  const bool partitioned = found.table->kind == pg::RelationKind::partitioned_table;
  for (const auto& command : alter.commands) {
    if (auto error = wrong_for_index(found.name(), partitioned, command)) builder.fails(std::move(*error));
    refuse_index_options(builder, *found.index, command);
    if (command.action == AlterAction::set_tablespace && !builder.catalog.tablespaces.empty() &&
        std::ranges::count(builder.catalog.tablespaces, command.name) == 0)
      builder.fails(is_missing("tablespace", command.name));
    LockMode mode = ael;
    if (command.action == AlterAction::attach_partition) {
      attach_index(builder, found, command);
      continue;
    }
    if (command.action == AlterAction::set_options) mode = lock_of_options(command.options);
    if (command.action == AlterAction::set_statistics) mode = sue;
    if (command.action == AlterAction::set_tablespace && !partitioned) {
      builder.copy_bytes(found.index->bytes);
      builder.rebuild_index(*found.table, found.index->name, LockMode::none);
    }
    builder.lock_index(*found.table, found.index->name, mode,
                       "the planner locks every index of a table it reads, so reads of the table wait too");
  }
}

// ALTER TYPE … ADD, DROP, ALTER ATTRIBUTE of a composite type.
static void refuse_attribute(const sql::AlterTable& alter, const sql::AlterTableCommand& command,
                             const pg::Relation& type, EffectsBuilder& builder) {
  const auto* attribute = type.column(command.name);
  if (command.action == AlterAction::add_column && attribute) builder.fails(column_exists(type, command.name));
  if (command.action != AlterAction::add_column && !attribute && !command.if_exists && !type.columns.empty())
    builder.fails(lacks_column(type, command.name));
  if (command.action != AlterAction::alter_type) return;
  for (const auto& [name, relation] : builder.catalog.relations) {
    for (const auto& column : relation.columns) {
      if (relation.kind != pg::RelationKind::view && is_of_type(column, alter.table))
        builder.fails(error_of(sqlstate::feature_not_supported, object_of(type),
                               R"(cannot alter type "{}" because column "{}.{}" uses it)", type.name.name, name.name,
                               column.name)
                          .about(column_of(relation, column.name)));
    }
  }
}

static bool is_used(const sql::QualifiedName& type, const EffectsBuilder& builder) {
  return std::ranges::any_of(builder.catalog.relations, [&](const auto& entry) {
    return builder.has_rows(entry.second) && entry.second.kind != pg::RelationKind::composite_type &&
           std::ranges::any_of(entry.second.columns, [&](const auto& column) { return is_of_type(column, type); });
  });
}

static void judge_attributes(const sql::AlterTable& alter, EffectsBuilder& builder) {
  const auto* type = builder.find(alter.table);
  if (!type && builder.catalog.has_server() && !alter.if_exists &&
      std::ranges::none_of(builder.catalog.types,
                           [&](const pg::Name& each) { return each.name == alter.table.name; }))
    builder.fails(is_missing("relation", alter.table));
  for (const auto& command : alter.commands) {
    if (type && builder.catalog.has_server()) refuse_attribute(alter, command, *type, builder);
    if (type && !type->columns.empty() && command.if_exists && !type->column(command.name)) continue;
    for (const auto& [name, relation] : builder.catalog.relations) {
      if (relation.of_type.name != alter.table.name) continue;
      if (!command.cascade) builder.fails(of_typed_table(alter.table, relation));
      builder.lock(name, ael, "a table of the type follows it");
      if (command.action == AlterAction::alter_type) builder.rewrite(relation, "a table of the type follows it");
      if (command.action == AlterAction::drop_column && builder.has_rows(relation))
        builder.lose({.kind = Loss::Kind::dropped, .object = column_of(relation, command.name)});
    }
    if (command.action == AlterAction::add_column) continue;
    if (command.action == AlterAction::drop_column &&
        (is_used(alter.table, builder) || !builder.catalog.has_server()))
      builder.lose({.kind = Loss::Kind::dropped,
                    .object = {.kind = "attribute",
                               .name = {alter.table.schema, alter.table.name},
                               .part = command.name,
                               .of = "type"}});
    builder.breaks(fmt::format("changes the attribute {} of the type {}", command.name, alter.table.text()));
  }
}

void judge(const sql::AlterTable& alter, EffectsBuilder& builder) {
  const auto* relation = builder.find(alter.table);
  if (relation && relation->kind == pg::RelationKind::composite_type) relation = nullptr;
  if (!relation) {
    if (const auto index = find_index(alter.table, builder.catalog)) {
      judge_index(index, alter, builder);
      return;
    }
    if (alter.object == "TYPE") return judge_attributes(alter, builder);
    const bool is_relation = alter.object.empty() || alter.object == "TABLE" || alter.object == "VIEW" ||
                             alter.object == "MATERIALIZED VIEW" || alter.object == "FOREIGN TABLE";
    // In a catalog that no server filled it may be there all the same.
    if (!alter.if_exists && is_relation && builder.catalog.has_server())
      builder.fails(is_missing("relation", alter.table));
    return;
  }
  if (relation->pending_events)
    builder.outside_transaction(fmt::format(
        "checks of {} wait for the end of the transaction: until then it cannot be altered", shown(relation->name)));
  if (builder.catalog.has_server()) {
    if (auto error = wrong_word(*relation, alter.object)) return builder.fails(std::move(*error));
  }
  if (alter.object == "SEQUENCE" && alter.commands.empty()) {
    builder.lock(relation->name, sre, "changing a sequence");
    return;
  }
  // Partitions and heirs are locked as the strongest of the actions asks for.
  auto strongest = LockMode::none;
  for (const auto& command : alter.commands)
    strongest = std::max(strongest, lock_of({alter, command, *relation, {}}));
  AlterPasses passes(*relation, alter);
  for (const auto& command : alter.commands)
    judge_command(builder, {alter, command, passes.found_by(command), {}}, strongest);
}

}  // namespace impact
