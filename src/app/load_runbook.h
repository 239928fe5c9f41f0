// A runbook as a run in a folder would read it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/project.h"
#include "runbook/runbook.h"

namespace app {

/// With the files that its fences run, as they lie around `folder`, where the run begins. Every command that says
/// what a run will ask reads it so. `set`: variables that the run is given ("NAME=value" or a name alone). Throws as
/// runbook::load.
runbook::Runbook load_runbook(Project& project, const std::string& file,
                              const std::filesystem::path& folder = std::filesystem::current_path(),
                              const std::vector<std::string>& set = {});

}  // namespace app
