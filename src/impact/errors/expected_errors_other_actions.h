// What the server refuses of actions of ALTER TABLE on neither columns nor constraints: rules, CLUSTER ON, REPLICA
// IDENTITY, OWNER TO, tablespaces, access methods, OF. Inside this room only.
#pragma once

#include "impact/analyze/effects_builder.h"

namespace impact {

void refuse_other(EffectsBuilder& builder, const pg::Relation& relation, const sql::AlterTableCommand& command);

}  // namespace impact
