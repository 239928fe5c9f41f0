// What the server refuses whatever the rows are: things that are missing, there already, of another kind, or needed
// by others. Inside this room only.
#pragma once

#include "impact/analyze/effects_builder.h"

namespace impact {

/// Says so through `fails`, where the catalog is a server's; a schema that was only simulated may have more than it
/// knows. Messages name what is wrong; the judges of the statements go on as if it were not.
void note_refusals(EffectsBuilder& builder);

}  // namespace impact
