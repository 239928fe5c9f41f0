// Views and materialized views made and refreshed.
#include <algorithm>

#include <fmt/format.h>

#include "impact/judges.h"

namespace impact {

void judge(const sql::CreateView& create, Gathering& gathering) {
  const auto name = created_name(create.name, gathering.catalog);
  const auto* existing = find_relation(name, gathering.catalog);
  const bool if_not_exists = has_words(gathering.statement.text, "if not exists");
  if (existing && create.materialized && if_not_exists) return;
  if (existing && create.replace) {
    gathering.lock(name, LockMode::access_exclusive, "the view's query is replaced");
  } else if (existing) {
    gathering.fails(fmt::format("{} is there already", shown(name)));
  }
  if (!create.materialized) {  // only what it names itself; a query of it will go further down
    for (const auto& use : gathering.statement.uses) {
      const auto* relation = gathering.find(use.name);
      if (relation && relation->name != name) gathering.lock(relation->name, LockMode::access_share);
    }
    return;
  }
  read_sources(gathering, name, create.materialized && !has_words(gathering.statement.text, "with no data"));
}

void judge(const sql::RefreshView& refresh, Gathering& gathering) {
  const auto* view = gathering.find(refresh.name);
  if (!view) return;
  const bool no_data = has_words(gathering.statement.text, "with no data");
  gathering.lock(view->name, refresh.concurrently ? LockMode::exclusive : LockMode::access_exclusive,
                 refresh.concurrently ? "reads go on while the difference is worked in"
                                      : "reads wait while the view is filled anew");
  if (refresh.concurrently) {
    const bool keyed = std::any_of(view->indexes.begin(), view->indexes.end(), [](const pg::Index& index) {
      return index.unique && index.valid && index.definition.find(" WHERE ") == std::string::npos;
    });
    if (!keyed) gathering.fails(fmt::format("{} has no unique index, which CONCURRENTLY needs", shown(view->name)));
  } else {
    gathering.lock_indexes(*view, LockMode::access_exclusive);
  }
  if (no_data) return;
  for (const auto& name : view->reads) {
    const auto* source = find_relation(name, gathering.catalog);
    if (!source) continue;
    gathering.lock(source->name, LockMode::access_share, "the view's query reads it");
    if (source->kind == pg::RelationKind::table && view->reads.size() == 1) gathering.scan(*source);
  }
  if (!refresh.concurrently) gathering.rewrite(*view, "the view is filled into a new file");
}

}  // namespace impact
