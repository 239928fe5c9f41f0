// A person took a message back.
#pragma once

#include <string>
#include <string_view>

namespace journal {

struct MessageWithdrawn {
  static constexpr std::string_view kind = "message.withdrawn";
  std::string message = {};
  std::string by = {};
  std::string reason = {};
  std::string subject = {};
  std::string channel = {};
};

}  // namespace journal
