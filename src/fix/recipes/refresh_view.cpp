// REFRESH MATERIALIZED VIEW: CONCURRENTLY, where a unique index tells its rows apart.
#include <algorithm>

#include <fmt/format.h>

#include "fix/indexes.h"
#include "impact/simulate/schema.h"

namespace fix {

// Over plain columns and all rows (PostgreSQL docs, REFRESH MATERIALIZED VIEW).
static bool tells_rows_apart(const pg::Index& index, const pg::Relation& view) {
  return index.unique && index.valid && !impact::has_words(index.definition, "where") &&
         std::all_of(index.columns.begin(), index.columns.end(),
                     [&](const std::string& column) { return view.column(column) != nullptr; });
}

static std::optional<Rewrite> remedy_refresh_view(const Subject& subject) {
  const auto* refresh = subject.statement.as<sql::RefreshView>();
  if (!refresh || refresh->concurrently || refresh->no_data) return std::nullopt;
  const auto* view = impact::find_relation(refresh->name, subject.catalog);
  if (!view || subject.effects.relations.empty()) return std::nullopt;
  if (std::none_of(view->indexes.begin(), view->indexes.end(),
                   [&](const pg::Index& index) { return tells_rows_apart(index, *view); })) {
    return Rewrite{.impossible = fmt::format(
                       "CONCURRENTLY needs a unique index over plain columns of all rows of {}, and there is none: "
                       "make one with CREATE UNIQUE INDEX where its rows have a key, then REFRESH … CONCURRENTLY",
                       view->name.text())};
  }
  return Rewrite{.steps = {Part{.title = "refresh",
                                .does = fmt::format("fills {} anew while it is read", view->name.text()),
                                .alone = true,
                                .up = {concurrently(subject.text())},
                                .nothing_to_undo = "the view is filled again by the next REFRESH"}}};
}

extern const Recipe refresh_view{.remedy = remedy_refresh_view};

}  // namespace fix
