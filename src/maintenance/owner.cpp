#include "maintenance/owner.h"

#include <sstream>

#include <fmt/format.h>

#include "base/error.h"
#include "base/files.h"
#include "base/text.h"

namespace maintenance {

static std::string contents(const std::string& path) {
  try {
    return base::read_file(path);
  } catch (const base::Error&) {
    return {};  // gone between two looks
  }
}

std::optional<Process> process(int pid) {
  if (pid <= 0) return std::nullopt;
  const auto stat = contents(fmt::format("/proc/{}/stat", pid));
  const auto after_name = stat.rfind(')');  // the name in brackets may itself hold brackets and spaces
  if (after_name == std::string::npos) return std::nullopt;
  std::istringstream words(stat.substr(after_name + 1));
  std::vector<std::string> fields;
  for (std::string word; words >> word;) fields.push_back(word);
  constexpr std::size_t start_time = 19;  // field 22 of proc(5), counted from the state
  if (fields.size() <= start_time || fields[0] == "Z" || fields[0] == "X") return std::nullopt;
  const auto boot = contents("/proc/sys/kernel/random/boot_id");
  return Process{pid, fmt::format("{}@{}", fields[start_time], base::trim(boot))};
}

bool lives(const Process& process) {
  return maintenance::process(process.pid) == process;
}

base::Json to_json(const Process& process) {
  return {{"pid", process.pid}, {"born", process.born}};
}

Process process_of(const base::Json& json) {
  return {json.at("pid").get<int>(), json.at("born").get<std::string>()};
}

RunStanding standing_of_run(const std::vector<journal::Event>& events) {
  RunStanding standing;
  for (const auto& event : events) {
    if (event.kind == "run.began" || event.kind == "run.resumed") standing = {.pid = event.pid};
    if (event.kind == "run.finished") {
      standing.over = true;
      standing.passed = event.data.value("state", "") == "passed";
    }
    if (event.kind == "run.paused") standing.paused = true;
  }
  return standing;
}

}  // namespace maintenance
