// Connection poolers: which of them give a session a server process of its own.
#pragma once

#include "pg/session.h"

namespace pg {

/// Throws Error{Code::configuration} where `session` is answered by server processes that other clients get in
/// between (a pooler in transaction or statement mode): nothing that a session sets or locks holds there, and others
/// get it. Sets nothing itself. Costs nothing without a pooler.
void refuse_shared_backends(Session& session);

}  // namespace pg
