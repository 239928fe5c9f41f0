#include "impact/errors/expected_errors_partitions.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "impact/analyze/bounds.h"
#include "impact/errors/errors.h"
#include "impact/procedural/sql_text.h"
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

void refuse_key(EffectsBuilder& builder, const ObjectAddress& table, std::string_view partition_key,
                const std::vector<std::string>& all_columns, const std::vector<std::string>& columns) {
  for (const auto& column : all_columns) {
    if (mentions(partition_key, column) && std::ranges::count(columns, column) == 0)
      builder.fails(error_of(sqlstate::feature_not_supported, table,
                             "unique constraint on partitioned table must include all partitioning columns")
                        .with(fmt::format(R"(it lacks column "{}", which is part of the partition key)", column)));
  }
}

// Bounds that are wrong whatever the other partitions are. Source: transformPartitionBound in PostgreSQL 15's
// parse_utilcmd.c.
static std::optional<ExpectedError> wrong_bound(const pg::Relation& parent, const pg::Name& partition,
                                                const Bound& bound) {
  using Kind = Bound::Kind;
  const auto& key = parent.partition_key;
  const auto kind = base::starts_with_ignoring_case(key, "list")    ? Kind::list
                    : base::starts_with_ignoring_case(key, "range") ? Kind::range
                    : base::starts_with_ignoring_case(key, "hash")  ? Kind::hash
                                                                    : Kind::unknown;
  const auto object = object_named("table", partition);
  const auto wrong = [&](std::string message) { return invalid_table(object, std::move(message)); };
  if (kind == Kind::unknown || bound.kind == Kind::unknown) return std::nullopt;
  if (bound.kind == Kind::rest) {
    if (kind != Kind::hash) return std::nullopt;
    return wrong("a hash-partitioned table may not have a default partition");
  }
  if (bound.kind != kind)
    return wrong(fmt::format("invalid bound specification for a {} partition", kind == Kind::list   ? "list"
                                                                               : kind == Kind::hash ? "hash"
                                                                                                    : "range"));
  if (bound.kind == Kind::hash) {
    if (bound.modulus <= 0) return wrong("modulus for hash partition must be an integer value greater than zero");
    if (bound.remainder < 0)
      return wrong("remainder for hash partition must be an integer value greater than or equal to zero");
    if (bound.remainder >= bound.modulus) return wrong("remainder for hash partition must be less than modulus");
    return std::nullopt;
  }
  if (bound.kind == Kind::list) return std::nullopt;
  const auto columns = parts(without_brackets(std::string_view(key).substr(5)), ",").size();
  for (const auto* side : {&bound.from, &bound.to}) {
    if (side->size() != columns)
      return wrong(fmt::format("{} must specify exactly one value per partitioning column",
                               side == &bound.from ? "FROM" : "TO"));
  }
  for (const auto* side : {&bound.from, &bound.to}) {
    for (std::size_t at = 1; at < side->size(); ++at) {
      const auto& before = side->at(at - 1);
      if (before.infinite == 0 || side->at(at).infinite == before.infinite) continue;
      const std::string_view word = before.infinite < 0 ? "MINVALUE" : "MAXVALUE";
      return error_of(sqlstate::datatype_mismatch, object, "every bound following {} must also be {}", word, word);
    }
  }
  if (!bound_is_empty(bound)) return std::nullopt;
  return error_of(sqlstate::invalid_object_definition, object, R"(empty range bound specified for partition "{}")",
                  partition.name)
      .with("the lower bound is not below the upper");
}

void refuse_bounds(EffectsBuilder& builder, const pg::Relation& parent, const pg::Name& partition,
                   std::string_view text) {
  const auto bound = read_bound(text);
  if (auto error = wrong_bound(parent, partition, bound)) return builder.fails(std::move(*error));
  const auto object = object_named("table", partition);
  for (const auto* sibling : descendants(parent.name, builder.catalog)) {
    if (sibling->partition_of != parent.name) continue;
    if (bound.kind == Bound::Kind::rest && sibling->default_partition)
      builder.fails(error_of(sqlstate::invalid_object_definition, object,
                             R"(partition "{}" conflicts with existing default partition "{}")", partition.name,
                             sibling->name.name)
                        .about(object_of(*sibling)));
    const auto other = read_bound(sibling->partition_bound);
    if (bounds_overlap(other, bound))
      builder.fails(error_of(sqlstate::invalid_object_definition, object,
                             R"(partition "{}" would overlap partition "{}")", partition.name, sibling->name.name)
                        .about(object_of(*sibling)));
    const auto small = std::min(bound.modulus, other.modulus);
    if (bound.kind == Bound::Kind::hash && small > 0 && std::max(bound.modulus, other.modulus) % small != 0)
      builder.fails(
          error_of(sqlstate::invalid_object_definition, object,
                   "every hash partition modulus must be a factor of the next larger modulus")
              .with(fmt::format("the modulus {} and that of {} are not", bound.modulus, shown(sibling->name))));
  }
}

