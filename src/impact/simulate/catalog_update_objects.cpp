// Indexes, types, views, sequences, functions, triggers and settings carried out on the catalog.
#include <algorithm>
#include <cctype>

#include "base/text.h"
#include "impact/simulate/catalog_update.h"
#include "impact/simulate/schema_elements.h"
#include "impact/simulate/view_columns.h"
#include "impact/types/functions.h"
#include "impact/types/types.h"
#include "sql/expression_tree.h"
#include "sql/objects.h"

namespace impact {

void replay(const sql::CreateIndex& create, CatalogUpdate& replay) {
  const auto* table = find_relation(create.table, std::as_const(replay.catalog));
  if (!table || (!create.name.empty() && table->index(create.name))) return;
  if (create.if_not_exists && !create.name.empty() && exists({table->name.schema, create.name}, replay.catalog))
    return;
  std::vector<pg::Name> tables{table->name};
  if (table->kind == pg::RelationKind::partitioned_table && !create.only) {
    for (const auto* below : descendants(table->name, replay.catalog)) tables.push_back(below->name);
  }
  for (const auto& name : tables) {  // on partitions under names that the server chooses
    pg::Index index{.name = name == tables.front() ? create.name : "",
                    .columns = create.columns,
                    .unique = create.unique,
                    .definition = std::string(replay.statement.text)};
    if (index.name.empty()) index.name = index_name(replay.catalog, name, create.columns, "idx");
    replay.catalog.relations.at(name).indexes.push_back(std::move(index));
  }
}

// "CREATE DOMAIN email AS text NOT NULL CHECK (…)": the words between the name and the first clause.
static pg::Domain read_domain(std::string_view text, const std::string& name) {
  pg::Domain domain;
  domain.constrained = has_words(text, "check") || has_words(text, "not null");
  auto rest = text.substr(std::min(text.size(), text.find(name) + name.size()));
  if (rest.starts_with("\"")) rest.remove_prefix(1);
  rest = base::trim(rest);
  if (base::starts_with_ignoring_case(rest, "as ")) rest = base::trim(rest.substr(3));
  const auto lower = base::to_lower(rest);
  auto end = rest.size();
  for (const std::string_view word : {" default", " check", " not ", " null", " collate", " constraint"})
    end = std::min(end, lower.find(word));
  domain.base = canonical_type(rest.substr(0, end));
  return domain;
}

void replay(const sql::CreateType& create, CatalogUpdate& replay) {
  const auto name = created_name(create.name, replay.catalog);
  if (create.kind == "enum") {
    replay.catalog.enums[name] = create.labels;
    return;
  }
  if (std::find(replay.catalog.types.begin(), replay.catalog.types.end(), name) == replay.catalog.types.end())
    replay.catalog.types.push_back(name);
  if (create.kind == "composite") {
    pg::Relation type{.name = name, .kind = pg::RelationKind::composite_type};
    for (const auto& attribute : create.attributes)
      type.columns.push_back({.name = attribute.name, .type = canonical_type(attribute.type)});
    replay.catalog.relations.try_emplace(name, std::move(type));
  }
  if (create.kind == "domain") replay.catalog.domains[name] = read_domain(replay.statement.text, create.name.name);
}

void replay(const sql::AlterEnum& alter, CatalogUpdate& replay) {
  for (auto& [name, labels] : replay.catalog.enums) {
    if (name.name != alter.name.name || (!alter.name.schema.empty() && name.schema != alter.name.schema)) continue;
    if (!alter.renamed_from.empty()) {
      std::replace(labels.begin(), labels.end(), alter.renamed_from, alter.value);
    } else if (std::find(labels.begin(), labels.end(), alter.value) == labels.end()) {
      labels.push_back(alter.value);
    }
    return;
  }
}

void replay(const sql::CreateView& create, CatalogUpdate& replay) {
  // A temporary view lives where temporary tables do.
  const auto name =
      create.temporary ? pg::Name{"pg_temp", create.name.name} : created_name(create.name, replay.catalog);
  auto* existing = replay.catalog.relations.contains(name) ? &replay.catalog.relations.at(name) : nullptr;
  if (existing && !create.replace) return;
  std::vector<pg::Name> reads;
  for (const auto& use : replay.statement.uses) {
    const auto read = resolve(use.name, replay.catalog);
    if (read && *read != name && std::find(reads.begin(), reads.end(), *read) == reads.end()) reads.push_back(*read);
  }
  auto columns = columns_of(create, replay.catalog);
  const bool known = std::ranges::none_of(columns, [](const pg::Column& column) {
    return column.name.empty() || column.name == "?" || column.type.empty();
  });
  if (!known) columns.clear();
  auto used = replay.statement.scopes ? columns_read(create, *replay.statement.scopes, replay.catalog)
                                      : std::vector<std::pair<pg::Name, std::string>>{};
  if (existing) {
    existing->reads = std::move(reads);
    existing->reads_columns = std::move(used);
    existing->columns = std::move(columns);
    return;
  }
  auto& view = replay.catalog.relations[name];
  view.name = name;
  view.kind = create.materialized ? pg::RelationKind::materialized_view : pg::RelationKind::view;
  view.reads = std::move(reads);
  view.reads_columns = std::move(used);
  view.columns = std::move(columns);
  view.populated = !create.no_data;
  replay.made.push_back(name);
}

void replay(const sql::CreateSequence& create, CatalogUpdate& replay) {
  const auto name = created_name(create.name, replay.catalog);
  if (replay.catalog.relations.contains(name)) return;
  replay.catalog.relations[name] = {.name = name, .kind = pg::RelationKind::sequence};
  replay.made.push_back(name);
}

void replay(const sql::CreateSchema& create, CatalogUpdate& replay) {
  auto& schemas = replay.catalog.schemas;
  if (std::find(schemas.begin(), schemas.end(), create.name) == schemas.end()) schemas.push_back(create.name);
  const auto elements = elements_of(replay.statement);
  if (elements.empty()) return;
  auto path = replay.catalog.search_path;
  replay.catalog = within_schema(create, replay.catalog);
  for (const auto& text : elements) {
    for (const auto& element : sql::parse(text, "CREATE SCHEMA")) {
      for (auto& name : simulate(element, replay.catalog)) replay.made.push_back(std::move(name));
    }
  }
  replay.catalog.search_path = std::move(path);
}

void replay(const sql::CreateFunction& create, CatalogUpdate& replay) {
  const auto name = created_name(create.name, replay.catalog);
  auto& functions = replay.catalog.functions;
  if (std::find(functions.begin(), functions.end(), name) == functions.end()) functions.push_back(name);
  pg::Routine routine{.name = name,
                      .kind = create.procedure ? pg::RoutineKind::procedure : pg::RoutineKind::function,
                      .volatility = static_cast<pg::Volatility>(create.volatility),
                      .signature = create.signature,
                      .result = create.procedure        ? ""
                                : create.result.empty() ? "record"
                                                        : create.result,
                      .strict = create.strict,
                      .returns_set = create.returns_set,
                      .language = create.language,
                      .body = create.body,
                      .settings = create.settings};
  for (const auto& argument : create.arguments) routine.arguments.push_back(canonical_type(argument));
  auto& routines = replay.catalog.routines;
  std::erase_if(routines,
                [&](const pg::Routine& each) { return each.name == name && each.arguments == routine.arguments; });
  routines.push_back(std::move(routine));
}

void replay(const sql::CreateTrigger& create, CatalogUpdate& replay) {
  auto* relation = find_relation(create.table, replay.catalog);
  if (!relation) return;
  std::erase_if(relation->triggers, [&](const pg::Trigger& trigger) { return trigger.name == create.name; });
  pg::Trigger trigger{.name = create.name, .definition = std::string(replay.statement.text)};
  for (const auto& facts : sql::object_facts(replay.statement.text).triggers) {
    for (const auto* routine : routines_called({.name = facts.function, .arguments = 0}, replay.catalog))
      trigger.function = routine->name;
  }
  relation->triggers.push_back(std::move(trigger));
}

void replay(const sql::CreateExtension& create, CatalogUpdate& replay) {
  const auto there = std::any_of(replay.catalog.extensions.begin(), replay.catalog.extensions.end(),
                                 [&](const pg::Extension& e) { return e.name == create.name; });
  if (!there) replay.catalog.extensions.push_back({.name = create.name, .version = {}});
}

void replay(const sql::Update& update, CatalogUpdate& replay) {
  auto* relation = find_relation(update.table, replay.catalog);
  if (!relation) return;
  for (auto& column : relation->columns) {  // it holds something from now on
    if (std::find(update.columns.begin(), update.columns.end(), column.name) != update.columns.end()) {
      column.filled_here = column.filled_here || column.null_fraction >= 1;
      column.never_filled = false;
      column.null_fraction = 0;
    }
  }
}

// "archive, \"Mixed\", public" as written in set_config.
static std::vector<std::string> read_schemas(std::string_view list) {
  std::vector<std::string> schemas;
  for (const auto part : base::split(list, ',')) {
    const auto word = base::trim(part);
    const bool quoted = word.size() > 1 && word.front() == '"' && word.back() == '"';
    schemas.push_back(quoted ? std::string(word.substr(1, word.size() - 2)) : base::to_lower(word));
  }
  return schemas;
}

static void set_search_path(pg::Catalog& catalog, std::vector<std::string> schemas) {
  std::erase_if(schemas, [](const std::string& schema) { return schema.empty() || schema == "$user"; });
  catalog.search_path = std::move(schemas);
  // An empty path finds nothing without a schema; a name that cannot exist says so.
  if (catalog.search_path.empty()) catalog.search_path.emplace_back();
}

static std::string_view behind(std::string_view text, std::string_view separator) {
  const auto at = base::to_lower(text).find(separator);
  return at == std::string::npos ? std::string_view{} : base::trim(text.substr(at + separator.size()));
}

// SET ROLE: from here on the file may do what the role may. RESET and NONE go back.
static void set_role(pg::Catalog& catalog, const sql::Set& set) {
  auto& before = catalog.settings;
  if (!before.contains("role")) before["role"] = catalog.superuser ? "superuser" : "";
  before.try_emplace("session role", catalog.role);
  const auto word = set.values.empty() ? std::string{} : set.values.front();
  const bool back = set.reset || base::to_lower(word) == "none" || word == before.at("session role");
  const auto role = std::ranges::find(catalog.roles, word, &pg::Role::name);
  catalog.role = back ? before.at("session role") : word;
  catalog.superuser = back ? before.at("role") == "superuser" : role != catalog.roles.end() && role->superuser;
  if (back) {
    before.erase("role");
    before.erase("session role");
  }
}

void replay(const sql::Set& set, CatalogUpdate& replay) {
  const auto name = base::to_lower(set.name);
  const bool role = name == "role" || name == "session_authorization";
  if (role && !set.local && !replay.catalog.roles.empty()) return set_role(replay.catalog, set);
  if (!set.reset && set.values.empty()) return;
  if (name == "search_path") {
    set_search_path(replay.catalog, set.reset ? std::vector<std::string>{"public"} : set.values);
  } else if (name == "session_replication_role") {
    replay.catalog.settings[name] = set.reset ? "default" : base::to_lower(set.values.front());
  } else if (name == "timezone") {
    auto& before = replay.catalog.settings;  // what RESET goes back to
    before.try_emplace("TimeZone", replay.catalog.time_zone);
    replay.catalog.time_zone = set.reset ? before.at("TimeZone") : set.values.front();
  }
}

void replay(const sql::Select& select, CatalogUpdate& replay) {
  (void)select;
  const bool sets = std::ranges::any_of(replay.statement.calls,
                                        [](const sql::FunctionCall& call) { return call.name.name == "set_config"; });
  if (!sets) return;
  const auto arguments = behind(replay.statement.text, "set_config(");
  if (arguments.empty() || !base::contains_ignoring_case(arguments.substr(0, 20), "search_path")) return;
  const auto comma = arguments.find(',');
  if (comma == arguments.npos) return;
  const auto rest = base::trim(arguments.substr(comma + 1));
  if (rest.empty() || rest.front() != '\'') return;
  const auto end = rest.find('\'', 1);
  if (end != rest.npos) set_search_path(replay.catalog, read_schemas(rest.substr(1, end - 1)));
}

}  // namespace impact
