// Which server this is, by whatever address it was reached.
#pragma once

#include <string>

#include "pg/session.h"

namespace pg {

/// The system identifier, as initdb gave it and every physical copy has it; "" where this role may not read it, which
/// everybody may unless somebody took that right away.
std::string system_identifier_of(Session& session);

/// The same, and "host:port" where the role may not read it: managed servers may keep it to themselves. Not to be
/// asked in a transaction: a refusal would end it.
std::string cluster_or_address(Session& session);

}  // namespace pg
