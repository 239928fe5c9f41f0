#include "journal/run_context.h"

#include <algorithm>
#include <random>

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace journal {

std::string new_run_id(base::Instant now) {
  std::random_device random;
  const auto seconds = std::chrono::floor<std::chrono::seconds>(now);
  return fmt::format("{:%Y%m%d-%H%M%S}-{:04x}", fmt::gmtime(std::chrono::system_clock::to_time_t(seconds)),
                     random() & 0xffffU);
}

// Files are named after it, and it comes from outside.
bool is_run_id(std::string_view text) {
  const auto fits = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' ||
           c == '.';
  };
  return !text.empty() && text.size() <= 100 && text.front() != '.' && std::all_of(text.begin(), text.end(), fits);
}

}  // namespace journal
