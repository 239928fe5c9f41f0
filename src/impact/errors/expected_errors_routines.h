// What the server refuses of functions that replace others. Inside this room only.
#pragma once

#include "impact/analyze/effects_builder.h"

namespace impact {

/// CREATE OR REPLACE over a function with the same arguments.
void refuse_replacement(EffectsBuilder& builder, const sql::CreateFunction& create, const pg::Routine& routine);

/// Columns, functions and domains that use the row type of the relation or the type of that name.
struct TypeUsers {
  std::vector<std::pair<const pg::Relation*, std::string>> columns = {};
  std::vector<const pg::Routine*> routines = {};
};
TypeUsers users_of_type(const pg::Name& type, const pg::Catalog& catalog);

}  // namespace impact
