#include "fix/together.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "fix/indexes.h"
#include "fix/pieces.h"
#include "fix/tokens.h"
#include "fix/varies.h"
#include "impact/simulate/schema.h"

namespace fix {

namespace {

using Columns = std::vector<std::string>;

// A trigger's definition, as far as it says when it fires.
struct Firing {
  bool on_update = false;
  bool on_delete = false;
  Columns of = {};  // UPDATE OF
  bool each_row = false;
  bool transition = false;
  bool constraint = false;
  std::string when = {};
};

}  // namespace

static bool is_in(const Columns& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

static bool meet(const Columns& some, const Columns& others) {
  return std::any_of(some.begin(), some.end(), [&](const auto& name) { return is_in(others, name); });
}

static Firing read_firing(const pg::Trigger& trigger) {
  const Tokens tokens(trigger.definition);
  Firing firing;
  const auto on = tokens.find({"on"});
  for (std::size_t at = 0; at < on; ++at) {
    firing.constraint = firing.constraint || tokens.is(at, {"constraint", "trigger"});
    firing.on_delete = firing.on_delete || tokens.is(at, "delete");
    if (!tokens.is(at, "update")) continue;
    firing.on_update = true;
    if (!tokens.is(at + 1, "of")) continue;
    for (auto of = at + 2; of < on && !tokens.is(of, "or"); of += 2) firing.of.push_back(tokens.name(of));
  }
  firing.each_row = tokens.find({"for", "each", "row"}, on) < tokens.size();
  firing.transition = tokens.find({"referencing"}, on) < tokens.size();
  const auto when = tokens.find({"when"}, on);
  if (when < tokens.size()) firing.when = tokens.slice(when + 1, tokens.behind_bracket(when + 1));
  return firing;
}

// A function that does nothing but compute NEW's columns: those columns. Nothing for one that does more.
static std::optional<Columns> only_computes(const pg::Name& function, const Watched& watched, std::string& why) {
  const auto& routines = watched.catalog.routines;
  const auto found =
      std::find_if(routines.begin(), routines.end(), [&](const auto& routine) { return routine.name == function; });
  if (found == routines.end() || found->language != "plpgsql" || found->body.empty()) {
    why = "what it does is not known";
    return std::nullopt;
  }
  const Tokens tokens(found->body);
  Columns columns;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    for (const std::string_view verb : {"select", "perform", "insert", "update", "delete", "merge", "execute", "call",
                                        "copy", "into", "notify", "raise"}) {
      if (!tokens.is(at, verb)) continue;
      why = fmt::format("it does more than compute the row ({})", base::to_lower(tokens.name(at)));
      return std::nullopt;
    }
    if (tokens.is(at, "new") && tokens.is_symbol(at + 1, '.')) columns.push_back(tokens.name(at + 2));
    if (tokens.is(at, "new") && (tokens.is_symbol(at + 1, ':') || tokens.is_symbol(at + 1, '='))) {
      why = "it gives the row as a whole another value";
      return std::nullopt;
    }
  }
  why = why_body_varies(found->body, watched);
  return why.empty() ? std::optional(columns) : std::nullopt;
}

// The table, what it is a part of and what is a part of it: all that shows or holds its rows, views left out.
static std::vector<const pg::Relation*> family_of(const pg::Relation& table, const pg::Catalog& catalog) {
  std::vector<const pg::Relation*> family{&table};
  for (const auto* below : impact::descendants(table.name, catalog)) family.push_back(below);
  return family;
}

static void add_ancestors(const pg::Relation& table, const pg::Catalog& catalog, std::set<pg::Name>& names) {
  auto parents = table.inherits;
  if (table.partition_of) parents.push_back(*table.partition_of);
  for (const auto& parent : parents) {
    if (!names.insert(parent).second) continue;
    if (const auto* relation = impact::find_relation(parent, catalog)) add_ancestors(*relation, catalog, names);
  }
}

// With the views that read any of them. A materialized view stays as it is until it is refreshed.
static void add_what_shows(const pg::Relation& table, const pg::Catalog& catalog, std::set<pg::Name>& names) {
  for (const auto* relation : family_of(table, catalog)) names.insert(relation->name);
  add_ancestors(table, catalog, names);
  for (bool more = true; more;) {
    more = false;
    for (const auto& [name, relation] : catalog.relations) {
      if (relation.kind != pg::RelationKind::view) continue;
      const bool shows = std::any_of(relation.reads.begin(), relation.reads.end(),
                                     [&](const auto& read) { return names.contains(read); });
      more = (shows && names.insert(name).second) || more;
    }
  }
}

// Columns that follow from the changed ones.
static void add_generated(const pg::Relation& table, Columns& columns) {
  for (const auto& column : table.columns) {
    if (!column.generated || !column.default_expression || is_in(columns, column.name)) continue;
    if (std::any_of(columns.begin(), columns.end(),
                    [&](const auto& changed) { return impact::mentions(*column.default_expression, changed); }))
      columns.push_back(column.name);
  }
}

// Adds to `columns` what the triggers compute. UPDATE OF answers to what the statement sets, not to that.
static std::string why_triggers(const pg::Relation& table, bool update, const Watched& watched, Columns& columns) {
  auto set = columns;
  add_generated(table, set);
  for (const auto& trigger : table.triggers) {
    const auto firing = read_firing(trigger);
    if (!trigger.enabled || !(update ? firing.on_update : firing.on_delete)) continue;
    if (update && !firing.of.empty() && !meet(firing.of, set)) continue;
    if (!firing.each_row) return fmt::format("the trigger {} fires once a statement", trigger.name);
    if (firing.transition) return fmt::format("the trigger {} is shown all rows of the statement", trigger.name);
    if (firing.constraint) return fmt::format("the constraint trigger {} looks at rows later", trigger.name);
    std::string why = why_it_varies(firing.when, watched);
    const auto computed = why.empty() ? only_computes(trigger.function, watched, why) : std::nullopt;
    if (!computed) return fmt::format("the trigger {} answers to every row, and {}", trigger.name, why);
    columns.insert(columns.end(), computed->begin(), computed->end());
  }
  return "";
}

static bool is_deferrable(const pg::Constraint& constraint) {
  return impact::has_words(constraint.definition, "deferrable") &&
         !impact::has_words(constraint.definition, "not deferrable");
}

static std::string of_table(const pg::Relation& table) {
  return pg::shown(table.name);
}

// As a key, within an expression or its condition: what INCLUDE carries along is not compared.
static bool compares(const pg::Index& index, const std::string& column) {
  if (is_in(index.columns, column)) return true;
  const auto behind = take_index_apart(index.definition).behind_table;
  const Tokens tokens(behind);
  const auto include = tokens.behind_bracket(tokens.find_symbol('('));
  if (!tokens.is(include, "include")) return impact::mentions(behind, column);
  return impact::mentions(tokens.slice(0, include), column) ||
         impact::mentions(tokens.from(tokens.behind_bracket(include + 1)), column);
}

// UPDATE: what compares the new values of rows with each other, or puts that off. `by`: the foreign key that changes
// them, where it is one.
static std::string why_keys(const pg::Relation& table, const Columns& columns, const Watched& watched,
                            const pg::Constraint* by = nullptr) {
  for (const auto& index : table.indexes) {
    const auto* constraint = impact::find_constraint(table, index.name);
    const bool excludes = constraint && constraint->kind == pg::ConstraintKind::exclusion;
    if (!index.unique && !excludes) continue;
    for (const auto& column : columns) {
      if (compares(index, column))
        return fmt::format("{} compares {} with those of the other rows", index.name, column);
    }
  }
  for (const auto& constraint : table.constraints) {
    const bool excludes = constraint.kind == pg::ConstraintKind::exclusion ||
                          constraint.kind == pg::ConstraintKind::unique ||
                          constraint.kind == pg::ConstraintKind::primary_key;
    if (excludes && meet(constraint.columns, columns))
      return fmt::format("{} compares its values with those of the other rows", constraint.name);
    if (constraint.kind == pg::ConstraintKind::foreign_key && &constraint != by &&
        meet(constraint.columns, columns)) {
      if (constraint.references && watched.tables.contains(*constraint.references))
        return fmt::format("the foreign key {} points at other rows of {}", constraint.name, of_table(table));
      if (is_deferrable(constraint))
        return fmt::format(
            "the foreign key {} may be checked as late as at "
            "the end, when other statements have put "
            "right what it looks at; every batch is an end",
            constraint.name);
    }
    if (constraint.kind != pg::ConstraintKind::check) continue;
    const auto why = why_it_varies(constraint.definition, watched);
    if (!why.empty()) return fmt::format("the constraint {} looks further than its row: {}", constraint.name, why);
  }
  for (const auto& reference : impact::references_to(table.name, watched.catalog)) {
    if (meet(reference.constraint->referenced_columns, columns))
      return fmt::format("the foreign key {} of {} points at what changes", reference.constraint->name,
                         of_table(*reference.child));
  }
  return "";
}

static bool cascades(const pg::Constraint& key) {
  return impact::has_words(key.definition, "on delete cascade") ||
         impact::has_words(key.definition, "on delete set null") ||
         impact::has_words(key.definition, "on delete set default");
}

// DELETE: foreign keys that point at what goes, and at what goes with it.
static std::string why_references(const pg::Relation& table, Watched& watched) {
  const auto& catalog = watched.catalog;
  std::vector<const pg::Relation*> changed = family_of(table, catalog);
  std::set<pg::Name> reached;
  for (const auto* one : changed) reached.insert(one->name);
  std::vector<impact::Reference> held;
  for (std::size_t at = 0; at < changed.size(); ++at) {
    for (const auto& reference : impact::references_to(changed[at]->name, catalog)) {
      const auto& key = *reference.constraint;
      if (is_deferrable(key))
        return fmt::format(
            "the foreign key {} of {} may be checked as late as "
            "at the end; every batch is an end",
            key.name, of_table(*reference.child));
      if (!cascades(key)) {
        held.push_back(reference);
        continue;
      }
      if (watched.tables.contains(reference.child->name))
        return fmt::format("the foreign key {} of {} takes other rows of it along", key.name,
                           of_table(*reference.child));
      Columns columns = impact::has_words(key.definition, "on delete cascade") ? Columns{} : key.columns;
      const bool update = !columns.empty();
      auto why = why_triggers(*reference.child, update, watched, columns);
      if (why.empty() && update) why = why_keys(*reference.child, columns, watched, &key);
      if (!why.empty())
        return fmt::format("the foreign key {} changes {}, and there {}", key.name, of_table(*reference.child), why);
      for (const auto* relation : family_of(*reference.child, catalog)) {
        if (reached.insert(relation->name).second) changed.push_back(relation);
      }
    }
  }
  for (const auto& reference : held) {
    if (reached.contains(reference.child->name) || watched.tables.contains(reference.child->name))
      return fmt::format(
          "the foreign key {} of {} points at rows of it that "
          "may go in another batch",
          reference.constraint->name, of_table(*reference.child));
  }
  for (const auto* relation : changed) add_what_shows(*relation, catalog, watched.tables);
  return "";
}

static std::string why_rules(const pg::Relation& table, bool update) {
  for (const auto& rule : table.rules) {
    if (impact::has_words(rule.definition, update ? "on update" : "on delete"))
      return fmt::format("the rule {} puts something else in its place, once a statement", rule.name);
  }
  return "";
}

static bool hides_rows(const pg::Relation& table, const pg::Catalog& catalog) {
  return table.row_security && !catalog.superuser && (table.force_row_security || table.owner != catalog.role);
}

// Whether the query that the token is of, within its own brackets, says an order.
static bool is_ordered(const Tokens& tokens, std::size_t at) {
  const int level = tokens.depth(at);
  auto first = at;
  while (first > 0 && tokens.depth(first - 1) >= level) --first;
  for (; first < tokens.size() && tokens.depth(first) >= level; ++first) {
    if (tokens.depth(first) == level && tokens.is(first, {"order", "by"})) return true;
  }
  return false;
}

// Aggregates whose value rests on the order in which rows come.
static bool gathers(const Tokens& tokens, std::size_t at) {
  if (!tokens.is_symbol(at + 1, '(')) return false;
  for (const std::string_view name : {"array_agg", "string_agg", "json_agg", "jsonb_agg", "json_object_agg",
                                      "jsonb_object_agg", "json_arrayagg", "json_objectagg", "xmlagg"}) {
    if (tokens.is(at, name)) return true;
  }
  return false;
}

// A query that picks rows by their order or number gives others every time, unless the order is said.
static std::string why_picked(const Tokens& tokens) {
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const bool picks = tokens.is(at, "limit") || tokens.is(at, "offset") || tokens.is(at, {"fetch", "first"}) ||
                       tokens.is(at, {"fetch", "next"}) || tokens.is(at, {"distinct", "on"});
    if (picks && !is_ordered(tokens, at))
      return fmt::format("{} without ORDER BY picks other rows every time",
                         tokens.is(at, "distinct") ? "DISTINCT ON" : "LIMIT");
    if (gathers(tokens, at) && !is_ordered(tokens, at + 2) && !tokens.is(tokens.behind_bracket(at + 1), "over"))
      return fmt::format("{}() without ORDER BY puts rows in another order every time", tokens.name(at));
    if (tokens.is(at, {"skip", "locked"})) return "SKIP LOCKED picks other rows every time";
    if (tokens.is(at, {"where", "current", "of"})) return "a cursor's row is one of its transaction";
    if (!tokens.is(at, "over") || !tokens.is_symbol(at + 1, '(')) continue;
    const auto end = tokens.behind_bracket(at + 1);
    bool said = false;
    for (auto in = at; in < end; ++in) said = said || tokens.is(in, {"order", "by"});
    if (!said)
      return "a window without ORDER BY numbers rows in another order every "
             "time";
  }
  return "";
}

