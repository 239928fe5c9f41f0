#include "fix/split_alter_table.h"

#include <algorithm>

#include "fix/tokens.h"

namespace fix {

// The server carries actions out by passes, not in the order written.
// Source: AT_PASS_* in PostgreSQL 15, src/backend/commands/tablecmds.c.
static int pass_of(std::string_view action) {
  enum { drop, type, add_column, attributes, add_index, others, misc };
  const Tokens tokens(action);
  if (tokens.is(0, "drop")) return drop;
  if (tokens.is(0, "add")) {
    for (const std::string_view word : {"constraint", "check", "unique", "primary", "foreign", "exclude"}) {
      if (!tokens.is(1, word)) continue;
      // A column may be called so: no reserved word.
      if (word == "exclude" && !tokens.is(2, "using") && !tokens.is_symbol(2, '(')) continue;
      const auto kind = tokens.is(1, "constraint") ? 3U : 1U;
      const bool key = tokens.is(kind, "unique") || tokens.is(kind, {"primary", "key"}) || tokens.is(kind, "exclude");
      return key ? add_index : others;
    }
    return add_column;
  }
  if (!tokens.is(0, "alter")) return misc;
  const auto verb = tokens.is(1, "column") ? 3U : 2U;
  // DROP DEFAULT, NOT NULL, IDENTITY and EXPRESSION come before a new type, SET DEFAULT long after it.
  if (tokens.is(verb, "drop")) return drop;
  if (tokens.is(verb, "type") || tokens.is(verb, {"set", "data", "type"})) return type;
  if (tokens.is(verb, {"set", "default"}) || tokens.is(verb, "add")) return others;
  if (tokens.is(verb, {"set", "not", "null"}) || tokens.is(verb, {"set", "generated"})) return attributes;
  if (tokens.is(verb, "set") && !tokens.is_symbol(verb + 1, '(') && !tokens.is(verb + 1, "statistics") &&
      !tokens.is(verb + 1, "storage") && !tokens.is(verb + 1, "compression"))
    return attributes;
  return misc;
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

namespace {

struct ColumnAction {
  std::string column = {};
  bool type = false;
  std::optional<std::string> value = {};  // SET DEFAULT; "" of DROP DEFAULT
};

}  // namespace

static ColumnAction read_column_action(const std::string& action) {
  const Tokens tokens(action);
  if (!tokens.is(0, "alter")) return {};
  const auto name = tokens.is(1, "column") ? 2U : 1U;
  const auto verb = name + 1;
  ColumnAction found{.column = tokens.name(name)};
  found.type = tokens.is(verb, "type") || tokens.is(verb, {"set", "data", "type"});
  if (tokens.is(verb, {"set", "default"})) found.value = tokens.from(verb + 2);
  if (tokens.is(verb, {"drop", "default"})) found.value = "";
  return found;
}

static bool drops_constraint(const std::string& action) {
  const Tokens tokens(action);
  return tokens.is(0, {"drop", "constraint"});
}

static bool adds_key(const std::string& action) {
  const Tokens tokens(action);
  if (!tokens.is(0, "add")) return false;
  const auto kind = tokens.is(1, "constraint") ? 3U : 1U;
  const bool key = tokens.is(kind, "unique") || tokens.is(kind, {"primary", "key"});
  return key && tokens.find({"using", "index"}, kind) >= tokens.size();
}

std::string join_exchange(std::string_view statement, std::string_view next) {
  const auto first = take_apart(statement);
  const auto second = first ? take_apart(next) : std::nullopt;
  if (!second || first->head != second->head) return "";
  const bool drops = std::all_of(first->actions.begin(), first->actions.end(), drops_constraint);
  const bool adds = second->actions.size() == 1 && adds_key(second->actions.front());
  if (!drops || !adds) return "";
  std::string text = first->head;
  for (const auto& action : first->actions) text += " " + action + ",";
  return text + " " + second->actions.front();
}

std::vector<ActionGroup> groups_of(const AlterApart& apart) {
  std::vector<ActionGroup> groups;
  std::vector<bool> taken(apart.actions.size());
  const auto keys = std::count_if(apart.actions.begin(), apart.actions.end(), adds_key);
  for (std::size_t at = 0; at < apart.actions.size(); ++at) {
    const auto& action = apart.actions[at];
    const auto own = read_column_action(action);
    ActionGroup group{.head = apart.head};
    for (std::size_t other = 0; other < apart.actions.size(); ++other) {
      if (other == at) continue;
      const auto more = read_column_action(apart.actions[other]);
      const bool default_of_type = own.type && more.value && more.column == own.column;
      if (default_of_type) group.new_default = more.value;  // the last one says it
      if (default_of_type || (keys == 1 && adds_key(action) && drops_constraint(apart.actions[other]))) {
        group.actions.push_back(apart.actions[other]);
        taken[other] = true;
      }
    }
    group.actions.push_back(action);
    groups.push_back(std::move(group));
  }
  // What another group has taken is not done a second time.
  std::vector<ActionGroup> kept;
  for (std::size_t at = 0; at < groups.size(); ++at) {
    if (!taken[at]) kept.push_back(std::move(groups[at]));
  }
  return kept;
}

using Clause = ColumnApart::Clause;

// The kind of clause that begins at this token. Words inside another clause are left out: SET NULL of a foreign key,
// BY DEFAULT AS IDENTITY, a table called generated, NULLS NOT DISTINCT, NOT DEFERRABLE, DEFAULT NULL.
static std::optional<Clause::Kind> clause_at(const Tokens& tokens, std::size_t at) {
  if (tokens.depth(at) > 0) return std::nullopt;
  if (at > 0 && (tokens.is(at - 1, "set") || tokens.is(at - 1, "by") || tokens.is(at - 1, "default") ||
                 tokens.is(at - 1, "references") || tokens.is_symbol(at - 1, '.')))
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
