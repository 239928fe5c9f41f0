// What a server that has not answered for long does, seen from outside.
#pragma once

#include <stop_token>

#include "pg/session.h"

namespace pg {

enum class Seen {
  working,      // on our statement, or it cannot be told
  waiting,      // for us: our statement or its answer was lost on the way
  gone,         // its process
  unreachable,  // nobody answers
};

/// Asks about the server process `backend` on a connection of its own, within some seconds. A stop ends it with
/// `working`.
Seen look_from_outside(const Options& options, int backend, const std::stop_token& stop);

}  // namespace pg
