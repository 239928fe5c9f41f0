// A person let a message go out.
#pragma once

#include <string>
#include <string_view>

namespace journal {

struct MessageApproved {
  static constexpr std::string_view kind = "message.approved";
  std::string message = {};
  std::string by = {};
  std::string sha256 = {};
  std::string subject = {};
  std::string channel = {};
};

}  // namespace journal
