// Tables made, columns and constraints put on them.
#include <algorithm>
#include <cctype>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text.h"
#include "impact/simulate/catalog_update.h"
#include "impact/types/types.h"
#include "pg/session.h"
#include "sql/lexer.h"
#include "sql/query_blocks.h"

namespace impact {

// Where a column's definition begins: behind a bracket, a comma, ADD, COLUMN or EXISTS. Nothing where it stands
// nowhere.
static std::optional<std::size_t> definition_of(std::string_view text, std::string_view column) {
  sql::Lexer lexer(text);
  sql::Token before;
  for (auto token = lexer.next(); token.kind != sql::Token::Kind::end; before = token, token = lexer.next()) {
    const bool is_name = token.kind == sql::Token::Kind::word || token.kind == sql::Token::Kind::quoted;
    if (!is_name || lexer.name(token) != column) continue;
    const auto word = lexer.text(before);
    if (word == "(" || word == "," || lexer.is(before, "add") || lexer.is(before, "column") ||
        lexer.is(before, "exists"))
      return token.begin;
  }
  return std::nullopt;
}

// Calls `look` with each word of the column's definition, the lexer behind it and the depth of brackets, until it
// returns true or the definition ends.
template <class Look>
static void within_definition(std::string_view text, std::string_view column, const Look& look) {
  const auto begin = definition_of(text, column);
  if (!begin) return;
  sql::Lexer lexer(text, *begin);
  int depth = 0;
  for (auto token = lexer.next(); token.kind != sql::Token::Kind::end; token = lexer.next()) {
    const auto word = lexer.text(token);
    depth += word == "(" ? 1 : word == ")" ? -1 : 0;
    if (depth < 0 || (depth == 0 && word == ",") || look(lexer, token, depth)) return;
  }
}

// The name that a column's own constraint is given: "id int CONSTRAINT orders_key PRIMARY KEY". Empty if none.
static std::string written_name(std::string_view text, std::string_view column, std::string_view keyword) {
  std::string name;
  if (!has_words(text, "constraint")) return name;
  within_definition(text, column, [&](sql::Lexer& lexer, const sql::Token& token, int depth) {
    if (depth != 0 || !lexer.is(token, "constraint")) return false;
    const auto written = lexer.next();
    if (lexer.is(lexer.peek(), keyword)) name = lexer.name(written);
    return !name.empty();
  });
  return name;
}

std::string clause(std::string_view text, std::string_view anchor, std::string_view keyword) {
  const std::string lower = base::to_lower(text);
  const auto begin = lower.find(keyword, anchor.empty() ? 0 : definition_of(text, anchor).value_or(0));
  if (begin == lower.npos) return {};
  int depth = 0;
  std::size_t end = begin;
  for (bool quoted = false; end < text.size(); ++end) {
    if (text[end] == '\'') quoted = !quoted;
    if (quoted) continue;
    if (text[end] == '(') ++depth;
    if (text[end] == ')' && --depth < 0) break;
    if (text[end] == ',' && depth == 0) break;
  }
  return std::string(base::trim(text.substr(begin, end - begin)));
}

static pg::ConstraintKind kind_of(sql::ConstraintType type) {
  switch (type) {
    case sql::ConstraintType::check:
      return pg::ConstraintKind::check;
    case sql::ConstraintType::foreign_key:
      return pg::ConstraintKind::foreign_key;
    case sql::ConstraintType::primary_key:
      return pg::ConstraintKind::primary_key;
    case sql::ConstraintType::unique:
      return pg::ConstraintKind::unique;
    case sql::ConstraintType::exclusion:
      return pg::ConstraintKind::exclusion;
    case sql::ConstraintType::not_null:
      return pg::ConstraintKind::not_null;
  }
  return pg::ConstraintKind::check;
}

static std::string_view keyword_of(sql::ConstraintType type) {
  switch (type) {
    case sql::ConstraintType::primary_key:
      return "primary";
    case sql::ConstraintType::unique:
      return "unique";
    case sql::ConstraintType::foreign_key:
      return "references";
    default:
      return "check";
  }
}

static std::string_view label_of(sql::ConstraintType type) {
  switch (type) {
    case sql::ConstraintType::check:
      return "check";
    case sql::ConstraintType::foreign_key:
      return "fkey";
    case sql::ConstraintType::primary_key:
      return "pkey";
    case sql::ConstraintType::unique:
      return "key";
    case sql::ConstraintType::exclusion:
      return "excl";
    case sql::ConstraintType::not_null:
      return "not_null";
  }
  return "check";
}

// A reference to a table without columns means its primary key.
static std::vector<std::string> primary_key_of(const pg::Catalog& catalog, const pg::Name& table) {
  const auto* relation = find_relation(table, catalog);
  if (!relation) return {};
  for (const auto& index : relation->indexes) {
    if (index.primary) return index.columns;
  }
  return {};
}

void hold_not_null(pg::Relation& relation, const std::vector<std::string>& columns) {
  for (auto& column : relation.columns) {
    if (std::find(columns.begin(), columns.end(), column.name) != columns.end()) column.not_null = true;
  }
}

static void put_index_constraint(CatalogUpdate& replay, pg::Relation& relation,
                                 const sql::TableConstraint& constraint, pg::Constraint& made) {
  const bool primary = constraint.type == sql::ConstraintType::primary_key;
  if (!constraint.using_index.empty()) {
    for (auto& index : relation.indexes) {
      if (index.name != constraint.using_index) continue;
      made.columns = index.columns;
      if (made.name.empty()) made.name = index.name;
      index.name = made.name;
      index.primary = primary;
    }
  } else {
    if (made.name.empty())
      made.name = index_name(replay.catalog, relation.name, constraint.columns, label_of(constraint.type));
    pg::Index index{.name = made.name,
                    .columns = constraint.columns,
                    .unique = constraint.type != sql::ConstraintType::exclusion,
                    .primary = primary};
    index.definition = fmt::format("CREATE {}INDEX {} ON {} ({})", index.unique ? "UNIQUE " : "", index.name,
                                   relation.name.text(), fmt::join(index.columns, ", "));
    relation.indexes.push_back(std::move(index));
  }
  if (primary) hold_not_null(relation, made.columns);
}

// The columns that a CHECK names, in the table's order.
static std::vector<std::string> columns_in(std::string_view check, const pg::Relation& relation) {
  std::vector<std::string> columns;
  for (const auto& column : relation.columns) {
    if (mentions(check, column.name)) columns.push_back(column.name);
  }
  return columns;
}

// As ALTER TABLE … ADD CONSTRAINT takes it: an undo says it so.
static std::string definition_of(const sql::TableConstraint& constraint, const std::vector<std::string>& columns) {
  std::vector<std::string> quoted;
  for (const auto& column : columns) quoted.push_back(pg::quote_identifier(column));
  const auto list = fmt::format("{}", fmt::join(quoted, ", "));
  const auto* attributes = constraint.initially_deferred ? " DEFERRABLE INITIALLY DEFERRED"
                           : constraint.deferrable       ? " DEFERRABLE"
                                                         : "";
  switch (constraint.type) {
    case sql::ConstraintType::primary_key:
      return fmt::format("PRIMARY KEY ({}){}", list, attributes);
    case sql::ConstraintType::unique:
      return fmt::format("UNIQUE ({}){}", list, attributes);
    case sql::ConstraintType::not_null:
      return fmt::format("NOT NULL {}", list);
    default:
      return fmt::format("{} ({})", label_of(constraint.type), list);
  }
}

void put_constraint(CatalogUpdate& replay, pg::Relation& relation, const sql::TableConstraint& constraint) {
  pg::Constraint made{.name = constraint.name,
                      .kind = kind_of(constraint.type),
                      .validated = !constraint.not_valid,
                      .columns = constraint.columns,
                      .enforced = !constraint.not_enforced};
  // A column's own constraint has no text of its own: it is looked for behind the column's name.
  const auto text = constraint.text.empty() ? replay.statement.text : std::string_view(constraint.text);
  const auto anchor = constraint.text.empty() && !constraint.columns.empty() ? constraint.columns.front() : "";
  if (constraint.type == sql::ConstraintType::foreign_key && constraint.references) {
    const auto resolved = resolve(*constraint.references, replay.catalog);
    made.references = resolved ? *resolved : created_name(*constraint.references, replay.catalog);
    made.referenced_columns = constraint.referenced_columns.empty() ? primary_key_of(replay.catalog, *made.references)
                                                                    : constraint.referenced_columns;
    made.definition =
        fmt::format("FOREIGN KEY ({}) {}", fmt::join(made.columns, ", "), clause(text, anchor, "references"));
  }
  if (constraint.type == sql::ConstraintType::check) {
    const auto found = clause(text, anchor, "check");
    made.definition = found.size() > 5 ? "CHECK" + found.substr(5) : found;
    made.columns = columns_in(made.definition, relation);
  }
  const bool with_index = constraint.type == sql::ConstraintType::primary_key ||
                          constraint.type == sql::ConstraintType::unique ||
                          constraint.type == sql::ConstraintType::exclusion;
  if (with_index) put_index_constraint(replay, relation, constraint, made);
  if (made.name.empty()) {
    // A CHECK over several columns is called after the table alone.
    const bool alone =
        constraint.type == sql::ConstraintType::check && constraint.columns.empty() && made.columns.size() != 1;
    const auto named_after = constraint.columns.empty() ? made.columns : constraint.columns;
    made.name = constraint_name(replay.catalog, relation.name, alone ? std::vector<std::string>{} : named_after,
                                label_of(constraint.type));
  }
  if (made.definition.empty()) made.definition = definition_of(constraint, made.columns);
  // Not one that is NOT VALID: nothing is proved of the old rows.
  if (made.kind == pg::ConstraintKind::not_null && made.validated) hold_not_null(relation, made.columns);
  relation.constraints.push_back(std::move(made));
}

// GENERATED … AS IDENTITY (SEQUENCE NAME public.numbers)
static std::optional<pg::Name> written_sequence(std::string_view text, const pg::Name& table,
                                                std::string_view column) {
  std::optional<pg::Name> name;
  if (!has_words(text, "sequence name")) return name;
  within_definition(text, column, [&](sql::Lexer& lexer, const sql::Token& token, int) {
    if (!lexer.is(token, "sequence") || !lexer.is(lexer.peek(), "name")) return false;
    lexer.next();
    name = pg::Name{table.schema, lexer.name(lexer.next())};
    if (lexer.text(lexer.peek()) != ".") return true;
    lexer.next();
    name = pg::Name{name->name, lexer.name(lexer.next())};
    return true;
  });
  return name;
}

void put_sequence(CatalogUpdate& replay, const pg::Relation& relation, const std::string& column) {
  const auto name =
      written_sequence(replay.statement.text, relation.name, column)
          .value_or(pg::Name{relation.name.schema, sequence_name(replay.catalog, relation.name, column)});
  replay.catalog.relations[name] = {.name = name, .kind = pg::RelationKind::sequence, .owned_by = relation.name};
  replay.made.push_back(name);
}

void put_column(CatalogUpdate& replay, pg::Relation& relation, const sql::ColumnDefinition& definition) {
  if (relation.columns.size() >= most_columns) return;
  pg::Column column{.name = definition.name, .type = canonical_type(definition.type)};
  column.not_null = definition.not_null || definition.primary_key || definition.serial || definition.identity;
  column.identity = definition.identity;
  column.generated = definition.generated_stored || definition.generated_virtual;
  column.stored = !definition.generated_virtual;
  if (definition.has_default || column.generated)
    column.default_expression = definition.default_text.empty() ? "?" : definition.default_text;
  if (definition.serial)
    column.default_expression =
        fmt::format("nextval('{}'::regclass)", sequence_name(replay.catalog, relation.name, definition.name));
  if (definition.serial || definition.identity) put_sequence(replay, relation, definition.name);
  relation.columns.push_back(std::move(column));

  const auto constrain = [&](sql::ConstraintType type) {
    sql::TableConstraint constraint;
    constraint.type = type;
    constraint.name = written_name(replay.statement.text, definition.name, keyword_of(type));
    constraint.columns = {definition.name};
    if (type == sql::ConstraintType::foreign_key) {
      constraint.references = definition.references;
      constraint.referenced_columns = definition.referenced_columns;
    }
    constraint.not_enforced = constraint.not_valid =
        (type == sql::ConstraintType::foreign_key && definition.references_unenforced) ||
        (type == sql::ConstraintType::check && definition.check_unenforced);
    put_constraint(replay, relation, constraint);
  };
  if (definition.primary_key) constrain(sql::ConstraintType::primary_key);
  if (definition.unique) constrain(sql::ConstraintType::unique);
  if (definition.has_check) constrain(sql::ConstraintType::check);
  if (definition.references) constrain(sql::ConstraintType::foreign_key);
}

static void copy_columns(CatalogUpdate& replay, const pg::Relation& from, pg::Relation& to, bool defaults,
                         bool identities, bool inherited) {
  for (auto column : from.columns) {
    if (to.column(column.name)) continue;
    column.inherited = inherited;
    if (!defaults) column.default_expression.reset();
    if (!identities) column.identity = false;
    if (column.identity) put_sequence(replay, to, column.name);
    to.columns.push_back(std::move(column));
  }
}

static void copy_indexes(CatalogUpdate& replay, const pg::Relation& from, pg::Relation& to) {
  for (auto index : from.indexes) {
    const bool constraint = find_constraint(from, index.name) != nullptr;
    index.name = index_name(replay.catalog, to.name, index.columns,
                            index.primary ? "pkey"
                            : constraint  ? "key"
                                          : "idx");
    index.bytes = 0;
    if (constraint)
      to.constraints.push_back({.name = index.name,
                                .kind = index.primary ? pg::ConstraintKind::primary_key : pg::ConstraintKind::unique,
                                .columns = index.columns});
    to.indexes.push_back(std::move(index));
  }
}

void replay(const sql::CreateTable& create, CatalogUpdate& replay) {
  auto& catalog = replay.catalog;
  const auto name = create.temporary ? pg::Name{"pg_temp", create.table.name} : created_name(create.table, catalog);
  if (catalog.relations.contains(name)) return;
  auto& relation = catalog.relations[name];  // references into a std::map stay good while others come and go
  relation.name = name;
  relation.kind = create.foreign                  ? pg::RelationKind::foreign_table
                  : !create.partition_key.empty() ? pg::RelationKind::partitioned_table
                                                  : pg::RelationKind::table;
  relation.partition_key = create.partition_key;
  relation.partition_bound = create.partition_bound;
  relation.persistence = create.temporary ? 't' : create.unlogged ? 'u' : 'p';
  relation.owner = catalog.role;
  if (create.of_type) relation.of_type = created_name(*create.of_type, catalog);
  replay.made.push_back(name);

  for (std::size_t at = 0; at < create.like.size(); ++at) {
    const auto* source = find_relation(create.like[at], std::as_const(catalog));
    if (!source) continue;
    const bool inherits = at >= create.like_options.size();
    const auto takes = inherits ? sql::LikeOptions{.constraints = true, .defaults = true} : create.like_options[at];
    copy_columns(replay, *source, relation, takes.defaults, takes.identity, inherits);
    if (inherits) relation.inherits.push_back(source->name);
    if (takes.indexes) copy_indexes(replay, *source, relation);
    for (const auto& constraint : source->constraints) {
      if (takes.constraints && constraint.kind == pg::ConstraintKind::check)
        relation.constraints.push_back(constraint);
    }
  }
  if (create.partition_of) {
    if (const auto* parent = find_relation(*create.partition_of, std::as_const(catalog))) {
      relation.partition_of = parent->name;
      relation.default_partition = create.partition_bound == "DEFAULT";
      copy_columns(replay, *parent, relation, true, false, true);
      copy_indexes(replay, *parent, relation);
      for (const auto& constraint : parent->constraints) {
        if (constraint.kind == pg::ConstraintKind::check || constraint.kind == pg::ConstraintKind::foreign_key)
          relation.constraints.push_back(constraint);
      }
    }
  }
  // The columns of a query's result are not known here; a table without columns stands for that.
  if (create.as_query) return;
  relation.columns.reserve(relation.columns.size() + create.columns.size());
  for (const auto& column : create.columns) put_column(replay, relation, column);
  for (const auto& constraint : create.constraints) put_constraint(replay, relation, constraint);
  for (auto& column : relation.columns) column.null_fraction = 0;
}

void replay(const sql::Truncate& truncate, CatalogUpdate& replay) {
  for (const auto& name : truncate.tables) {
    auto* relation = find_relation(name, replay.catalog);
    if (!relation) continue;
    std::vector<pg::Name> emptied{relation->name};
    const bool only = std::ranges::count(truncate.only, name) > 0;
    for (const auto* below : descendants(relation->name, replay.catalog)) {
      if (!only) emptied.push_back(below->name);
    }
    for (const auto& table : emptied) {
      auto& one = replay.catalog.relations.at(table);
      one.estimated_rows = one.heap_bytes = one.total_bytes = 0;
      one.emptied = pg::Emptied::truncated;
    }
  }
}

// DELETE of a whole table leaves no row, unless something else decides what becomes of the rows.
void replay(const sql::Delete& remove, CatalogUpdate& replay) {
  auto* relation = find_relation(remove.table, replay.catalog);
  const auto* scopes = replay.statement.scopes.get();
  if (!relation || remove.has_where || !scopes || scopes->size() != 1) return;
  const auto& scope = scopes->front();
  const bool plain = relation->kind == pg::RelationKind::table && relation->triggers.empty() &&
                     relation->rules.empty() && !relation->row_security;
  if (!plain || !scope.from.empty() || scope.others > 0 || scope.never) return;
  relation->estimated_rows = relation->heap_bytes = relation->total_bytes = 0;
  relation->emptied = pg::Emptied::deleted;
}

// Where a table was emptied before, whether it holds rows now decides what is read of it later on.
void replay(const sql::Insert& insert, CatalogUpdate& replay) {
  auto* relation = find_relation(insert.table, replay.catalog);
  if (!relation || relation->emptied == pg::Emptied::no) return;
  if (relation->emptied == pg::Emptied::deleted) relation->estimated_rows = std::max(relation->estimated_rows, 1LL);
  for (const auto& use : replay.statement.uses) {
    const auto* source = find_relation(use.name, std::as_const(replay.catalog));
    if (source && source != relation)
      relation->estimated_rows = std::max(relation->estimated_rows, rows_of(*source, replay.catalog));
  }
}

}  // namespace impact
