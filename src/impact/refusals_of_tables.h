// What the server refuses of a new table. Inside this room only.
#pragma once

#include "impact/gathering.h"

namespace impact {

void refuse_table(Gathering& gathering, const sql::CreateTable& create);

}  // namespace impact
