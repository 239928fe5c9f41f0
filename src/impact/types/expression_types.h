// The type of an expression, found as the server finds it: which operator and which function is meant, which casts
// lie between. What cannot be told stays unknown. Inside this room only.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "impact/errors/sqlstates.h"
#include "impact/types/types.h"
#include "pg/catalog.h"
#include "sql/expression_tree.h"

namespace impact {

/// What is refused of an expression for certain, in PostgreSQL's words.
struct Misfit {
  Sqlstate state = sqlstate::datatype_mismatch;
  std::string message = {};  // "operator does not exist: jsonb + integer"; empty: nothing
  [[nodiscard]] bool empty() const { return message.empty(); }
};

struct Typed {
  enum class Known { no, literal, yes };  // literal: 'abc' or NULL, which takes the type that is wanted
  Known known = Known::no;
  TypeName type = {};
  Misfit refused = {};
  std::string unstable = {};  // gives something else at another time or in another session: "date to text"
};

/// The types of the columns by name, as format_type writes them; nothing where a name is not known.
using ColumnTypes = std::function<std::optional<std::string>(std::string_view)>;

Typed type_of(const sql::ExpressionTree& tree, const ColumnTypes& columns, const pg::Catalog& catalog);

enum class Passage { none, explicit_cast, assignment, implicit };
struct Way {
  std::optional<Passage> passage = {};  // nothing: not known
  bool stable = true;                   // the same in every session
};
/// How a value of one type gets to another: with which cast, at least.
Way way_between(const TypeName& from, const TypeName& to, const pg::Catalog& catalog);

/// Certain that what the expression gives cannot be put in a column of the type.
bool cannot_be_assigned(const Typed& value, const TypeName& to, const pg::Catalog& catalog);
/// Certain that values of the type are not ordered by a collation.
bool has_no_collation(std::string_view type, const pg::Catalog& catalog);
/// Certain that it is no condition.
bool is_no_condition(const Typed& value, const pg::Catalog& catalog);

}  // namespace impact
