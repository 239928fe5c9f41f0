// What the server refuses of one action of ALTER TABLE. Inside this room only.
#pragma once

#include "impact/analyze/effects_builder.h"

namespace impact {

void refuse_action(EffectsBuilder& builder, const pg::Relation& relation, const sql::AlterTable& alter,
                   const sql::AlterTableCommand& command);

}  // namespace impact