static std::string why_system_columns(const Tokens& tokens, const pg::Relation& table) {
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    for (const std::string_view name : {"ctid", "xmin", "xmax", "cmin", "cmax"}) {
      if (tokens.is(at, name) && !table.column(name))
        return fmt::format("it speaks of {}, which tells where and when a row was written", name);
    }
  }
  return "";
}

// What the statement reads beside the rows that it changes.
static std::string why_sources(const Subject& subject, const Watched& watched) {
  int own = 0;
  for (const auto& use : subject.statement.uses) {
    const auto name = impact::resolve(use.name, subject.catalog);
    if (!name) continue;
    if (*name == subject.table->name) {
      if (++own > 1) return "it reads the table that it changes";
      continue;
    }
    if (watched.tables.contains(*name))
      return fmt::format("it reads {}, which changes with the table", pg::shown(*name));
    const auto* relation = impact::find_relation(*name, subject.catalog);
    if (!relation || relation->kind != pg::RelationKind::view) continue;
    const auto why = why_body_varies(relation->definition, watched);
    if (!why.empty()) return fmt::format("it reads the view {}: {}", pg::shown(*name), why);
  }
  return "";
}

// SET column = DEFAULT
static std::string why_defaults(const Subject& subject, const Columns& columns, const Watched& watched) {
  const Tokens tokens(subject.text());
  bool any = false;
  for (std::size_t at = 0; at < tokens.size(); ++at) any = any || tokens.is(at, "default");
  if (!any) return "";
  for (const auto& name : columns) {
    const auto* column = subject.table->column(name);
    if (!column || !column->default_expression || column->generated) continue;
    const auto why = why_it_varies(*column->default_expression, watched);
    if (!why.empty()) return fmt::format("the default of {}: {}", name, why);
  }
  return "";
}

