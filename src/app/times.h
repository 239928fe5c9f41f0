// Times as people give them.
#pragma once

#include <string>

#include "app/project.h"
#include "base/clock.h"

namespace app {

/// A time as --at takes it. One without its offset is of the zone that messages have (messages.timezone), and that is
/// said. Throws Error{Code::usage} for what is no time, or is none or two in that zone.
base::Instant time_given(Project& project, const std::string& text);

}  // namespace app
