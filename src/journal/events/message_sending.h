// A message is about to leave; on disk before it does.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace journal {

struct MessageSending {
  static constexpr std::string_view kind = "message.sending";
  std::string message = {};
  std::string to = {};
  std::optional<long long> attempt = {};
  std::string again_by = {};
  std::string subject = {};
  std::string channel = {};
};

}  // namespace journal
