// How fast the server works: what estimates rest on.
#pragma once

#include <optional>

#include "app/project.h"
#include "rates/rates.h"

namespace app {

/// The newest measurement of the server that the journal holds.
std::optional<rates::Measured> rates(Project& project);

/// Measures the server, with a table of so many rows, and keeps the result. Asks; nothing where that is declined.
std::optional<rates::Measured> measure_rates(Project& project, long long rows);

}  // namespace app
