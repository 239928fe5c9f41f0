// Views and materialized views made and refreshed.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "impact/analyze/analyzers.h"
#include "impact/errors/errors.h"
#include "impact/simulate/view_columns.h"
#include "impact/types/functions.h"

namespace impact {

void judge(const sql::CreateView& create, EffectsBuilder& builder) {
  const auto name = created_name(create.name, builder.catalog);
  const auto* existing = find_relation(name, builder.catalog);
  if (existing && create.if_not_exists) return;
  if (existing && create.replace) {
    builder.lock(name, LockMode::access_exclusive, "the view's query is replaced");
    if (existing->kind != pg::RelationKind::view) return builder.fails(is_not(*existing, "a view"));
    if (auto why = cannot_replace(*existing, columns_of(create, builder.catalog)); !why.empty())
      builder.fails(error_of(sqlstate::invalid_table_definition, object_of(*existing), std::move(why)));
  } else if (existing) {
    builder.fails(exists_already("relation", name.name));
  }
  // A column that tables are joined USING is there once.
  const bool merged = has_words(builder.statement.text, "using") || has_words(builder.statement.text, "natural");
  std::set<std::string> names;
  for (const auto& column : merged ? std::vector<pg::Column>{} : columns_of(create, builder.catalog)) {
    if (!column.name.empty() && column.name != "?" && !names.insert(column.name).second)
      builder.fails(error_of(sqlstate::duplicate_column,
                             ObjectAddress{.kind = "column", .name = name, .part = column.name, .of = "view"},
                             R"(column "{}" specified more than once)", column.name));
  }
  if (!create.materialized) {  // only what it names itself; a query of it will go further down
    for (const auto& use : builder.statement.uses) {
      const auto* relation = builder.find(use.name);
      if (relation && relation->name != name)
        builder.lock(relation->name,
                     use.access == sql::Access::lock_rows ? LockMode::row_share : LockMode::access_share);
    }
    return;
  }
  if (create.no_data) {  // planned when it is refreshed
    for (const auto& use : builder.statement.uses) {
      const auto* relation = builder.find(use.name);
      if (relation && relation->name != name) builder.lock(relation->name, LockMode::access_share);
    }
    return;
  }
  read_sources(builder, name, true);
  follow_calls(builder);
}

// What the query reads, through other views as well. `whole`: there is no other table to join with.
static void read_below(EffectsBuilder& builder, const pg::Relation& view, bool whole) {
  for (const auto& name : view.reads) {
    const auto* source = find_relation(name, builder.catalog);
    if (!source || source->name == view.name) continue;
    builder.lock(source->name, LockMode::access_share, "the view's query reads it");
    const bool rows = source->kind == pg::RelationKind::table || source->kind == pg::RelationKind::materialized_view;
    if (rows && whole) builder.scan(*source);
    if (source->kind == pg::RelationKind::view) read_below(builder, *source, whole && source->reads.size() == 1);
    if (!rows && source->kind != pg::RelationKind::partitioned_table) continue;
    for (const auto* below : descendants(source->name, builder.catalog)) {
      builder.lock(below->name, LockMode::access_share, "the view's query reads it");
      if (below->kind == pg::RelationKind::table && whole) builder.scan(*below);
    }
  }
}

void judge(const sql::RefreshView& refresh, EffectsBuilder& builder) {
  const auto* view = builder.find(refresh.name);
  if (!view) return;
  builder.lock(view->name, refresh.concurrently ? LockMode::exclusive : LockMode::access_exclusive,
               refresh.concurrently ? "reads go on while the difference is worked in"
                                    : "reads wait while the view is filled anew");
  if (refresh.concurrently) {
    const bool keyed = std::any_of(view->indexes.begin(), view->indexes.end(), [view](const pg::Index& index) {
      return index.unique && index.valid && index.definition.find(" WHERE ") == std::string::npos &&
             std::ranges::all_of(index.columns, [view](const std::string& key) {
               // Which columns a query has is not always known: one that the index names is there.
               return view->column(key) != nullptr || key.find_first_of("( ") == std::string::npos;
             });
    });
    if (refresh.no_data)
      builder.fails(error_of(sqlstate::syntax_error, object_of(*view),
                             "CONCURRENTLY and WITH NO DATA options cannot be used together"));
    if (!view->populated)
      builder.fails(error_of(sqlstate::feature_not_supported, object_of(*view),
                             "CONCURRENTLY cannot be used when the materialized view is not populated"));
    if (!keyed)
      builder.fails(error_of(sqlstate::object_not_in_prerequisite_state, object_of(*view),
                             R"(cannot refresh materialized view "{}" concurrently)",
                             view->name.schema + "." + view->name.name)
                        .with("it has no unique index over all rows"));
  } else {
    builder.lock_indexes(*view, LockMode::access_exclusive);
  }
  if (refresh.no_data) return;
  read_below(builder, *view, view->reads.size() == 1);
  if (refresh.concurrently) {
    builder.scan(*view, "the old rows are compared with the new ones");
  } else if (view->indexes.empty()) {
    builder.copy_file(*view, "the view is filled into a new file");
  } else {
    builder.rewrite(*view, "the view is filled into a new file");
  }
}

}  // namespace impact
