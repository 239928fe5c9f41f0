// UPDATE and DELETE of a whole table: in batches along its key, each a transaction of its own.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "fix/batches.h"
#include "fix/together.h"
#include "fix/tokens.h"
#include "sql/query_blocks.h"

namespace fix {

namespace {

// "UPDATE ONLY orders AS o SET … FROM … WHERE …"
struct DataStatement {
  std::string alias = {};    // by which the table is called, as written
  std::size_t where = 0;     // token; past the end if there is none
  std::string refused = {};  // why it cannot be cut
};

}  // namespace

static DataStatement read(const Tokens& tokens, bool update) {
  DataStatement data{.where = tokens.find({"where"})};
  if (tokens.is(0, "with")) data.refused = "its WITH would be read anew for every batch";
  if (tokens.find({"returning"}) < tokens.size()) data.refused = "it gives rows back (RETURNING)";
  std::size_t at = update ? 1 : 2;
  if (tokens.is(at, "only")) ++at;
  auto next = tokens.behind_name(at);
  data.alias = tokens.slice(next - 1, next);  // of schema.orders the last word
  if (tokens.is_symbol(next, '*')) ++next;
  const bool said = tokens.is(next, "as");
  if (said) ++next;
  const bool ends = !said && (tokens.is(next, "set") || tokens.is(next, "using") || tokens.is(next, "where"));
  if (!ends && tokens.is_name(next)) data.alias = tokens.slice(next, next + 1);
  return data;
}

// WHERE id = 7: a single row, or a few. A join along the key is none: it reaches every row.
static bool picks_by_key(const sql::Statement& statement, const pg::Relation& table) {
  const auto scopes = sql::row_scopes(statement.text);
  if (scopes.empty()) return false;
  const auto& scope = scopes.front();
  const auto is_own = [&](const sql::Term& term) {
    return term.table.empty() ? scope.from.empty() && scope.others == 0
                              : term.table == scope.target_alias || term.table == scope.target.name;
  };
  for (const auto& index : table.indexes) {
    const bool all = index.unique && std::all_of(index.columns.begin(), index.columns.end(), [&](const auto& column) {
                       return std::any_of(scope.where.begin(), scope.where.end(), [&](const sql::Term& term) {
                         return term.column == column && term.call.empty() && is_own(term) &&
                                (term.fixed || !term.values.empty()) &&
                                (term.operation == "=" || term.operation == "in");
                       });
                     });
    if (all && !index.columns.empty()) return true;
  }
  return false;
}

static Rewrite refuse(const std::string& why) {
  return {.impossible =
              fmt::format("it cannot be cut into batches: {}. It runs in a transaction of its own; give it a "
                          "quiet hour",
                          why)};
}

// A view or a foreign table, unless the statement picks a few rows: what is behind it has no key to go along.
static std::optional<Rewrite> of_no_table(const sql::Statement& statement, const pg::Relation& relation) {
  const bool view = relation.kind == pg::RelationKind::view;
  if (!view && relation.kind != pg::RelationKind::foreign_table) return std::nullopt;
  if (const auto scopes = sql::row_scopes(statement.text); !scopes.empty()) {
    const auto& where = scopes.front().where;
    const bool picks = std::any_of(where.begin(), where.end(), [](const sql::Term& term) {
      return term.fixed && !term.column.empty() && (term.operation == "=" || term.operation == "in");
    });
    if (picks) return std::nullopt;
  }
  return refuse(fmt::format("{} is a {}; change the tables behind it where they are many rows", relation.name.text(),
                            view ? "view" : "foreign table"));
}

static std::optional<Rewrite> remedy_data_in_batches(const Subject& subject) {
  const auto* update = subject.statement.as<sql::Update>();
  const auto* deletion = subject.statement.as<sql::Delete>();
  if ((!update && !deletion) || !subject.table) return std::nullopt;
  const auto kind = subject.table->kind;
  if (kind != pg::RelationKind::table && kind != pg::RelationKind::partitioned_table)
    return of_no_table(subject.statement, *subject.table);
  const Tokens tokens(subject.text());
  const auto data = read(tokens, update != nullptr);
  if (picks_by_key(subject.statement, *subject.table)) return std::nullopt;
  if (!data.refused.empty()) return refuse(data.refused);
  const auto key = batch_key(*subject.table);
  if (!key) return refuse(fmt::format("{} has no primary key to go along", subject.table->name.text()));
  if (update && std::any_of(update->columns.begin(), update->columns.end(), [&](const auto& column) {
        return std::find(key->columns.begin(), key->columns.end(), column) != key->columns.end();
      }))
    return refuse("it changes the key that the batches go along");
  if (const auto why = why_together(subject); !why.empty()) return refuse(why);
  if (const auto why = key->grows ? "" : why_once(subject, data.alias); !why.empty())
    return refuse(fmt::format(
        "no sequence and no clock fills the key ({}) of {}, so that rows which others put in meanwhile may "
        "come among those that are still to be changed, and {}",
        fmt::join(key->columns, ", "), subject.table->name.text(), why));

  const auto where = data.where;
  const auto statement = where < tokens.size()
                             ? fmt::format("{} WHERE ({}) AND", tokens.slice(0, where), tokens.from(where + 1))
                             : fmt::format("{} WHERE", subject.text());
  auto part = batched_part({.table = subject.table->name,
                            .key = *key,
                            .rows = subject.settings.batch_rows,
                            .helper = subject.helper,
                            .alias = data.alias,
                            .statement = statement},
                           update ? "backfill" : "delete",
                           fmt::format("{} {}", update ? "updates" : "deletes from", subject.table->name.text()));
  part.keeps_undo = true;
  part.nothing_to_undo = "the migration says nothing of how to bring the old values back";
  return Rewrite{.steps = {std::move(part)}};
}

extern const Recipe data_in_batches{.remedy = remedy_data_in_batches};

}  // namespace fix
