// What the server refuses of a new table. Inside this room only.
#pragma once

#include "impact/analyze/effects_builder.h"

namespace impact {

void refuse_table(EffectsBuilder& builder, const sql::CreateTable& create);

/// Whether a name in REFERENCES is the table that is being made.
bool refers_to_itself(const sql::CreateTable& create, const sql::QualifiedName& name, const pg::Catalog& catalog);

}  // namespace impact
