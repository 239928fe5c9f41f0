// What the run's database says of what people tick, asked when they do.
#pragma once

#include <functional>
#include <vector>

#include "app/project.h"
#include "facts/fact.h"

namespace app {

/// For runner::Settings::look. Asks in a session of its own, with a short timeout; what cannot be asked is noted with
/// its reason. `project` has to outlive the result.
std::function<void(const std::vector<facts::Claim>&, facts::Evidence&)> look_at(Project& project);

}  // namespace app
