// A message was handed over.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace journal {

struct MessageSent {
  static constexpr std::string_view kind = "message.sent";
  std::string message = {};
  std::string to = {};
  std::optional<long long> attempt = {};
  std::string reply = {};
  std::string reference = {};
  std::string subject = {};
  std::string channel = {};
};

}  // namespace journal
