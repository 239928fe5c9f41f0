// What undoing takes along: rows and values that were written since.
#pragma once

#include <string>
#include <vector>

#include "pg/session.h"
#include "plan/plan.h"

namespace app {

/// A sentence part each: "12 rows of public.notes", "3 values of public.users.phone". Counted on the server, with a
/// limit of time; nothing for undos that cannot be read or take nothing.
std::vector<std::string> losses_of(pg::Session& session, const std::vector<plan::Undo>& undos);

}  // namespace app
