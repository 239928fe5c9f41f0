#include "base/process_identity.h"

#include <mutex>
#include <sstream>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>

#include "base/account.h"
#include "base/error.h"
#include "base/files.h"
#include "base/text.h"

namespace base {

static std::string contents(const std::string& path) {
  try {
    return read_file(path);
  } catch (const Error&) {
    return {};  // gone between two looks
  }
}

std::optional<ProcessIdentity> process_identity(int pid) {
  if (pid <= 0) return std::nullopt;
  const auto stat = contents(fmt::format("/proc/{}/stat", pid));
  const auto after_name = stat.rfind(')');  // the name in brackets may itself hold brackets and spaces
  if (after_name == std::string::npos) return std::nullopt;
  std::istringstream words(stat.substr(after_name + 1));
  std::vector<std::string> fields;
  for (std::string word; words >> word;) fields.push_back(word);
  constexpr std::size_t start_time = 19;  // field 22 of proc(5), counted from the state
  if (fields.size() <= start_time || fields[0] == "Z" || fields[0] == "X") return std::nullopt;
  return ProcessIdentity{.host = host_name(),
                         .boot = std::string(trim(contents("/proc/sys/kernel/random/boot_id"))),
                         .pid = pid,
                         .started = std::stoll(fields[start_time])};
}

ProcessIdentity own_identity() {
  static std::mutex mutex;
  static ProcessIdentity known;
  const std::lock_guard lock(mutex);
  const int pid = ::getpid();
  if (known.pid != pid) known = process_identity(pid).value_or(ProcessIdentity{.host = host_name(), .pid = pid});
  return known;
}

}  // namespace base
