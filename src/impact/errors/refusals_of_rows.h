// What the server refuses of queries and writes whatever the rows are. Inside this room only.
#pragma once

#include "impact/analyze/gathering.h"

namespace impact {

void refuse_rows(Gathering& gathering);

}  // namespace impact
