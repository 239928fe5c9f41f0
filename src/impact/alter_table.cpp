// ALTER TABLE: the lock of each action is a table of facts; what reads or writes rows has a judge of its own.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "impact/judges.h"

namespace impact {

struct ActionFacts {
  sql::AlterAction action;
  LockMode lock;
  std::string_view why;
  void (*judge)(Gathering&, const Alteration&);  // null: catalog work only
};

using sql::AlterAction;
static constexpr auto ael = LockMode::access_exclusive;
static constexpr auto sre = LockMode::share_row_exclusive;
static constexpr auto sue = LockMode::share_update_exclusive;

static void rewrite_reached(Gathering& gathering, const Alteration& alteration) {
  const bool logged = alteration.command.action == AlterAction::set_logged;
  if (alteration.command.name == "UNLOGGED") {
    for (const auto& reference : references_to(alteration.relation.name, gathering.catalog)) {
      if (reference.child->name == alteration.relation.name) continue;
      gathering.lock(reference.child->name, LockMode::access_share);
      gathering.fails(fmt::format("{} is logged and has a foreign key to {}", shown(reference.child->name),
                                  shown(alteration.relation.name)));
    }
  }
  const auto wanted = alteration.command.name == "UNLOGGED" ? 'u' : 'p';
  if (logged && alteration.relation.persistence == wanted && gathering.catalog.server_version != 0)
    return;  // so it is
  if (!logged && !alteration.relation.access_method.empty() &&
      alteration.relation.access_method == alteration.command.name)
    return;
  for (const auto* relation : alteration.reached)
    gathering.rewrite(*relation, logged ? "changing LOGGED or UNLOGGED writes the table anew"
                                        : "another access method writes the table anew");
}

static void copy_to_tablespace(Gathering& gathering, const Alteration& alteration) {
  gathering.copy_bytes(alteration.relation.heap_bytes);
}

static void change_owner(Gathering& gathering, const Alteration& alteration) {
  if (alteration.command.name == alteration.relation.owner) return;  // nothing to do beyond the table's lock
  gathering.lock_indexes(alteration.relation, ael);
  for (const auto& [name, other] : gathering.catalog.relations) {
    if (other.owned_by == alteration.relation.name) gathering.lock(name, ael);
  }
}

static void drop_identity(Gathering& gathering, const Alteration& alteration) {
  for (const auto& [name, other] : gathering.catalog.relations) {
    if (other.owned_by == alteration.relation.name &&
        name.name == fmt::format("{}_{}_seq", alteration.relation.name.name, alteration.command.name))
      gathering.lock(name, ael);
  }
  drop_default(gathering, alteration);
}

static void turn_row_security_on(Gathering& gathering, const Alteration& alteration) {
  if (!gathering.made_here(alteration.relation.name))
    gathering.breaks(fmt::format("row level security on {}: roles other than the owner see only what policies allow",
                                 shown(alteration.relation.name)));
}

// Source: AlterTableGetLockLevel in PostgreSQL 15's tablecmds.c; statements_test.cpp asks a server.
static constexpr std::array facts{
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
  for (const auto& row : facts) {
    if (row.action == action) return row;
  }
  return facts.back();
}

// Storage options that need more than the weak lock. Source: the lockmode column of reloptions.c.
static LockMode lock_of_options(std::string_view text) {
  for (const std::string_view option :
       {"user_catalog_table", "security_barrier", "security_invoker", "check_option", "fastupdate",
        "gin_pending_list_limit", "pages_per_range", "autosummarize", "buffering"}) {
    if (mentions(text, option)) return ael;
  }
  return sue;
}

static LockMode lock_of(const Alteration& alteration, std::string_view text) {
  const auto& command = alteration.command;
  switch (command.action) {
    case AlterAction::set_options:
      return lock_of_options(text);
    // Rules are switched by the same words and need the strong lock.
    case AlterAction::enable_trigger:
    case AlterAction::disable_trigger:
      return has_words(text, "rule") ? ael : sre;
    case AlterAction::add_constraint:
      return command.constraint && command.constraint->type == sql::ConstraintType::foreign_key ? sre : ael;
    case AlterAction::detach_partition:
      return command.concurrently ? sue : ael;
    default:
      return facts_of(command.action).lock;
  }
}

// Whether the action goes on to partitions and inheriting tables by itself.
static bool reaches_below(const Alteration& alteration, std::string_view text) {
  if (alteration.statement.only) return false;
  const bool partitioned = alteration.relation.kind == pg::RelationKind::partitioned_table;
  switch (alteration.command.action) {
    case AlterAction::add_column:
    case AlterAction::drop_column:
    case AlterAction::alter_type:
    case AlterAction::set_default:
    case AlterAction::drop_default:
    case AlterAction::set_not_null:
    case AlterAction::drop_not_null:
    case AlterAction::set_statistics:
    case AlterAction::drop_constraint:
    case AlterAction::validate_constraint:
      return true;
    case AlterAction::set_storage:  // SET COMPRESSION stays with the table named
      return alteration.command.subtype != "SetCompression";
    case AlterAction::add_constraint: {
      const auto& constraint = alteration.command.constraint;
      if (!constraint) return partitioned;
      if (constraint->type == sql::ConstraintType::check) return !has_words(text, "no inherit");
      return partitioned;
    }
    case AlterAction::enable_trigger:
    case AlterAction::disable_trigger:
      return partitioned;
    default:
      return false;
  }
}

static void judge_command(Gathering& gathering, Alteration alteration) {
  const auto text = gathering.statement.text;
  const auto& row = facts_of(alteration.command.action);
  alteration.reached = {&alteration.relation};
  if (reaches_below(alteration, text)) {
    for (const auto* below : descendants(alteration.relation.name, gathering.catalog))
      alteration.reached.push_back(below);
  }
  const auto mode = lock_of(alteration, text);
  for (const auto* relation : alteration.reached) gathering.lock(relation->name, mode, std::string(row.why));
  if (row.judge) row.judge(gathering, alteration);
  if (alteration.command.action == AlterAction::other)
    gathering.warn("this action of ALTER TABLE is not known here: the strongest lock is assumed");
}

static void judge_index(const FoundIndex& found, const sql::AlterTable& alter, Gathering& gathering) {
  for (const auto& command : alter.commands) {
    LockMode mode = ael;
    if (command.action == AlterAction::set_options) mode = lock_of_options(gathering.statement.text);
    if (command.action == AlterAction::set_statistics) mode = sue;
    if (command.action == AlterAction::attach_partition) gathering.lock(found.table->name, LockMode::access_share);
    if (command.action == AlterAction::set_tablespace) gathering.copy_bytes(found.index->bytes);
    gathering.lock_index(*found.table, found.index->name, mode,
                         "the planner locks every index of a table it reads, so reads of the table wait too");
  }
}

// ALTER TYPE … ADD, DROP, ALTER ATTRIBUTE of a composite type.
static void judge_attributes(const sql::AlterTable& alter, Gathering& gathering) {
  for (const auto& command : alter.commands) {
    for (const auto& [name, relation] : gathering.catalog.relations) {
      if (relation.of_type.name != alter.table.name) continue;
      if (!command.cascade)
        gathering.fails(
            fmt::format("{} is a table of the type {}: refused without CASCADE", shown(name), alter.table.text()));
      gathering.lock(name, ael, "a table of the type follows it");
      if (command.action == AlterAction::alter_type) gathering.rewrite(relation, "a table of the type follows it");
      if (command.action == AlterAction::drop_column && gathering.has_rows(relation))
        gathering.lose(fmt::format("drops the column {} of the table {}", command.name, shown(name)));
    }
    if (command.action == AlterAction::add_column) continue;
    if (command.action == AlterAction::drop_column)
      gathering.lose(fmt::format("drops the attribute {} of the type {}", command.name, alter.table.text()));
    gathering.breaks(fmt::format("changes the attribute {} of the type {}", command.name, alter.table.text()));
  }
}

void judge(const sql::AlterTable& alter, Gathering& gathering) {
  const auto* relation = gathering.find(alter.table);
  if (relation && relation->kind == pg::RelationKind::composite_type) relation = nullptr;
  if (!relation) {
    if (const auto index = find_index(alter.table, gathering.catalog)) {
      judge_index(index, alter, gathering);
      return;
    }
    if (alter.object == "TYPE") return judge_attributes(alter, gathering);
    const bool is_relation = alter.object.empty() || alter.object == "TABLE" || alter.object == "VIEW" ||
                             alter.object == "MATERIALIZED VIEW" || alter.object == "FOREIGN TABLE";
    // In a catalog that no server filled it may be there all the same.
    if (!alter.if_exists && is_relation && gathering.catalog.server_version != 0)
      gathering.fails(fmt::format("{} does not exist", alter.table.text()));
    return;
  }
  if (alter.object == "SEQUENCE" && alter.commands.empty()) {
    gathering.lock(relation->name, sre, "changing a sequence");
    return;
  }
  for (const auto& command : alter.commands) judge_command(gathering, {alter, command, *relation, {}});
}

}  // namespace impact
