// What the server refuses of ALTER COLUMN … TYPE. Inside this room only.
#pragma once

#include "impact/analyze/effects_builder.h"

namespace impact {

void refuse_retyping(EffectsBuilder& builder, const pg::Relation& relation, const sql::AlterTable& alter,
                     const sql::AlterTableCommand& command, const pg::Column& column);

}  // namespace impact
