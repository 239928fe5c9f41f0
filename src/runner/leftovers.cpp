#include "runner/leftovers.h"

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <unistd.h>

#include "base/text.h"

namespace runner {

// Empty where it is not ours to read or gone by now.
static std::string contents(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream out;
  out << stream.rdbuf();
  return out.str();
}

static int parent_of(int pid) {
  const std::string stat = contents(fmt::format("/proc/{}/stat", pid));
  const auto bracket = stat.rfind(')');  // the name before it may hold anything
  if (bracket == std::string::npos || bracket + 4 >= stat.size()) return 0;
  return std::atoi(stat.c_str() + bracket + 4);
}

static std::vector<std::string> processes_of(const std::string& run, const std::string& step) {
  std::set<int> above;
  for (int pid = ::getpid(); pid > 0; pid = parent_of(pid)) above.insert(pid);
  std::vector<std::string> out;
  std::error_code problem;
  for (const auto& entry : std::filesystem::directory_iterator("/proc", problem)) {
    const int pid = std::atoi(entry.path().filename().c_str());
    if (pid <= 0 || above.contains(pid)) continue;
    const std::string environment = '\0' + contents(entry.path() / "environ");
    if (environment.find('\0' + ("LOCKKEEPER_RUN=" + run) + '\0') == std::string::npos) continue;
    if (!step.empty() && environment.find('\0' + ("LOCKKEEPER_STEP=" + step) + '\0') == std::string::npos) continue;
    std::string line = contents(entry.path() / "cmdline");
    for (char& c : line) c = c == '\0' || c == '\n' ? ' ' : c;
    if (line.empty()) continue;  // a zombie
    out.push_back(fmt::format("{} {}", pid, base::shorten(base::trim(line), 80)));
  }
  return out;
}

std::vector<std::string> wait_for_leftovers(const std::string& run, base::Milliseconds patience,
                                            const std::stop_token& stop, const std::string& step) {
  const base::Milliseconds pause(50);
  for (base::Milliseconds waited{0};; waited += pause) {
    auto left = processes_of(run, step);
    if (left.empty() || waited >= patience) return left;
    if (!base::system_clock().sleep(pause, stop)) return left;
  }
}

}  // namespace runner