// Without a server nobody says what functions there are.
static std::string why_unknown_calls(const Subject& subject) {
  if (subject.catalog.has_server()) return "";
  for (const auto& call : subject.statement.calls) {
    const auto& functions = subject.catalog.functions;
    if (std::any_of(functions.begin(), functions.end(),
                    [&](const pg::Name& function) { return function.name == call.name.name; }))
      continue;
    const auto parsed = parse(fmt::format("ALTER TABLE t ALTER c SET DEFAULT {}()", call.name.text()));
    const auto* alter = parsed.statements.front().as<sql::AlterTable>();
    if (alter && alter->commands.front().column && !alter->commands.front().column->default_calls.empty())
      return fmt::format("what {}() does is not known without a database", call.name.text());
  }
  return "";
}

std::string why_together(const Subject& subject) {
  const auto& table = *subject.table;
  const auto* update = subject.statement.as<sql::Update>();
  Watched watched{.catalog = subject.catalog, .tables = {}, .own = subject.table};
  add_what_shows(table, subject.catalog, watched.tables);
  Columns columns = update ? update->columns : Columns{};
  const Tokens tokens(subject.text());
  if (hides_rows(table, subject.catalog)) return "row security decides which rows it sees";
  for (const auto* relation : family_of(table, subject.catalog)) {
    auto why = why_rules(*relation, update != nullptr);
    if (why.empty()) why = why_triggers(*relation, update != nullptr, watched, columns);
    if (!why.empty()) return why;
  }
  if (!update) {
    auto why = why_references(table, watched);
    if (!why.empty()) return why;
  }
  for (const auto* relation : family_of(table, subject.catalog)) {
    add_generated(*relation, columns);
    if (!update) break;
    auto why = why_keys(*relation, columns, watched);
    if (!why.empty()) return why;
  }
  for (auto why :
       {why_sources(subject, watched), why_it_varies(subject.text(), watched), why_picked(tokens),
        why_system_columns(tokens, table), why_defaults(subject, columns, watched), why_unknown_calls(subject)}) {
    if (!why.empty()) return why;
  }
  return "";
}

