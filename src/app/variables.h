// The values that a run's fences find in their environment, and which of them nobody may see.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/project.h"
#include "runner/run.h"
#include "runner/secrets.h"

namespace app {

/// [variables] of lockkeeper.toml with what `set` gives ("NAME=value" each) and the run had before; checked against
/// their types. Throws Error{Code::usage} for a value that does not fit or is missing.
std::vector<runner::Variable> variables_from(Project& project, const std::vector<std::string>& set,
                                             const std::map<std::string, std::string>& from_run);

/// The values of variables declared secret: those that lockkeeper.toml and the environment have, and of those that
/// `run` was given at another terminal what stands in `data`.
runner::Secrets secrets_known(Project& project, const std::string& run, const base::Json& data);

}  // namespace app
