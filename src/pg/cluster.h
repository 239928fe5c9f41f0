// Which server this is, by whatever address it was reached.
#pragma once

#include <string>

#include "pg/session.h"

namespace pg {

/// The system identifier, as initdb gave it and every physical copy has it; "" where this role may not read it, which
/// everybody may unless somebody took that right away.
std::string cluster_of(Session& session);

}  // namespace pg
