// Who has which role, as lockkeeper.toml says it.
#pragma once

#include <vector>

#include "config/config.h"
#include "runner/run.h"

namespace app {

/// One for each role of each person.
std::vector<runner::Person> people_of(const config::Run& config);

}  // namespace app
