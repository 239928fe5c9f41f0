#include "impact/errors/refusals_of_partitions.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "impact/analyze/bounds.h"
#include "impact/procedural/texts.h"
#include "impact/simulate/schema.h"

namespace impact {

bool same_check(std::string_view a, std::string_view b) {
  const auto bare = [](std::string_view text) {
    const auto check = base::to_lower(text).find("check");
    std::string out;
    for (const char c : base::to_lower(text.substr(check == std::string::npos ? 0 : check))) {
      if (c != '(' && c != ')' && c != ' ' && c != '\n') out += c;
    }
    return out.substr(0, out.find("notvalid"));
  };
  return bare(a) == bare(b);
}

void refuse_key(Gathering& gathering, const std::string& table, std::string_view partition_key,
                const std::vector<std::string>& all_columns, const std::vector<std::string>& columns) {
  for (const auto& column : all_columns) {
    if (mentions(partition_key, column) && std::ranges::count(columns, column) == 0)
      gathering.fails(fmt::format("a unique key of {} has to include {}, which it is partitioned by", table, column));
  }
}

// Bounds that are wrong whatever the other partitions are. Source: transformPartitionBound in PostgreSQL 15's
// parse_utilcmd.c.
static std::string wrong_bound(const pg::Relation& parent, const Bound& bound) {
  using Kind = Bound::Kind;
  const auto& key = parent.partition_key;
  const auto kind = base::starts_with_ignoring_case(key, "list")    ? Kind::list
                    : base::starts_with_ignoring_case(key, "range") ? Kind::range
                    : base::starts_with_ignoring_case(key, "hash")  ? Kind::hash
                                                                    : Kind::unknown;
  if (kind == Kind::unknown || bound.kind == Kind::unknown) return {};
  if (bound.kind == Kind::rest)
    return kind == Kind::hash ? "a table partitioned by hash has no default partition" : "";
  if (bound.kind != kind)
    return fmt::format("{} is partitioned in another way than these bounds", shown(parent.name));
  if (bound.kind == Kind::hash) {
    if (bound.modulus <= 0 || bound.remainder < 0 || bound.remainder >= bound.modulus)
      return "the remainder has to be below the modulus";
    return {};
  }
  if (bound.kind == Kind::list) return {};
  const auto columns = parts(without_brackets(std::string_view(key).substr(5)), ",").size();
  if (bound.from.size() != columns || bound.to.size() != columns)
    return fmt::format("FROM and TO have one value for each of the {} columns that {} is partitioned by", columns,
                       shown(parent.name));
  for (const auto* side : {&bound.from, &bound.to}) {
    for (std::size_t at = 1; at < side->size(); ++at) {
      const auto& before = side->at(at - 1);
      if (before.infinite != 0 && side->at(at).infinite != before.infinite)
        return "behind MINVALUE comes MINVALUE alone, and behind MAXVALUE MAXVALUE";
    }
  }
  return bound_is_empty(bound) ? "the bounds are empty: the lower is not below the upper" : "";
}

void refuse_bounds(Gathering& gathering, const pg::Relation& parent, std::string_view text) {
  const auto bound = read_bound(text);
  if (auto why = wrong_bound(parent, bound); !why.empty()) return gathering.fails(std::move(why));
  for (const auto* sibling : descendants(parent.name, gathering.catalog)) {
    if (sibling->partition_of != parent.name) continue;
    if (bound.kind == Bound::Kind::rest && sibling->default_partition)
      gathering.fails(fmt::format("{} has a default partition already", shown(parent.name)));
    const auto other = read_bound(sibling->partition_bound);
    if (bounds_overlap(other, bound))
      gathering.fails(fmt::format("the bounds overlap those of {}", shown(sibling->name)));
    const auto small = std::min(bound.modulus, other.modulus);
    if (bound.kind == Bound::Kind::hash && small > 0 && std::max(bound.modulus, other.modulus) % small != 0)
      gathering.fails(fmt::format("the modulus {} and that of {} are no multiples of one another", bound.modulus,
                                  shown(sibling->name)));
  }
}

// What a child has to have of its parent: the columns, their types and NOT NULL, the CHECKs.
static void refuse_child(Gathering& gathering, const pg::Relation& parent, const pg::Relation& child) {
  if (parent.columns.empty() || child.columns.empty()) return;
  for (const auto& column : parent.columns) {
    const auto* own = child.column(column.name);
    if (!own) {
      gathering.fails(fmt::format("{} lacks the column {} of its parent", shown(child.name), column.name));
      continue;
    }
    if (own->type != column.type || own->collation != column.collation)
      gathering.fails(fmt::format("{} is {} and {} is {}", shown(child.name, own->name), own->type,
                                  shown(parent.name, column.name), column.type));
    if (column.not_null && !own->not_null)
      gathering.fails(fmt::format("{} is not NOT NULL, as it is in its parent", shown(child.name, own->name)));
    if (column.generated != own->generated)
      gathering.fails(fmt::format("{} is generated in one of the two tables only", shown(child.name, own->name)));
  }
  for (const auto& constraint : parent.constraints) {
    if (constraint.kind != pg::ConstraintKind::check || has_words(constraint.definition, "no inherit")) continue;
    const auto* own = find_constraint(child, constraint.name);
    if (!own || own->kind != pg::ConstraintKind::check || !same_check(own->definition, constraint.definition))
      gathering.fails(fmt::format("{} lacks the constraint {} of its parent", shown(child.name), constraint.name));
  }
}

// Whether the one is the other, or has it among its partitions or heirs.
static bool is_above(const pg::Relation& above, const pg::Relation& relation, const pg::Catalog& catalog) {
  const auto below = descendants(above.name, catalog);
  return above.name == relation.name || std::ranges::find(below, relation.name, &pg::Relation::name) != below.end();
}

static void refuse_inheritance(Gathering& gathering, const pg::Relation& relation, const pg::Relation& parent,
                               bool joins) {
  if (relation.partition_of) return gathering.fails(fmt::format("{} is a partition", shown(relation.name)));
  const bool has = std::ranges::count(relation.inherits, parent.name) > 0;
  if (!joins) {
    if (!has) gathering.fails(fmt::format("{} does not inherit from {}", shown(relation.name), shown(parent.name)));
    return;
  }
  if (parent.kind != pg::RelationKind::table && parent.kind != pg::RelationKind::foreign_table &&
      parent.kind != pg::RelationKind::partitioned_table)
    return gathering.fails(fmt::format("{} is not a table: nothing inherits from it", shown(parent.name)));
  if (has) gathering.fails(fmt::format("{} inherits from {} already", shown(relation.name), shown(parent.name)));
  if (parent.kind == pg::RelationKind::partitioned_table || parent.partition_of)
    gathering.fails(fmt::format("{} is partitioned or a partition: nothing inherits from it", shown(parent.name)));
  if (is_above(relation, parent, gathering.catalog))
    gathering.fails(fmt::format("{} inherits from {}", shown(parent.name), shown(relation.name)));
  refuse_child(gathering, parent, relation);
}

static void refuse_detaching(Gathering& gathering, const pg::Relation& parent, const pg::Relation& partition,
                             const sql::AlterTableCommand& command) {
  if (partition.partition_of != parent.name)
    return gathering.fails(fmt::format("{} is not a partition of {}", shown(partition.name), shown(parent.name)));
  if (command.subtype == "DetachPartitionFinalize")
    return gathering.fails(fmt::format("{} is not half detached", shown(partition.name)));
  if (!command.concurrently) return;
  for (const auto* sibling : descendants(parent.name, gathering.catalog)) {
    if (sibling->default_partition && sibling->partition_of == parent.name)
      gathering.fails(
          fmt::format("{} has a default partition, with which CONCURRENTLY is refused", shown(parent.name)));
  }
}

void refuse_partition(Gathering& gathering, const pg::Relation& relation, const sql::AlterTableCommand& command) {
  const auto* other = command.other ? gathering.find(*command.other) : nullptr;
  if (!other) return;
  if (command.action == sql::AlterAction::inherit)
    return refuse_inheritance(gathering, relation, *other, command.subtype == "AddInherit");
  if (relation.kind != pg::RelationKind::partitioned_table)
    return gathering.fails(fmt::format("{} is not partitioned", shown(relation.name)));
  if (command.action == sql::AlterAction::detach_partition)
    return refuse_detaching(gathering, relation, *other, command);
  const auto name = shown(other->name);
  if (other->partition_of) gathering.fails(fmt::format("{} is a partition already", name));
  if (is_above(*other, relation, gathering.catalog))
    gathering.fails(fmt::format("{} would be a partition of itself", name));
  if (!other->inherits.empty()) gathering.fails(fmt::format("{} inherits from another table", name));
  if (other->kind != pg::RelationKind::partitioned_table && !descendants(other->name, gathering.catalog).empty())
    gathering.fails(fmt::format("other tables inherit from {}", name));
  if (!other->of_type.name.empty()) gathering.fails(fmt::format("{} is a typed table", name));
  for (const auto& column : other->columns) {
    if (!relation.columns.empty() && !relation.column(column.name))
      gathering.fails(fmt::format("{} has the column {}, which {} lacks", name, column.name, shown(relation.name)));
  }
  refuse_child(gathering, relation, *other);
  // The parent's primary key is put on a partition that has another already.
  const auto is_primary = [](const pg::Index& index) { return index.primary; };
  const auto wanted = std::ranges::find_if(relation.indexes, is_primary);
  const auto own = std::ranges::find_if(other->indexes, is_primary);
  if (wanted != relation.indexes.end() && own != other->indexes.end() && wanted->columns != own->columns)
    gathering.fails(fmt::format("{} has another primary key than {}", name, shown(relation.name)));
  refuse_bounds(gathering, relation, command.bound);
}

}  // namespace impact
