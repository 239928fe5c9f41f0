// What the server refuses of ALTER COLUMN … TYPE. Inside this room only.
#pragma once

#include "impact/analyze/gathering.h"

namespace impact {

void refuse_retyping(Gathering& gathering, const pg::Relation& relation, const sql::AlterTable& alter,
                     const sql::AlterTableCommand& command, const pg::Column& column);

}  // namespace impact
