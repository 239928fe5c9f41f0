#include "fix/apart.h"

#include <algorithm>

#include "fix/tokens.h"

namespace fix {

// The server carries actions out by passes, not in the order written.
// Source: AT_PASS_* in PostgreSQL 15, src/backend/commands/tablecmds.c.
static int pass_of(std::string_view action) {
  const Tokens tokens(action);
  if (tokens.is(0, "drop")) return 0;
  if (tokens.is(0, "add")) {
    for (const std::string_view word : {"constraint", "check", "unique", "primary", "foreign", "exclude"}) {
      if (!tokens.is(1, word)) continue;
      const bool key = tokens.find({"unique"}) < tokens.size() || tokens.find({"primary", "key"}) < tokens.size();
      return key ? 4 : 5;
    }
    return 2;
  }
  if (!tokens.is(0, "alter")) return 6;
  const auto verb = tokens.is(1, "column") ? 3U : 2U;
  if (tokens.is(verb, "type") || tokens.is(verb, {"set", "data", "type"})) return 1;
  return 3;
}

std::optional<AlterApart> take_apart(std::string_view statement) {
  const Tokens tokens(statement);
  if (!tokens.is(0, {"alter", "table"})) return std::nullopt;
  std::size_t at = 2;
  if (tokens.is(at, {"all", "in"})) return std::nullopt;  // ALL IN TABLESPACE
  if (tokens.is(at, {"if", "exists"})) at += 2;
  if (tokens.is(at, "only")) ++at;
  at = tokens.behind_name(at);
  if (tokens.is_symbol(at, '*')) ++at;
  AlterApart apart{.head = tokens.slice(0, at), .actions = {}};
  while (at < tokens.size()) {
    const auto comma = tokens.find_symbol(',', at);
    apart.actions.push_back(tokens.slice(at, comma));
    at = comma + 1;
  }
  std::stable_sort(apart.actions.begin(), apart.actions.end(),
                   [](const auto& a, const auto& b) { return pass_of(a) < pass_of(b); });
  return apart;
}

using Clause = ColumnApart::Clause;

// The kind of clause that begins at this token. Words inside another clause are left out: SET NULL of a foreign key,
// BY DEFAULT AS IDENTITY, NULLS NOT DISTINCT, NOT DEFERRABLE, DEFAULT NULL.
static std::optional<Clause::Kind> clause_at(const Tokens& tokens, std::size_t at) {
  if (tokens.depth(at) > 0) return std::nullopt;
  if (at > 0 && (tokens.is(at - 1, "set") || tokens.is(at - 1, "by") || tokens.is(at - 1, "default")))
    return std::nullopt;
  if (tokens.is(at, {"not", "null"})) return Clause::Kind::not_null;
  if (tokens.is(at, "null"))
    return at > 0 && tokens.is(at - 1, "not") ? std::nullopt : std::optional(Clause::Kind::null);
  if (tokens.is(at, "default")) return Clause::Kind::default_value;
  if (tokens.is(at, "check")) return Clause::Kind::check;
  if (tokens.is(at, "unique")) return Clause::Kind::unique;
  if (tokens.is(at, {"primary", "key"})) return Clause::Kind::primary_key;
  if (tokens.is(at, "references")) return Clause::Kind::references;
  if (tokens.is(at, "generated")) return Clause::Kind::generated;
  return std::nullopt;
}

ColumnApart take_column_apart(std::string_view action) {
  const Tokens tokens(action);
  ColumnApart column;
  std::size_t at = tokens.is(1, "column") ? 2 : 1;
  if (tokens.is(at, {"if", "not", "exists"})) {
    column.if_not_exists = true;
    at += 3;
  }
  column.name = tokens.slice(at, at + 1);
  const auto begins = [&](std::size_t i) {
    return (tokens.depth(i) == 0 && tokens.is(i, "constraint")) || clause_at(tokens, i).has_value();
  };
  auto next = at + 2;  // behind the first word of the type
  while (next < tokens.size() && !begins(next)) ++next;
  column.type = tokens.slice(at + 1, next);
  while (next < tokens.size()) {
    Clause clause;
    if (tokens.is(next, "constraint")) {
      clause.name = tokens.slice(next + 1, next + 2);
      next += 2;
    }
    const auto first = next;
    clause.kind = clause_at(tokens, first).value_or(Clause::Kind::null);
    ++next;
    while (next < tokens.size() && !begins(next)) ++next;
    clause.text = tokens.slice(first, next);
    column.clauses.push_back(std::move(clause));
  }
  return column;
}

const Clause* ColumnApart::clause(Clause::Kind kind) const {
  const auto found = std::find_if(clauses.begin(), clauses.end(), [&](const auto& one) { return one.kind == kind; });
  return found == clauses.end() ? nullptr : &*found;
}

}  // namespace fix
