#include "app/load_runbook.h"

#include "runner/step_files.h"

namespace app {

runbook::Runbook load_runbook(Project& project, const std::string& file, const std::filesystem::path& folder) {
  return runbook::load(file, runner::files_around(folder, project.inherited()));
}

}  // namespace app
