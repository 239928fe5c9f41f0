#include "pg/catalog.h"

#include <algorithm>

namespace pg {

template <class Item>
static const Item* named(const std::vector<Item>& items, std::string_view wanted) {
  const auto found = std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.name == wanted; });
  return found == items.end() ? nullptr : &*found;
}

const Column* Relation::column(std::string_view wanted) const {
  return named(columns, wanted);
}
const Index* Relation::index(std::string_view wanted) const {
  return named(indexes, wanted);
}

std::optional<int> Catalog::server_major() const {
  return server_version ? std::optional(*server_version / 10000) : std::nullopt;
}

const Relation* Catalog::find(const Name& name) const {
  const auto look = [&](const Name& full) {
    const auto found = relations.find(full);
    return found == relations.end() ? nullptr : &found->second;
  };
  if (!name.schema.empty()) return look(name);
  for (const auto& schema : search_path) {
    if (const auto* found = look({schema, name.name})) return found;
  }
  return nullptr;
}

static bool is_counted(const Relation& relation) {
  return (relation.kind == RelationKind::table || relation.kind == RelationKind::partitioned_table) &&
         !relation.name.name.starts_with("_migration_");
}

template <class Count>
static long long sum(const Catalog& catalog, Count&& count) {
  long long total = 0;
  for (const auto& [name, relation] : catalog.relations) {
    if (is_counted(relation)) total += static_cast<long long>(count(relation));
  }
  return total;
}

long long Catalog::tables() const {
  return sum(*this, [](const Relation&) { return 1; });
}

long long Catalog::indexes() const {
  return sum(*this, [](const Relation& relation) { return relation.indexes.size(); });
}

long long Catalog::constraints(ConstraintKind kind) const {
  return sum(*this, [kind](const Relation& relation) {
    return std::count_if(relation.constraints.begin(), relation.constraints.end(),
                         [kind](const Constraint& constraint) { return constraint.kind == kind; });
  });
}

// ---- JSON. ----

static std::string_view kind_name(RelationKind kind) {
  switch (kind) {
    case RelationKind::table:
      return "table";
    case RelationKind::partitioned_table:
      return "partitioned table";
    case RelationKind::view:
      return "view";
    case RelationKind::materialized_view:
      return "materialized view";
    case RelationKind::sequence:
      return "sequence";
    case RelationKind::foreign_table:
      return "foreign table";
    case RelationKind::composite_type:
      return "composite type";
  }
  return "relation";
}

static std::string_view kind_name(ConstraintKind kind) {
  switch (kind) {
    case ConstraintKind::check:
      return "check";
    case ConstraintKind::foreign_key:
      return "foreign key";
    case ConstraintKind::primary_key:
      return "primary key";
    case ConstraintKind::unique:
      return "unique";
    case ConstraintKind::exclusion:
      return "exclusion";
    case ConstraintKind::trigger:
      return "trigger";
    case ConstraintKind::not_null:
      return "not null";
  }
  return "constraint";
}

static base::Json to_json(const Column& column) {
  base::Json out{{"name", column.name}, {"type", column.type}, {"not_null", column.not_null}};
  if (column.default_expression) out["default"] = *column.default_expression;
  if (column.identity) out["identity"] = true;
  if (column.generated) out["generated"] = true;
  return out;
}

static base::Json to_json(const Index& index) {
  return {
      {"name", index.name},   {"columns", index.columns}, {"unique", index.unique},        {"primary", index.primary},
      {"valid", index.valid}, {"bytes", index.bytes},     {"definition", index.definition}};
}

static base::Json to_json(const Constraint& constraint) {
  base::Json out{{"name", constraint.name},
                 {"kind", kind_name(constraint.kind)},
                 {"validated", constraint.validated},
                 {"columns", constraint.columns},
                 {"definition", constraint.definition}};
  if (constraint.references) out["references"] = constraint.references->text();
  return out;
}

static base::Json to_json(const Relation& relation) {
  base::Json out{{"schema", relation.name.schema},    {"name", relation.name.name},
                 {"kind", kind_name(relation.kind)},  {"owner", relation.owner},
                 {"rows", relation.estimated_rows},   {"dead_rows", relation.dead_rows},
                 {"heap_bytes", relation.heap_bytes}, {"total_bytes", relation.total_bytes}};
  if (relation.partition_of) out["partition_of"] = relation.partition_of->text();
  const auto list = [&](const char* key, const auto& items) {
    out[key] = base::Json::array();
    for (const auto& item : items) out[key].push_back(to_json(item));
  };
  list("columns", relation.columns);
  list("indexes", relation.indexes);
  list("constraints", relation.constraints);
  out["triggers"] = base::Json::array();
  for (const auto& trigger : relation.triggers) {
    out["triggers"].push_back(
        {{"name", trigger.name}, {"definition", trigger.definition}, {"enabled", trigger.enabled}});
  }
  return out;
}

base::Json to_json(const Catalog& catalog) {
  base::Json out{{"server_version", catalog.server_version_text},
                 {"database", catalog.database},
                 {"database_bytes", catalog.database_bytes},
                 {"role", catalog.role},
                 {"superuser", catalog.superuser},
                 {"in_recovery", catalog.in_recovery},
                 {"search_path", catalog.search_path},
                 {"taken_at", base::format_instant(catalog.taken_at)},
                 {"schemas", catalog.schemas}};
  const auto list = [&](const char* key) -> base::Json& { return out[key] = base::Json::array(); };
  auto& extensions = list("extensions");
  for (const auto& extension : catalog.extensions) {
    extensions.push_back({{"name", extension.name}, {"version", extension.version}});
  }
  auto& relations = list("relations");
  for (const auto& [name, relation] : catalog.relations) relations.push_back(to_json(relation));
  auto& enums = list("enums");
  for (const auto& [name, labels] : catalog.enums) enums.push_back({{"name", name.text()}, {"labels", labels}});
  auto& types = list("types");
  for (const auto& name : catalog.types) types.push_back(name.text());
  auto& functions = list("functions");
  for (const auto& name : catalog.functions) functions.push_back(name.text());
  return out;
}

}  // namespace pg
