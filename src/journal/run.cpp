// Which run and step this process belongs to.
#include <cstdlib>
#include <random>

#include <fmt/chrono.h>
#include <fmt/format.h>

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

std::string current_run() {
  return variable("LOCKKEEPER_RUN");
}

std::string current_step() {
  return variable("LOCKKEEPER_STEP");
}

}  // namespace journal
