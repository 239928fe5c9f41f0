// What the recipes for constraints share.
#pragma once

#include "fix/recipe.h"

namespace fix {

/// The constraint of the type that the statement adds in the ordinary, checking way; null where it is something else.
const sql::TableConstraint* added_constraint(const Subject& subject, sql::ConstraintType type);

/// The table the constraint is for, as far as it is known.
pg::Name table_of(const Subject& subject);

/// "CONSTRAINT name FOREIGN KEY …": the action without ADD, with the name put in where none is written.
std::string named_definition(const Subject& subject, const sql::TableConstraint& constraint, const std::string& name);

/// Added NOT VALID, which checks new rows only, and validated in a transaction of its own.
Rewrite checked_later(const Subject& subject, const sql::TableConstraint& constraint, const std::string& name);

/// VALIDATE CONSTRAINT, as a part that can wait.
Part validation(const Subject& subject, const std::string& table, const std::string& name);

}  // namespace fix
