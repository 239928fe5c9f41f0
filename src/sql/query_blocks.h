// Statements on rows, query by query: what each reads from, under which conditions, and what it writes where.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sql/statement.h"

namespace sql {

namespace raw {
struct Node;
}

/// A value that a statement gives to a column.
struct RowValue {
  enum class Kind { constant, null, standard, other };  // standard: DEFAULT; other: an expression
  Kind kind = Kind::other;
  std::string text = {};  // of a constant, without quotes
};

/// One of the conditions that all have to hold (joined by AND).
struct Term {
  std::string table = {};      // as written before the dot, folded; empty if it was not written
  std::string column = {};     // empty: no plain column is compared
  std::string operation = {};  // "=", "<", "<=", ">", ">=", "in", "is null", "is not null", "like"; others as written
  std::vector<std::string> values = {};  // constants it is compared with, without quotes
  std::string call = {};                 // lower(column) = …: "lower"
  bool fixed = false;                    // compared with what is the same for every row: constants, parameters …
  std::pair<std::string, std::string> other = {};  // or with this column: a.x = b.y
  std::vector<std::vector<Term>> branches = {};    // of an OR; the rest is empty then
};

struct FromItem {
  QualifiedName name = {};
  std::string alias = {};  // what its columns are written with
  bool only = false;
  bool sampled = false;       // TABLESAMPLE
  bool locked = false;        // FOR UPDATE and its like
  bool outer_inside = false;  // on the side of an outer join that keeps all its rows
};

/// A column as an expression names it.
struct ColumnUse {
  std::string table = {};
  std::string column = {};
};

/// One query or one writing statement; sub-queries and WITH have scopes of their own.
struct QueryBlock {
  enum class Kind { select, insert, update, remove, merge };
  Kind kind = Kind::select;
  int around = -1;             // the scope whose columns it sees as well; -1: none
  std::string with_name = {};  // WITH x AS (this)
  bool in_exists = false;
  // Reading
  std::vector<FromItem> from = {};  // tables, in order; what a statement writes is not among them
  int others = 0;                   // FROM items that are no tables: sub-queries, functions, names of a WITH
  std::vector<Term> where = {};     // with the conditions of inner joins
  bool has_where = false;
  bool never = false;    // WHERE false, LIMIT 0: no row is looked at
  bool limited = false;  // LIMIT
  bool offset = false;
  bool sorts = false;          // ORDER BY
  std::string sorted_by = {};  // the plain column that it begins with
  bool has_with = false;
  bool gathers = false;                    // GROUP BY, aggregates, DISTINCT, UNION
  std::vector<std::string> extremes = {};  // SELECT min(x), max(y) and nothing else: x, y
  std::vector<ColumnUse> columns_used = {};
  bool locks_rows = false;
  std::vector<std::string> shown = {};  // columns as the select list names them; "*" for all
  std::string copies = {};              // SELECT * FROM x and nothing else: x, a table or a WITH's name
  QualifiedName star = {};              // SELECT * FROM x, whatever its WHERE and its order: x
  // Writing
  QualifiedName target = {};
  std::string target_alias = {};
  bool target_only = false;
  std::vector<std::string> columns = {};         // INSERT (…)
  std::vector<std::vector<RowValue>> rows = {};  // of VALUES, or one of what SELECT gives; the first 100
  bool more_rows = false;
  bool from_query = false;                                 // INSERT … SELECT
  bool standard_values = false;                            // DEFAULT VALUES
  bool overrides = false;                                  // OVERRIDING …
  std::vector<std::pair<std::string, RowValue>> set = {};  // UPDATE, DO UPDATE, MERGE … UPDATE
  enum class Conflict { none, nothing, update };
  Conflict conflict = Conflict::none;
  std::vector<std::string> conflict_columns = {};  // "(…)" for expressions
  bool conflict_partial = false;                   // with a WHERE of its own
  std::string conflict_constraint = {};
  bool returns_all = false;     // RETURNING *
  std::string current_of = {};  // WHERE CURRENT OF cursor
  bool inserts = false;         // MERGE's branches
  bool updates = false;
  bool removes = false;
};

/// The scopes of a statement, those outside before those inside them; of what is not on rows (CREATE VIEW, CREATE
/// TABLE AS, COPY, DECLARE, PREPARE, EXPLAIN) those of the query in it.
std::vector<QueryBlock> row_scopes(const raw::Node* statement);
/// The same of a text, for example a view's definition. Empty where it does not parse.
std::vector<QueryBlock> row_scopes(std::string_view statement);

}  // namespace sql