static ExpectedError child_differs(const pg::Relation& child, const std::string& column, std::string_view what) {
  const bool type = what == "type";
  return error_of(type ? sqlstate::datatype_mismatch : sqlstate::collation_mismatch, column_of(child, column),
                  R"(child table "{}" has different {} for column "{}")", child.name.name, what, column);
}

// What a child has to have of its parent: the columns, their types and NOT NULL, the CHECKs.
static void refuse_child(EffectsBuilder& builder, const pg::Relation& parent, const pg::Relation& child) {
  if (parent.columns.empty() || child.columns.empty()) return;
  for (const auto& column : parent.columns) {
    const auto* own = child.column(column.name);
    if (!own) {
      builder.fails(error_of(sqlstate::datatype_mismatch, column_of(child, column.name),
                             R"(child table is missing column "{}")", column.name));
      continue;
    }
    if (own->type != column.type || own->collation != column.collation)
      builder.fails(child_differs(child, own->name, own->type != column.type ? "type" : "collation")
                        .with(fmt::format("{} is {}, and {} is {}", shown(child.name, own->name), own->type,
                                          shown(parent.name, column.name), column.type)));
    if (column.not_null && !own->not_null)
      builder.fails(error_of(sqlstate::datatype_mismatch, column_of(child, own->name),
                             R"(column "{}" in child table must be marked NOT NULL)", own->name));
    if (column.generated != own->generated)
      builder.fails(error_of(sqlstate::datatype_mismatch, column_of(child, own->name),
                             R"(column "{}" in child table must {}be a generated column)", own->name,
                             column.generated ? "" : "not "));
  }
  for (const auto& constraint : parent.constraints) {
    if (constraint.kind != pg::ConstraintKind::check || has_words(constraint.definition, "no inherit")) continue;
    const auto* own = find_constraint(child, constraint.name);
    if (!own || own->kind != pg::ConstraintKind::check || !same_check(own->definition, constraint.definition))
      builder.fails(own && own->kind == pg::ConstraintKind::check
                        ? error_of(sqlstate::datatype_mismatch, part_of(child, "constraint", constraint.name),
                                   R"(child table "{}" has different definition for check constraint "{}")",
                                   child.name.name, constraint.name)
                        : error_of(sqlstate::datatype_mismatch, part_of(child, "constraint", constraint.name),
                                   R"(child table is missing constraint "{}")", constraint.name));
  }
}

// Whether the one is the other, or has it among its partitions or heirs.
static bool is_above(const pg::Relation& above, const pg::Relation& relation, const pg::Catalog& catalog) {
  const auto below = descendants(above.name, catalog);
  return above.name == relation.name || std::ranges::find(below, relation.name, &pg::Relation::name) != below.end();
}

static ExpectedError no_parent(const pg::Relation& parent) {
  if (parent.partition_of)
    return error_of(sqlstate::wrong_object_type, object_of(parent), "cannot inherit from a partition");
  return error_of(sqlstate::wrong_object_type, object_of(parent), R"(cannot inherit from partitioned table "{}")",
                  parent.name.name);
}

static void refuse_inheritance(EffectsBuilder& builder, const pg::Relation& relation, const pg::Relation& parent,
                               bool joins) {
  if (relation.partition_of)
    return builder.fails(
        error_of(sqlstate::wrong_object_type, object_of(relation), "cannot change inheritance of a partition"));
  const bool has = std::ranges::count(relation.inherits, parent.name) > 0;
  if (!joins) {
    if (!has)
      builder.fails(error_of(sqlstate::undefined_table, object_of(parent),
                             R"(relation "{}" is not a parent of relation "{}")", parent.name.name,
                             relation.name.name)
                        .about(object_of(relation)));
    return;
  }
  if (parent.kind != pg::RelationKind::table && parent.kind != pg::RelationKind::foreign_table &&
      parent.kind != pg::RelationKind::partitioned_table)
    return builder.fails(error_of(sqlstate::wrong_object_type, object_of(parent),
                                  R"(ALTER action INHERIT cannot be performed on relation "{}")", parent.name.name));
  if (has)
    builder.fails(error_of(sqlstate::duplicate_table, object_of(parent),
                           R"(relation "{}" would be inherited from more than once)", parent.name.name));
  if (parent.kind == pg::RelationKind::partitioned_table || parent.partition_of) builder.fails(no_parent(parent));
  if (is_above(relation, parent, builder.catalog))
    builder.fails(error_of(sqlstate::duplicate_table, object_of(parent), "circular inheritance not allowed")
                      .with(fmt::format(R"("{}" is already a child of "{}")", parent.name.name, relation.name.name)));
  refuse_child(builder, parent, relation);
}