// The tokens of what stands before "=" in SET are marked.
static std::vector<bool> targets_in(const Tokens& tokens, std::size_t first, std::size_t last) {
  std::vector<bool> targets(tokens.size());
  auto from = first;
  for (auto at = first; at < last; ++at) {
    if (tokens.depth(at) > 0) continue;
    if (tokens.is_symbol(at, ',')) from = at + 1;
    if (!tokens.is_symbol(at, '=') || from > at) continue;
    std::fill(targets.begin() + static_cast<std::ptrdiff_t>(from), targets.begin() + static_cast<std::ptrdiff_t>(at),
              true);
    from = last;  // the "=" of a comparison behind it is none
  }
  return targets;
}

std::string why_once(const Subject& subject, const std::string& alias) {
  const auto* update = subject.statement.as<sql::Update>();
  if (!update) return "";
  auto columns = update->columns;
  add_generated(*subject.table, columns);
  for (const auto& trigger : subject.table->triggers) {
    if (trigger.enabled && read_firing(trigger).on_update)
      return fmt::format("the trigger {} computes more of it", trigger.name);
  }
  const Tokens tokens(subject.text());
  const Tokens own(alias);
  auto first = tokens.find({"set"}, 2) + 1;
  if (tokens.is(first, "set") && !tokens.is_symbol(first + 1, '=')) ++first;  // the table is called so
  const auto last = std::min(tokens.find({"from"}, first), tokens.find({"where"}, first));
  const auto targets = targets_in(tokens, first, last);
  for (auto at = first; at < last; ++at) {
    if (targets[at] || !tokens.is_name(at)) continue;
    const auto name = tokens.name(at);
    if (name == own.name(0) && !tokens.is_symbol(at + 1, '.')) return "its new values rest on the row as a whole";
    const bool of_other = tokens.is_symbol(at - 1, '.') && tokens.name(at - 2) != own.name(0);
    if (!of_other && is_in(columns, name)) return fmt::format("its new values rest on {}, which it changes", name);
  }
  return "";
}

