// What the server refuses of expressions: operators and functions that are not there for these types, what is not
// IMMUTABLE where it has to be, values that do not fit their column. Inside this room only.
#pragma once

#include "impact/analyze/effects_builder.h"

namespace impact {

/// Every expression that the statement defines, and every function that it calls.
void refuse_expressions(EffectsBuilder& builder);

/// A column that gets another type: the CHECKs, indexes and statistics over it are made anew from their definitions.
void refuse_dependents(EffectsBuilder& builder, const pg::Relation& relation, const sql::AlterTable& alter,
                       const pg::Column& column, const std::string& type);

/// No operator class by default for the type, for certain.
bool has_no_class(std::string_view method, std::string_view type, const pg::Catalog& catalog);

}  // namespace impact
