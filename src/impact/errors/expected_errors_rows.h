// What the server refuses of queries and writes whatever the rows are. Inside this room only.
#pragma once

#include "impact/analyze/effects_builder.h"

namespace impact {

void refuse_rows(EffectsBuilder& builder);

}  // namespace impact