// A published table's UPDATE needs something to know the old row by, and the
// rows go out once more.
static std::string why_published(const pg::Relation& table, const pg::Catalog& catalog) {
  const bool keyed = std::any_of(table.indexes.begin(), table.indexes.end(), [&](const pg::Index& index) {
    return table.replica_identity == 'd' ? index.primary : index.replica_identity;
  });
  for (const auto& user : table.column_users) {
    if (user.what.starts_with("publication "))
      return fmt::format("the {} picks columns or rows of {}, and may refuse an UPDATE", user.what, of_table(table));
  }
  if (table.replica_identity == 'f' || (keyed && table.replica_identity != 'n')) return "";
  for (const auto& publication : catalog.publications) {
    if (publication.updates &&
        (publication.all_tables ||
         std::find(publication.tables.begin(), publication.tables.end(), table.name) != publication.tables.end()))
      return fmt::format(
          "{} is published by {} without a replica identity, so "
          "that UPDATE is refused",
          of_table(table), publication.name);
  }
  return "";
}

std::string why_not_filled(const pg::Relation& table, const pg::Catalog& catalog) {
  if (hides_rows(table, catalog)) return "row security decides which rows an UPDATE sees";
  for (const auto* relation : family_of(table, catalog)) {
    if (relation->kind == pg::RelationKind::foreign_table)
      return fmt::format("{} is a foreign table", of_table(*relation));
    if (const auto why = why_rules(*relation, true); !why.empty()) return why;
    if (const auto why = why_published(*relation, catalog); !why.empty()) return why;
    for (const auto& trigger : relation->triggers) {
      const auto firing = read_firing(trigger);
      if (trigger.enabled && firing.on_update && firing.of.empty())
        return fmt::format("the trigger {} of {} would answer to every row that is filled", trigger.name,
                           of_table(*relation));
    }
  }
  return "";
}

}  // namespace fix
