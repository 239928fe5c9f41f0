// What the server refuses of one action of ALTER TABLE. Inside this room only.
#pragma once

#include "impact/analyze/gathering.h"

namespace impact {

void refuse_action(Gathering& gathering, const pg::Relation& relation, const sql::AlterTable& alter,
                   const sql::AlterTableCommand& command);

}  // namespace impact