static void refuse_detaching(EffectsBuilder& builder, const pg::Relation& parent, const pg::Relation& partition,
                             const sql::AlterTableCommand& command) {
  if (partition.partition_of != parent.name)
    return builder.fails(error_of(sqlstate::undefined_table, object_of(partition),
                                  R"(relation "{}" is not a partition of relation "{}")", partition.name.name,
                                  parent.name.name)
                             .about(object_of(parent)));
  if (command.subtype == "DetachPartitionFinalize")
    return builder.fails(error_of(sqlstate::object_not_in_prerequisite_state, object_of(partition),
                                  R"(cannot complete detaching partition "{}")", partition.name.name)
                             .with("there's no pending concurrent detach"));
  if (!command.concurrently) return;
  for (const auto* sibling : descendants(parent.name, builder.catalog)) {
    if (sibling->default_partition && sibling->partition_of == parent.name)
      builder.fails(error_of(sqlstate::object_not_in_prerequisite_state, object_of(parent),
                             "cannot detach partitions concurrently when a default partition exists")
                        .about(object_of(*sibling)));
  }
}

void refuse_partition(EffectsBuilder& builder, const pg::Relation& relation, const sql::AlterTableCommand& command) {
  const auto* other = command.other ? builder.find(*command.other) : nullptr;
  if (!other) return;
  if (command.action == sql::AlterAction::inherit)
    return refuse_inheritance(builder, relation, *other, command.subtype == "AddInherit");
  if (relation.kind != pg::RelationKind::partitioned_table)
    return builder.fails(error_of(sqlstate::wrong_object_type, object_of(relation),
                                  R"(ALTER action {} PARTITION cannot be performed on relation "{}")",
                                  command.action == sql::AlterAction::detach_partition ? "DETACH" : "ATTACH",
                                  relation.name.name)
                             .with("it is not partitioned"));
  if (command.action == sql::AlterAction::detach_partition)
    return refuse_detaching(builder, relation, *other, command);
  const auto object = object_of(*other);
  if (other->partition_of)
    builder.fails(error_of(sqlstate::wrong_object_type, object, R"("{}" is already a partition)", other->name.name));
  if (is_above(*other, relation, builder.catalog))
    builder.fails(error_of(sqlstate::duplicate_table, object, "circular inheritance not allowed"));
  if (!other->inherits.empty())
    builder.fails(error_of(sqlstate::wrong_object_type, object, "cannot attach inheritance child as partition"));
  if (other->kind != pg::RelationKind::partitioned_table && !descendants(other->name, builder.catalog).empty())
    builder.fails(error_of(sqlstate::wrong_object_type, object, "cannot attach inheritance parent as partition"));
  if (!other->of_type.name.empty())
    builder.fails(error_of(sqlstate::wrong_object_type, object, "cannot attach a typed table as partition"));
  for (const auto& column : other->columns) {
    if (!relation.columns.empty() && !relation.column(column.name))
      builder.fails(error_of(sqlstate::datatype_mismatch, column_of(*other, column.name),
                             R"(table "{}" contains column "{}" not found in parent "{}")", other->name.name,
                             column.name, relation.name.name));
  }
  refuse_child(builder, relation, *other);
  // The parent's primary key is put on a partition that has another already.
  const auto is_primary = [](const pg::Index& index) { return index.primary; };
  const auto wanted = std::ranges::find_if(relation.indexes, is_primary);
  const auto own = std::ranges::find_if(other->indexes, is_primary);
  if (wanted != relation.indexes.end() && own != other->indexes.end() && wanted->columns != own->columns)
    builder.fails(has_primary_key(object));
  refuse_bounds(builder, relation, other->name, command.bound);
}

}  // namespace impact
