// What a statement says of objects beside relations: roles, functions, columns, parts of a table. Read when somebody
// asks, from the statement's text.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sql/statement.h"

namespace sql {

/// A function as DROP, ALTER, COMMENT ON and GRANT name it.
struct RoutineName {
  QualifiedName name = {};
  bool listed = false;                      // f(int), not f
  std::vector<std::string> arguments = {};  // the types' own names, "int4"
  std::string object = {};                  // "FUNCTION", "PROCEDURE", "ROUTINE", "AGGREGATE"
};

struct TriggerFacts {
  QualifiedName function = {};
  std::vector<std::string> columns = {};  // UPDATE OF
  enum class Timing { before, after, instead };
  Timing timing = Timing::after;
  bool row = false;
  bool transitions = false;  // REFERENCING
  bool truncate = false;
};

struct ObjectFacts {
  bool missing_ok = false;
  std::vector<RoutineName> routines = {};
  std::vector<std::string> roles = {};                                 // that have to be there
  std::vector<std::string> new_roles = {};                             // that must not be there
  std::vector<std::pair<QualifiedName, std::string>> columns = {};     // table and column that have to be there
  std::vector<std::pair<QualifiedName, Expression>> expressions = {};  // over the columns of one table
  std::vector<std::pair<QualifiedName, std::string>> parts = {};       // COMMENT ON TRIGGER x ON t: t and x
  std::string object = {};                                             // the word of COMMENT ON: "TRIGGER"
  std::vector<TriggerFacts> triggers = {};
  QualifiedName event_function = {};  // CREATE EVENT TRIGGER
  std::string event = {};
  std::string policy_command = {};  // "insert"; CREATE POLICY
  bool policy_using = false;
  bool policy_check = false;
  std::string neighbour = {};  // ADD VALUE … AFTER this
  std::string index = {};      // CLUSTER … USING
  bool single_column = false;  // CREATE STATISTICS over one plain column
  std::string publication = {};
  std::string publication_action = {};  // "CREATE", "ADD", "DROP", "SET", "ALTER"
  std::vector<QualifiedName> published = {};
  std::string publishes = {};                // its option publish, as written: "insert, update"
  std::string server = {};                   // of CREATE FOREIGN TABLE, or that CREATE SERVER makes
  std::string wrapper = {};                  // of CREATE SERVER
  std::vector<std::string> set_values = {};  // SET x = a, b
};

/// Of the first statement in the text; empty where it does not parse.
ObjectFacts object_facts(std::string_view statement);

}  // namespace sql
