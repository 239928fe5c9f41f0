// ATTACH PARTITION: what the partition lacks is made first, and CHECKs prove the bounds, so that nothing is read.
#include <algorithm>

#include <fmt/format.h>

#include "fix/constraint.h"
#include "fix/indexes.h"
#include "fix/names.h"
#include "fix/partitions.h"
#include "impact/simulate/schema.h"
#include "pg/session.h"

namespace fix {

namespace {

// One ATTACH PARTITION on its way to a remedy.
struct Attaching {
  const Subject& subject;
  const pg::Relation& parent;
  const pg::Relation& partition;
  Rewrite remedy = {};
  std::vector<std::string> behind = {};  // runs after the ATTACH, in its transaction
  std::vector<std::string> back = {};    // runs after the undo's DETACH

  void again(std::string statement) { remedy.steps.emplace_back(Recurse{std::move(statement)}); }
};

}  // namespace

static std::string behind_table(const pg::Index& index) {
  return take_index_apart(index.definition).behind_table;
}

// The server takes an index that is there already only if it has a constraint where the parent's has one.
// Source: AttachPartitionEnsureIndexes, PostgreSQL 15, tablecmds.c.
static bool has_index_like(const pg::Relation& partition, const pg::Index& wanted, bool of_constraint) {
  return std::any_of(partition.indexes.begin(), partition.indexes.end(), [&](const pg::Index& index) {
    return index.valid && index.unique == wanted.unique && behind_table(index) == behind_table(wanted) &&
           (!of_constraint || impact::find_constraint(partition, index.name) != nullptr);
  });
}

static void make_missing_indexes(Attaching& attaching) {
  for (const auto& wanted : attaching.parent.indexes) {
    const auto* constraint = impact::find_constraint(attaching.parent, wanted.name);
    if (wanted.definition.empty() || has_index_like(attaching.partition, wanted, constraint != nullptr)) continue;
    const auto table = attaching.partition.name.text();
    if (constraint) {
      attaching.again(fmt::format("ALTER TABLE {} ADD {}", table, constraint->definition));
    } else {
      attaching.again(
          fmt::format("CREATE {}INDEX ON {} {}", wanted.unique ? "UNIQUE " : "", table, behind_table(wanted)));
    }
  }
}

static void make_missing_keys(Attaching& attaching) {
  const auto is_like = [](const pg::Constraint& one, const pg::Constraint& other) {
    return one.kind == other.kind && one.columns == other.columns && one.references == other.references &&
           one.referenced_columns == other.referenced_columns;
  };
  for (const auto& wanted : attaching.parent.constraints) {
    if (wanted.kind != pg::ConstraintKind::foreign_key || !wanted.validated) continue;
    const auto& own = attaching.partition.constraints;
    if (std::any_of(own.begin(), own.end(), [&](const auto& one) { return is_like(one, wanted); })) continue;
    attaching.again(fmt::format("ALTER TABLE {} ADD CONSTRAINT {} {}", attaching.partition.name.text(),
                                pg::quote_identifier(wanted.name), wanted.definition));
  }
}

static void prove(Attaching& attaching, const pg::Relation& relation, const std::string& column,
                  const std::string& condition, const std::string& what) {
  const auto name = choose_constraint_name(relation.name, {column}, "bounds", attaching.subject.catalog);
  const auto quoted = pg::quote_identifier(name);
  const auto table = relation.name.text();
  const auto add = fmt::format("ALTER TABLE {} ADD CONSTRAINT {} CHECK ({}) NOT VALID", table, quoted, condition);
  const auto drop = fmt::format("ALTER TABLE {} DROP CONSTRAINT {}", table, quoted);
  attaching.remedy.steps.emplace_back(Part{.title = "bounds",
                                           .does = fmt::format("checks that new rows of {} {}", table, what),
                                           .alone = true,
                                           .harmless = true,
                                           .up = {add},
                                           .down = {drop}});
  auto validated = validation(attaching.subject, table, name);
  validated.table = relation.name;
  attaching.remedy.steps.emplace_back(std::move(validated));
  attaching.behind.push_back(drop);
  attaching.back.push_back(add);
}

static bool is_read(const Subject& subject, const pg::Relation& relation) {
  return std::any_of(subject.effects.relations.begin(), subject.effects.relations.end(), [&](const auto& effect) {
    if (effect.index_of || !effect.scan || !impact::blocks_writes(effect.lock)) return false;
    const auto below = impact::descendants(relation.name, subject.catalog);
    return effect.relation == relation.name ||
           std::any_of(below.begin(), below.end(), [&](const auto* one) { return one->name == effect.relation; });
  });
}

static bool is_touched(const Subject& subject, const pg::Relation& relation) {
  return std::any_of(subject.effects.relations.begin(), subject.effects.relations.end(),
                     [&](const auto& effect) { return effect.relation == relation.name; });
}

static std::string why_not_attach_partition(const Subject& subject, const std::string& bound) {
  if (subject.table->partition_of)
    return fmt::format(
        "{} is a partition itself, whose bounds count as well: add CHECKs that say all of them by hand",
        subject.table->name.text());
  if (bound == "DEFAULT")
    return "what the default partition may hold depends on all the others: add a CHECK that rules their bounds out "
           "by "
           "hand (NOT VALID, then VALIDATE), and attach then";
  return fmt::format(
      "the CHECK that proves its bounds can be written for a key of one plain column, by range or list, and {} is by "
      "{}: "
      "add one by hand (NOT VALID, then VALIDATE), and attach then",
      subject.table->name.text(), subject.table->partition_key);
}

static std::optional<Rewrite> remedy_attach_partition(const Subject& subject) {
  const auto* command = subject.command();
  if (!command || command->action != sql::AlterAction::attach_partition || !subject.table || !command->other)
    return std::nullopt;
  const auto* partition = impact::find_relation(*command->other, subject.catalog);
  if (!partition || partition->partition_of || !is_touched(subject, *partition)) return std::nullopt;
  const auto* rest = default_partition(*subject.table, subject.catalog);
  const bool reads_partition = is_read(subject, *partition);
  const bool reads_rest = rest && is_read(subject, *rest);

  Attaching attaching{.subject = subject, .parent = *subject.table, .partition = *partition};
  if (partition->kind == pg::RelationKind::table) {
    make_missing_indexes(attaching);
    make_missing_keys(attaching);
  }
  if (!reads_partition && !reads_rest && attaching.remedy.steps.empty()) return std::nullopt;
  const auto bounds = bounds_of(subject.table->partition_key, command->bound);
  if ((reads_partition || reads_rest) && (!bounds || subject.table->partition_of))
    return Rewrite{.impossible = why_not_attach_partition(subject, command->bound)};
  if (reads_partition)
    prove(attaching, *partition, *plain_key(subject.table->partition_key), bounds->inside, "fit its bounds");
  if (reads_rest)
    prove(attaching, *rest, *plain_key(subject.table->partition_key), bounds->outside, "do not belong in it");
  Part attach{.title = "attach",
              .does = fmt::format("attaches {} without reading a row", partition->name.text()),
              .alone = true,
              .up = {std::string(subject.text())},
              .nothing_to_undo = "the migration has no undo that detaches it",
              .keeps_undo = true};
  attach.up.insert(attach.up.end(), attaching.behind.begin(), attaching.behind.end());
  attach.down = attaching.back;
  attaching.remedy.steps.emplace_back(std::move(attach));
  return std::move(attaching.remedy);
}

extern const Recipe attach_partition{.remedy = remedy_attach_partition};

}  // namespace fix
