// What the server will refuse, as a value: decisions turn on its SQLSTATE, its kind and the objects it is about. The
// sentence is made where a person reads it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pg/catalog.h"

namespace impact {

/// What is wrong, coarser than a SQLSTATE and the same for things of every kind.
enum class ErrorKind {
  missing,       // something that it names is not there
  duplicate,     // what it makes is there already
  wrong_object,  // a view where a table is asked for
  dependency,    // others depend on what it drops or changes
  privilege,     // the role may not
  rows,          // rows that are there, or that it writes, break a constraint
  definition,    // what it defines does not hold together: types, keys, expressions, bounds
  state,         // the object is not in the state that it needs
  transaction,   // not inside a transaction block
  syntax,        // the server's grammar does not know it
  unsupported,   // the server does not do it
  raised,        // code of the schema's own raises an exception
};
/// "missing" for ErrorKind::missing: the name used in JSON.
std::string_view name(ErrorKind kind);

/// What an error is about.
struct ErrorObject {
  std::string kind = {};  // as PostgreSQL words it: "table", "column", "constraint", "role"
  pg::Name name = {};     // of a part of a relation: the relation's; without a schema where it is in none
  std::string part = {};  // of a relation: the column, constraint, trigger, policy, rule
  std::string of = {};    // a part: the kind of what it is a part of, "table"
  bool operator==(const ErrorObject&) const = default;
};
/// As the details of PostgreSQL's errors name it: "column total of table orders".
std::string description(const ErrorObject& object);

struct ExpectedError {
  std::string sqlstate;
  ErrorKind kind = ErrorKind::definition;
  ErrorObject object = {};
  std::vector<ErrorObject> others = {};  // which it is also about: those that depend on what goes
  std::string message = {};              // PostgreSQL's own, word for word
  std::string detail = {};  // what explains it: PostgreSQL's DETAIL, or more than the server says; may be empty

  /// The same with a detail, and with one object more.
  ExpectedError with(std::string explained) &&;
  ExpectedError about(ErrorObject other) &&;
};

/// The one sentence that people read: lower case, no full stop.
std::string sentence(const ExpectedError& error);

/// Whether it is about one of these names, as an object or as a part of one.
template <class Names>
bool is_about(const ExpectedError& error, const Names& names) {
  const auto named = [&](const ErrorObject& object) {
    return names.contains(object.name.name) || (!object.part.empty() && names.contains(object.part));
  };
  if (named(error.object)) return true;
  for (const auto& other : error.others) {
    if (named(other)) return true;
  }
  return false;
}

}  // namespace impact
