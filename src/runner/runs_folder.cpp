#include "runner/runs_folder.h"

#include "base/files.h"

namespace runner {

std::filesystem::path RunsFolder::locks_of(const std::string& runbook) const {
  return path_ / base::sha256(runbook).substr(0, 16);
}

}  // namespace runner
