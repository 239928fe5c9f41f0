// A message was not handed over.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace journal {

struct MessageFailed {
  static constexpr std::string_view kind = "message.failed";
  std::string message = {};
  std::string to = {};
  std::optional<long long> attempt = {};
  std::string reply = {};
  std::optional<base::Instant> next = {};
  bool in_doubt = false;
  std::string subject = {};
  std::string channel = {};
};

}  // namespace journal
