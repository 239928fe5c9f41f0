// Which run and step this process belongs to.
#include <algorithm>
#include <cstdlib>
#include <random>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "base/error.h"
#include "journal/journal.h"

namespace journal {

static std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

std::string new_run_id(base::Instant now) {
  std::random_device random;
  const auto seconds = std::chrono::floor<std::chrono::seconds>(now);
  return fmt::format("{:%Y%m%d-%H%M%S}-{:04x}", fmt::gmtime(std::chrono::system_clock::to_time_t(seconds)),
                     random() & 0xffffU);
}

// Files are named after it, and it comes from the environment.
bool is_run_id(std::string_view text) {
  const auto fits = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' ||
           c == '.';
  };
  return !text.empty() && text.size() <= 100 && text.front() != '.' && std::all_of(text.begin(), text.end(), fits);
}

std::string current_run() {
  auto run = variable("LOCKKEEPER_RUN");
  if (!run.empty() && !is_run_id(run)) {
    throw base::Error{base::Code::usage, fmt::format("LOCKKEEPER_RUN is '{}', which is not the id of a run", run),
                      "Unset it, or set it to an id that 'lockkeeper history' shows."};
  }
  return run;
}

std::string current_step() {
  return variable("LOCKKEEPER_STEP");
}

}  // namespace journal
