// An expression taken apart into plain values, for whoever knows the schema and can say more about it than the
// parser.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sql {

struct ExpressionTree {
  enum class Kind {
    column,    // name; table where it was written
    constant,  // name: its text without quotes; type: "integer", "numeric", "boolean", "bit", empty for a quoted one
    null,
    cast,       // type, of the one part
    collate,    // the one part, ordered otherwise
    call,       // name, schema where it was written
    operation,  // name: "+", "||", "like", "in", "between"; one part for a sign or a postfix
    logic,      // name: "and", "or", "not", "is null", "is true"
    choice,     // CASE: pairs of condition and result, then the ELSE where there is one; `against`: CASE x WHEN …
    coalesce,   // also greatest and least; name says which
    array,      // ARRAY[…]
    row,
    now,  // current_date and its like; name
    subquery,
    field,  // (x).y, x[1]
    other,
  };
  Kind kind = Kind::other;
  std::string name = {};
  std::string schema = {};  // of a call, an operator; the table of a column
  std::string type = {};    // of a cast, as written: "varchar(5)"; of a constant
  std::vector<ExpressionTree> parts = {};
  bool otherwise = false;  // the last part of a choice is its ELSE
  bool against = false;    // the first part of a choice is what all are compared with
};

/// The expression; `other` where it does not parse, is too deep to be worth a look, or is something not listed above.
ExpressionTree expression_tree(std::string_view expression);

/// An expression in a definition, and where it stands there.
struct PlacedTree {
  enum class Place { key, condition, check, standard, generated, retyped, statistics };
  Place place = Place::key;
  std::string column = {};          // key: a plain column; standard, generated, retyped: the column it is for
  std::string type = {};            // that the definition gives to that column; empty where it gives none
  std::string method = {};          // key, condition: "gin"
  std::string operator_class = {};  // key, where it is written
  bool ordered = false;             // key: ASC, DESC or NULLS is written
  std::string constraint = {};      // check: its name
  ExpressionTree tree = {};         // key of a plain column: that column
};

/// The expressions of the first statement of the text: keys and condition of an index; CHECK, DEFAULT, GENERATED and
/// USING of CREATE TABLE and ALTER TABLE; what CREATE STATISTICS is over. Empty where it does not parse.
std::vector<PlacedTree> trees_in(std::string_view statement);

/// A parameter of a function.
struct Parameter {
  char mode = 'i';  // pg_proc.proargmodes: in, out, b both, v variadic, t table
  std::string name = {};
  std::string type = {};  // as written
  bool has_default = false;
};
struct Routine {
  std::vector<Parameter> parameters = {};  // those of RETURNS TABLE too
  std::string result = {};                 // RETURNS, without SETOF; empty where there is none
  bool set = false;                        // SETOF or TABLE
};
/// What CREATE FUNCTION or CREATE PROCEDURE says; nothing where it does not parse.
std::optional<Routine> routine_in(std::string_view statement);

}  // namespace sql
