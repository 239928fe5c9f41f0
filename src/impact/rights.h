// What a role that is no superuser may not do: to what others own, and without a privilege. Inside this room only.
#pragma once

#include "impact/gathering.h"

namespace impact {

void refuse_rights(Gathering& gathering);

}  // namespace impact
