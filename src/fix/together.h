// Rows that have to be changed together: what looks across them, and what happens once a statement.
#pragma once

#include <string>

#include "fix/recipe.h"

namespace fix {

/// Why an UPDATE or DELETE of the subject's table cannot be done a batch of rows at a time: a row's new value, or
/// whether it is allowed, rests on other rows of it, on the statement or on the moment. Empty where each row stands
/// by itself.
std::string why_together(const Subject& subject);

/// Why an UPDATE that changes a row which somebody has put in meanwhile does more to it than it did to those before:
/// the new value rests on the old one. `alias`: how it calls its table. Empty where the same row comes out every
/// time.
std::string why_once(const Subject& subject, const std::string& alias);

/// Why filling a column of rows that are there, by UPDATE, would do more than ALTER TABLE does, which nobody notices:
/// triggers and rules that answer to it, row security that hides rows from it. Empty where nothing does.
std::string why_not_filled(const pg::Relation& table, const pg::Catalog& catalog);

}  // namespace fix
