#include "app/load_runbook.h"

#include <set>

#include "runner/step_files.h"

namespace app {

// What a fence finds in its environment: what we have in ours, [variables] and --set.
static std::set<std::string> names_given(Project& project, const std::vector<std::string>& set) {
  std::set<std::string> out;
  for (const auto& each : set) out.insert(each.substr(0, each.find('=')));
  for (const auto& [name, variable] : project.config().run.variables) out.insert(name);
  return out;
}

runbook::Runbook load_runbook(Project& project, const std::string& file, const std::filesystem::path& folder,
                              const std::vector<std::string>& set) {
  const auto& environment = project.inherited();
  auto files = runner::files_around(folder, environment);
  files.is_set = [&environment, given = names_given(project, set)](const std::string& name) {
    return given.contains(name) || environment.find(name).has_value();
  };
  return runbook::load(file, files);
}

}  // namespace app
