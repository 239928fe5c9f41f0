// Times and spans as options take them.
#pragma once

#include <string>

#include "base/clock.h"

namespace cli {

/// A time with its offset, as --at takes it. Throws Error{Code::usage}.
base::Instant time_given(const std::string& text);

}  // namespace cli
