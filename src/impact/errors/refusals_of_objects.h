// What the server refuses of roles, functions, comments, publications and the like. Inside this room only.
#pragma once

#include "impact/analyze/gathering.h"

namespace impact {

void refuse_objects(Gathering& gathering);

}  // namespace impact
