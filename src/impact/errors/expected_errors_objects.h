// What the server refuses of roles, functions, comments, publications and the like. Inside this room only.
#pragma once

#include "impact/analyze/effects_builder.h"

namespace impact {

void refuse_objects(EffectsBuilder& builder);

}  // namespace impact
