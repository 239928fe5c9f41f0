// A type change that writes the table anew: a new column beside the old one, kept in step by a trigger, filled in
// batches, swapped by rename; the old one goes in a later file (expand and contract).
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "fix/batches.h"
#include "fix/carry.h"
#include "fix/constraint.h"
#include "fix/indexes.h"
#include "fix/names.h"
#include "fix/pinned.h"
#include "fix/split_alter_table.h"
#include "fix/together.h"
#include "fix/tokens.h"
#include "impact/simulate/schema.h"
#include "pg/session.h"

namespace fix {

namespace {

struct Changing {
  const Subject& subject;
  const pg::Relation& table;
  const pg::Column& column;
  BatchKey key;
  std::string type;        // the new one, as written
  std::string expression;  // the new value from the old row
  std::vector<const pg::Index*> indexes = {};
  bool by_cast = false;         // and nothing but a cast leads to it
  std::string fresh_name = {};  // the new column's name until the swap
  std::string stale_name = {};  // the old one's afterwards
  std::string fresh = {};       // both quoted
  std::string stale = {};
  std::string value = {};    // the new one's default; empty: none
  std::string trigger = {};  // its name

  [[nodiscard]] std::string quoted() const { return pg::quote_identifier(column.name); }
  [[nodiscard]] std::string alter() const { return "ALTER TABLE " + table.name.text() + " "; }
  [[nodiscard]] std::string function() const { return pg::Name{table.name.schema, subject.helper + "_sync"}.text(); }
  [[nodiscard]] std::string new_index(std::size_t at) const {
    return fmt::format("{}_index_{}", subject.helper, at + 1);
  }
  [[nodiscard]] std::string old_index(std::size_t at) const {
    return fmt::format("{}_old_{}", subject.helper, at + 1);
  }
  [[nodiscard]] std::string in_schema(const std::string& name) const {
    return pg::Name{table.name.schema, name}.text();
  }
};

}  // namespace

// The names in the expression mean what they do in the migration, whoever writes the row.
static std::string path_of_names(const pg::Catalog& catalog) {
  auto path = catalog.search_path;
  const bool guessed = !catalog.has_server() && path == std::vector<std::string>{"public"};
  if (path.empty() || guessed) return "FROM CURRENT";
  std::erase(path, "");  // SET search_path = ''
  return "= " + (path.empty() ? "''" : pg::search_path_of(path));
}

// Whoever writes the row: 2025-01-01 00:00 is another moment in another time zone.
static std::string settings_of(const Changing& change) {
  std::string text;
  for (const auto& name : parameters_of(change.column.type, change.type, change.by_cast))
    text += fmt::format(" SET {} FROM CURRENT", name);
  return text;
}

// A trigger that computes one column from the row. The row is given the table's name, so that an expression finds its
// columns however it names them; a column may be called as a variable of PL/pgSQL is (found).
static std::vector<std::string> keep_in_step(const Changing& change, const std::string& target,
                                             const std::string& expression) {
  return {fmt::format("CREATE FUNCTION {}() RETURNS trigger LANGUAGE plpgsql SET search_path {}{} AS $sync$\n"
                      "#variable_conflict use_column\n"
                      "BEGIN\n"
                      "  NEW.{} := (SELECT {} FROM (SELECT NEW.*) AS {});\n"
                      "  RETURN NEW;\n"
                      "END\n"
                      "$sync$",
                      change.function(), path_of_names(change.subject.catalog), settings_of(change), target,
                      expression, pg::quote_identifier(change.table.name.name)),
          fmt::format("CREATE TRIGGER {} BEFORE INSERT OR UPDATE ON {} FOR EACH "
                      "ROW EXECUTE FUNCTION {}()",
                      pg::quote_identifier(change.trigger), change.table.name.text(), change.function())};
}

static std::vector<std::string> stop_keeping(const Changing& change) {
  return {fmt::format("DROP TRIGGER {} ON {}", pg::quote_identifier(change.trigger), change.table.name.text()),
          fmt::format("DROP FUNCTION {}()", change.function())};
}

static void append(std::vector<std::string>& all, const std::vector<std::string>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

static std::string rename(const Changing& change, const std::string& from, const std::string& to) {
  return fmt::format("{}RENAME COLUMN {} TO {}", change.alter(), from, to);
}

static std::string back(const Changing& change) {
  return fmt::format("{}::{}", change.quoted(), change.column.type);
}

// Words of the grammar and types are written like columns that are called so: DESC, NULLS FIRST, ::text, ::timestamp
// without time zone, AT TIME ZONE. A column whose name is reserved is quoted.
static bool is_column(const Tokens& tokens, std::size_t at, const std::string& column) {
  if (!tokens.is_name(at) || tokens.name(at) != column || tokens.is_symbol(at + 1, '(')) return false;
  if (at > 0 && (tokens.is_symbol(at - 1, ':') || tokens.is_symbol(at - 1, '.'))) return false;
  for (const std::string_view reserved :
       {"all",  "and",     "any",  "array", "asc",  "case",  "cast",  "collate", "desc",  "distinct",
        "else", "end",     "from", "ilike", "in",   "is",    "like",  "not",     "null",  "on",
        "or",   "similar", "some", "then",  "true", "false", "using", "when",    "where", "with"}) {
    if (tokens.is(at, reserved)) return false;
  }
  const auto before = at > 0 ? at - 1 : tokens.size();
  const bool order = tokens.is(before, {"nulls", "first"}) || tokens.is(before, {"nulls", "last"}) ||
                     tokens.is(at, {"nulls", "first"}) || tokens.is(at, {"nulls", "last"});
  const bool zone =
      tokens.is(at, {"at", "time", "zone"}) || tokens.is(at, {"time", "zone"}) || tokens.is(before, {"time", "zone"});
  return !order && !zone;
}

static bool is_over(const pg::Index& index, const std::string& column) {
  const auto apart = take_index_apart(index.definition);
  const Tokens tokens(apart.behind_table);
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    if (is_column(tokens, at, column)) return true;
  }
  return false;
}

// The index's definition with the column, wherever it stands, called otherwise.
static std::string index_over(const Changing& change, const pg::Index& index, const std::string& name,
                              const std::string& column) {
  const auto apart = take_index_apart(index.definition);
  std::string behind = apart.behind_table;
  for (std::size_t at = 0;; ++at) {
    const Tokens tokens(behind);
    if (at >= tokens.size()) break;
    if (is_column(tokens, at, change.column.name)) behind = tokens.with(at, at + 1, column);
  }
  if (!index.tablespace.empty()) {
    const Tokens tokens(behind);
    const auto where = tokens.find({"where"});
    behind = fmt::format("{} TABLESPACE {}{}{}", tokens.slice(0, where), pg::quote_identifier(index.tablespace),
                         where < tokens.size() ? " " : "", tokens.from(where));
  }
  return fmt::format("CREATE {}INDEX CONCURRENTLY {} ON {} {}", apart.unique ? "UNIQUE " : "",
                     pg::quote_identifier(name), change.table.name.text(), behind);
}

static Batching batches(const Changing& change, const std::string& target, const std::string& expression) {
  return {.table = change.table.name,
          .key = change.key,
          .rows = change.subject.settings.batch_rows,
          .helper = change.subject.helper,
          .alias = pg::quote_identifier(change.table.name.name),
          .statement = fmt::format("UPDATE {} SET {} = {} WHERE", change.table.name.text(), target, expression)};
}

static Part expand(const Changing& change) {
  Part part{.title = "expand",
            .does = fmt::format("adds a new {} beside the old one, kept in step by a trigger", change.column.name),
            .up = {fmt::format("{}ADD COLUMN {} {}", change.alter(), change.fresh, change.type)},
            .down = stop_keeping(change)};
  append(part.up, keep_in_step(change, change.fresh, change.expression));
  part.down.push_back(fmt::format("{}DROP COLUMN {}", change.alter(), change.fresh));
  return part;
}

static std::vector<std::string> swap_indexes(const Changing& change, bool forth) {
  std::vector<std::string> statements;
  for (std::size_t i = 0; i < change.indexes.size(); ++i) {
    const auto& name = change.indexes[i]->name;
    const auto put = [&](const std::string& from, const std::string& to) {
      statements.push_back(
          fmt::format("ALTER INDEX {} RENAME TO {}", change.in_schema(from), pg::quote_identifier(to)));
    };
    put(name, forth ? change.old_index(i) : change.new_index(i));
    put(forth ? change.new_index(i) : change.old_index(i), name);
  }
  return statements;
}

// From 18 on NOT NULL is a constraint with a name, which does not follow when its column is renamed.
static std::vector<std::string> swap_not_null(const Changing& change, bool forth) {
  const auto own =
      std::find_if(change.table.constraints.begin(), change.table.constraints.end(), [&](const auto& one) {
        return one.kind == pg::ConstraintKind::not_null &&
               one.columns == std::vector<std::string>{change.column.name};
      });
  if (own == change.table.constraints.end()) return {};
  const auto name_of = [&](std::string_view which) {
    return object_name(change.table.name.name, which == "new" ? change.fresh_name : change.stale_name, "not_null");
  };
  const auto put = [&](const std::string& from, const std::string& to) {
    return fmt::format("{}RENAME CONSTRAINT {} TO {}", change.alter(), pg::quote_identifier(from),
                       pg::quote_identifier(to));
  };
  if (!forth) return {put(own->name, name_of("new")), put(name_of("old"), own->name)};
  // Without an undo the old column has lost its own.
  if (!change.subject.undoable) return {put(name_of("new"), own->name)};
  return {put(own->name, name_of("old")), put(name_of("new"), own->name)};
}

// Behind the DROP TRIGGER, whose lock keeps others out. One that was made since the file was written may change the
// row behind ours, or name the old column.
static std::string refuse_new_triggers(const pg::Relation& table) {
  std::vector<std::string> names;
  for (const auto& trigger : table.triggers) names.push_back(pg::quote_literal(trigger.name));
  return fmt::format(
      "DO $check$\n"
      "DECLARE fresh text := (SELECT pg_catalog.string_agg(tgname, ', ') FROM pg_catalog.pg_trigger\n"
      "  WHERE tgrelid = {}::pg_catalog.regclass AND NOT tgisinternal\n"
      "    AND tgname !~ '^(z+_|~+)?lk_[a-z0-9_]+_sync$'\n"
      "    AND tgname <> ALL (ARRAY[{}]::pg_catalog.name[]));\n"
      "BEGIN\n"
      "  IF fresh IS NOT NULL THEN\n"
      "    RAISE EXCEPTION 'a trigger was made on % since this file was written: %', {}, fresh\n"
      "      USING HINT = 'See whether it changes the row or names the column; where it is right for the new one as "
      "well, add it to the names in this file.';\n"
      "  END IF;\n"
      "END\n"
      "$check$",
      pg::quote_literal(table.name.text()), fmt::join(names, ", "), pg::quote_literal(table.name.text()));
}

static Part swap(const Changing& change) {
  const auto name = change.quoted();
  Part part{.title = "swap",
            .does = fmt::format("puts the new {} in the place of the old one", change.column.name),
            .alone = true,
            .up = stop_keeping(change),
            .down = stop_keeping(change)};
  if (change.subject.catalog.has_server()) part.up.push_back(refuse_new_triggers(change.table));
  append(part.up, {rename(change, name, change.stale), rename(change, change.fresh, name)});
  append(part.down, {rename(change, name, change.fresh), rename(change, change.stale, name)});
  if (!change.value.empty()) {
    part.up.push_back(fmt::format("{}ALTER COLUMN {} SET DEFAULT {}", change.alter(), name, change.value));
    part.down.push_back(fmt::format("{}ALTER COLUMN {} DROP DEFAULT", change.alter(), change.fresh));
  }
  if (const auto& value = change.column.default_expression) {
    part.up.push_back(fmt::format("{}ALTER COLUMN {} DROP DEFAULT", change.alter(), change.stale));
    part.down.push_back(fmt::format("{}ALTER COLUMN {} SET DEFAULT {}", change.alter(), name, *value));
  }
  append(part.up, carried(change.table, change.column, name));
  append(part.up, swap_indexes(change, true));
  append(part.down, swap_indexes(change, false));
  for (const auto* index : change.indexes) {
    append(part.up, carried(change.table, *index));
    append(part.down, carried(change.table, *index));
  }
  if (change.subject.undoable) {
    append(part.up, keep_in_step(change, change.stale, back(change)));
    append(part.down, keep_in_step(change, change.fresh, change.expression));
  } else if (change.column.not_null) {
    part.up.push_back(fmt::format("{}ALTER COLUMN {} DROP NOT NULL", change.alter(), change.stale));
  }
  append(part.up, swap_not_null(change, true));
  if (change.subject.undoable) append(part.down, swap_not_null(change, false));
  return part;
}

// The way back from the contraction: the old column again, filled from the new one.
static std::vector<std::string> expand_back(const Changing& change) {
  std::vector<std::string> down{"BEGIN",
                                fmt::format("{}ADD COLUMN {} {}", change.alter(), change.stale, change.column.type)};
  append(down, carried(change.table, change.column, change.stale));
  append(down, keep_in_step(change, change.stale, back(change)));
  down.emplace_back("COMMIT");
  append(down, in_batches(batches(change, change.stale, back(change))));
  for (std::size_t i = 0; i < change.indexes.size(); ++i)
    down.push_back(index_over(change, *change.indexes[i], change.old_index(i), change.stale));
  if (change.column.not_null) {
    const auto name = pg::quote_identifier(object_name(change.table.name.name, change.column.name, "is_not_null"));
    append(down,
           {fmt::format("{}ADD CONSTRAINT {} CHECK ({} IS NOT NULL) NOT VALID", change.alter(), name, change.stale),
            fmt::format("{}VALIDATE CONSTRAINT {}", change.alter(), name), "BEGIN",
            fmt::format("{}ALTER COLUMN {} SET NOT NULL", change.alter(), change.stale),
            fmt::format("{}DROP CONSTRAINT {}", change.alter(), name), "COMMIT"});
  }
  return down;
}

static Part contract(const Changing& change) {
  Part part{.title = "contract",
            .does = fmt::format("drops the old {}, once nobody goes back to it any more", change.column.name),
            .alone = true,
            .contract = true};
  if (change.subject.undoable) {
    part.up = stop_keeping(change);
    part.down = expand_back(change);
  }
  part.up.push_back(fmt::format("{}DROP COLUMN {}", change.alter(), change.stale));
  return part;
}

static bool is_in(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Triggers fire in the order of their names, byte by byte: ours comes last, so that it sees what the others make of
// the row. Empty where no name does.
static std::string last_trigger(const Subject& subject) {
  const auto comes_last = [&](const std::string& name) {
    return std::all_of(subject.table->triggers.begin(), subject.table->triggers.end(),
                       [&](const auto& other) { return other.name < name; });
  };
  for (const std::string_view prefix : {"", "z_", "zz_", "zzzz_", "~", "~~~~"}) {
    auto name = fmt::format("{}{}_sync", prefix, subject.helper);
    if (comes_last(name)) return name;
  }
  return "";
}

static std::string why_not_last(const Subject& subject) {
  if (!last_trigger(subject).empty()) return "";
  const auto& triggers = subject.table->triggers;
  const auto last = std::max_element(triggers.begin(), triggers.end(),
                                     [](const auto& one, const auto& other) { return one.name < other.name; });
  return fmt::format(
      "triggers fire in the order of their names, and the one that keeps the two in step cannot come "
      "after {}, which may change the row once more",
      last->name);
}

// An expression means what it does by the types that it was written for, and the server reads it anew at every
// change: what it makes of the type in between is not known here.
static std::string why_not_twice(const Subject& subject, const pg::Column& column) {
  if (!subject.used_names.contains(object_name(column.name, "", "new"))) return "";
  for (const auto& index : subject.table->indexes) {
    const bool plain =
        std::ranges::none_of(index.columns, [](const auto& each) { return each.find('(') != std::string::npos; }) &&
        index.definition.find(" WHERE ") == std::string::npos;
    if (!plain && is_over(index, column.name))
      return fmt::format(
          "the migration has changed its type before, and the expressions of {} rest on it: change it once",
          index.name);
  }
  return "";
}

// What hangs on the column and would not come along.
static std::string obstacle(const Subject& subject, const pg::Column& column) {
  const auto& table = *subject.table;
  if (subject.is_partitioned() || table.partition_of || !table.inherits.empty() ||
      !impact::descendants(table.name, subject.catalog).empty())
    return "its table has partitions or heirs";
  if (column.identity ||
      (column.default_expression && column.default_expression->find("nextval") != std::string::npos))
    return "its numbers come from a sequence that belongs to it";
  if (column.generated) return "it is generated";
  for (const auto& constraint : table.constraints) {
    const bool named =
        is_in(constraint.columns, column.name) ||
        (constraint.kind == pg::ConstraintKind::check && impact::mentions(constraint.definition, column.name));
    if (named && constraint.kind != pg::ConstraintKind::not_null)
      return fmt::format("the constraint {} is over it", constraint.name);
  }
  for (const auto& reference : impact::references_to(table.name, subject.catalog)) {
    if (is_in(reference.constraint->referenced_columns, column.name))
      return fmt::format("the foreign key {} of {} points at it", reference.constraint->name,
                         reference.child->name.text());
  }
  const auto views = impact::views_using(table.name, column.name, subject.catalog, true);
  if (!views.empty()) return fmt::format("the view {} reads it", views.front()->name.text());
  if (const auto why = why_not_carried(table, column, subject.catalog); !why.empty()) return why;
  if (const auto why = why_not_filled(table, subject.catalog); !why.empty()) return why;
  if (const auto why = why_not_last(subject); !why.empty()) return why;
  if (const auto why = why_not_twice(subject, column); !why.empty()) return why;
  if (subject.told)
    return "the same migration changes comments, grants or settings of its "
           "table; do the two in migrations of their own";
  return "";
}

// "total::bigint", "CAST(total AS bigint)": what leads back by a cast as well.
static bool is_cast(const std::string& expression, const pg::Column& column) {
  const Tokens tokens(expression);
  const bool plain = tokens.is_name(0) && tokens.name(0) == column.name && tokens.is_symbol(1, ':');
  const bool spelt = tokens.is(0, "cast") && tokens.is_symbol(1, '(') && tokens.name(2) == column.name &&
                     tokens.is(3, "as") && tokens.behind_bracket(1) >= tokens.size();
  if (spelt) return true;
  for (std::size_t at = 3; plain && at < tokens.size(); ++at) {
    const bool of_type = tokens.is_name(at) || tokens.is_symbol(at, '(') || tokens.is_symbol(at, ')') ||
                         tokens.is_symbol(at, ',') || tokens.is_symbol(at, '[') || tokens.is_symbol(at, ']') ||
                         tokens.is_symbol(at, '.');
    if (!of_type || tokens.is(at, "at")) return false;
  }
  return plain;
}

// A type that the same migration changes twice leaves the first old column until its contraction.
static std::string free_column(const Subject& subject, const std::string& column, std::string_view label) {
  const auto& table = *subject.table;
  auto name = object_name(column, "", label);
  for (int number = 2; table.column(name) || subject.used_names.contains(name); ++number)
    name = object_name(column, "", fmt::format("{}{}", label, number));
  return name;
}

static std::optional<Rewrite> remedy_alter_type(const Subject& subject) {
  const auto* command = subject.command();
  if (!command || command->action != sql::AlterAction::alter_type || !command->column || !subject.table)
    return std::nullopt;
  const auto* column = subject.table->column(command->column->name);
  if (!column || !subject.blocks_for_long()) return std::nullopt;
  const auto why = obstacle(subject, *column);
  const auto key = batch_key(*subject.table);
  if (!why.empty() || !key) {
    return Rewrite{.impossible = fmt::format("a new column cannot take the place of {} by itself: {}. "
                                             "Do what the recipe does by hand (new "
                                             "column, trigger, backfill, swap) and carry that along, "
                                             "or use a maintenance window",
                                             column->name,
                                             why.empty() ? "the table has no primary key to fill it along" : why)};
  }
  const Tokens action(subject.action);
  // Behind the column's name, which may be "type" itself.
  const auto type = action.find({"type"}, action.is(1, "column") ? 3 : 2) + 1;
  const auto until = std::min(action.find({"using"}, type), action.size());
  Changing change{.subject = subject,
                  .table = *subject.table,
                  .column = *column,
                  .key = *key,
                  .type = action.slice(type, until),
                  .expression = until < action.size() ? action.from(until + 1) : ""};
  if (!change.expression.empty() && subject.undoable && !is_cast(change.expression, *column)) {
    return Rewrite{
        .impossible = fmt::format(
            "until the contraction a trigger would keep the old one in step with the new {}, and its value "
            "does not follow from the new one by a cast: the undo of the migration cannot be kept possible "
            "that way. Do it by hand with a trigger that computes it, or take the undo away",
            column->name)};
  }
  change.by_cast = change.expression.empty() || is_cast(change.expression, *column);
  if (change.expression.empty()) {
    const auto collate = std::min(action.find({"collate"}, type), until);
    change.expression = fmt::format("{}::{}", change.quoted(), action.slice(type, collate));
  }
  change.trigger = last_trigger(subject);
  change.value = subject.new_default.value_or(column->default_expression.value_or(""));
  change.fresh_name = free_column(subject, column->name, "new");
  change.stale_name = free_column(subject, column->name, "old");
  change.fresh = pg::quote_identifier(change.fresh_name);
  change.stale = pg::quote_identifier(change.stale_name);
  for (const auto& index : subject.table->indexes) {
    if (is_over(index, column->name)) change.indexes.push_back(&index);
  }

  Rewrite remedy_alter_type;
  remedy_alter_type.steps.emplace_back(expand(change));
  auto fill = batched_part(batches(change, change.fresh, change.expression), "backfill",
                           fmt::format("fills the new {}", column->name));
  fill.nothing_to_undo = "the new column goes with the step before";
  remedy_alter_type.steps.emplace_back(std::move(fill));
  for (std::size_t i = 0; i < change.indexes.size(); ++i) {
    remedy_alter_type.steps.emplace_back(
        Part{.title = fmt::format("index_{}", i + 1),
             .does = fmt::format("builds {} over the new column", change.indexes[i]->name),
             .running = Running::steps,
             .up = {index_over(change, *change.indexes[i], change.new_index(i), change.fresh)},
             .down = {drop_concurrently(change.table.name, change.new_index(i))}});
  }
  if (column->not_null)
    remedy_alter_type.steps.emplace_back(
        Recurse{fmt::format("{}ALTER COLUMN {} SET NOT NULL", change.alter(), change.fresh)});
  remedy_alter_type.steps.emplace_back(swap(change));
  remedy_alter_type.steps.emplace_back(contract(change));
  remedy_alter_type.remarks.push_back(fmt::format("{} becomes the last column of {}{}", column->name,
                                                  subject.table->name.text(),
                                                  subject.undoable ? "; until the contract step every value "
                                                                     "has to fit the old type as well"
                                                                   : ""));
  if (!subject.catalog.has_server())
    remedy_alter_type.remarks.push_back(
        fmt::format("without a database it is not known whether {} has a "
                    "comment, grants or a statistics target of its own: give "
                    "them again, or run this against a database",
                    column->name));
  return remedy_alter_type;
}

extern const Recipe alter_type{.remedy = remedy_alter_type};

}  // namespace fix
