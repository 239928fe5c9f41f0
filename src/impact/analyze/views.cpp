// Views and materialized views made and refreshed.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "impact/analyze/judges.h"
#include "impact/errors/errors.h"
#include "impact/simulate/view_columns.h"
#include "impact/types/functions.h"

namespace impact {

void judge(const sql::CreateView& create, Gathering& gathering) {
  const auto name = created_name(create.name, gathering.catalog);
  const auto* existing = find_relation(name, gathering.catalog);
  const bool if_not_exists = has_words(gathering.statement.text, "if not exists");
  if (existing && create.materialized && if_not_exists) return;
  if (existing && create.replace) {
    gathering.lock(name, LockMode::access_exclusive, "the view's query is replaced");
    if (existing->kind != pg::RelationKind::view) return gathering.fails(is_not(*existing, "a view"));
    if (auto why = cannot_replace(*existing, columns_of(create, gathering.catalog)); !why.empty())
      gathering.fails(error_of(sqlstate::invalid_table_definition, object_of(*existing), std::move(why)));
  } else if (existing) {
    gathering.fails(exists_already("relation", name.name));
  }
  // A column that tables are joined USING is there once.
  const bool merged = has_words(gathering.statement.text, "using") || has_words(gathering.statement.text, "natural");
  std::set<std::string> names;
  for (const auto& column : merged ? std::vector<pg::Column>{} : columns_of(create, gathering.catalog)) {
    if (!column.name.empty() && column.name != "?" && !names.insert(column.name).second)
      gathering.fails(error_of(sqlstate::duplicate_column,
                               ErrorObject{.kind = "column", .name = name, .part = column.name, .of = "view"},
                               R"(column "{}" specified more than once)", column.name));
  }
  if (!create.materialized) {  // only what it names itself; a query of it will go further down
    for (const auto& use : gathering.statement.uses) {
      const auto* relation = gathering.find(use.name);
      if (relation && relation->name != name)
        gathering.lock(relation->name,
                       use.access == sql::Access::lock_rows ? LockMode::row_share : LockMode::access_share);
    }
    return;
  }
  if (has_words(gathering.statement.text, "with no data")) {  // planned when it is refreshed
    for (const auto& use : gathering.statement.uses) {
      const auto* relation = gathering.find(use.name);
      if (relation && relation->name != name) gathering.lock(relation->name, LockMode::access_share);
    }
    return;
  }
  read_sources(gathering, name, true);
  follow_calls(gathering);
}

// What the query reads, through other views as well. `whole`: there is no other table to join with.
static void read_below(Gathering& gathering, const pg::Relation& view, bool whole) {
  for (const auto& name : view.reads) {
    const auto* source = find_relation(name, gathering.catalog);
    if (!source || source->name == view.name) continue;
    gathering.lock(source->name, LockMode::access_share, "the view's query reads it");
    const bool rows = source->kind == pg::RelationKind::table || source->kind == pg::RelationKind::materialized_view;
    if (rows && whole) gathering.scan(*source);
    if (source->kind == pg::RelationKind::view) read_below(gathering, *source, whole && source->reads.size() == 1);
    if (!rows && source->kind != pg::RelationKind::partitioned_table) continue;
    for (const auto* below : descendants(source->name, gathering.catalog)) {
      gathering.lock(below->name, LockMode::access_share, "the view's query reads it");
      if (below->kind == pg::RelationKind::table && whole) gathering.scan(*below);
    }
  }
}

void judge(const sql::RefreshView& refresh, Gathering& gathering) {
  const auto* view = gathering.find(refresh.name);
  if (!view) return;
  const bool no_data = has_words(gathering.statement.text, "with no data");
  gathering.lock(view->name, refresh.concurrently ? LockMode::exclusive : LockMode::access_exclusive,
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
    if (no_data)
      gathering.fails(error_of(sqlstate::syntax_error, object_of(*view),
                               "CONCURRENTLY and WITH NO DATA options cannot be used together"));
    if (!view->populated)
      gathering.fails(error_of(sqlstate::feature_not_supported, object_of(*view),
                               "CONCURRENTLY cannot be used when the materialized view is not populated"));
    if (!keyed)
      gathering.fails(error_of(sqlstate::object_not_in_prerequisite_state, object_of(*view),
                               R"(cannot refresh materialized view "{}" concurrently)",
                               view->name.schema + "." + view->name.name)
                          .with("it has no unique index over all rows"));
  } else {
    gathering.lock_indexes(*view, LockMode::access_exclusive);
  }
  if (no_data) return;
  read_below(gathering, *view, view->reads.size() == 1);
  if (refresh.concurrently) {
    gathering.scan(*view, "the old rows are compared with the new ones");
  } else if (view->indexes.empty()) {
    gathering.copy_file(*view, "the view is filled into a new file");
  } else {
    gathering.rewrite(*view, "the view is filled into a new file");
  }
}

}  // namespace impact
