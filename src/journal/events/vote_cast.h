// A person voted at a gate.
#pragma once

#include <string>
#include <string_view>

namespace journal {

struct VoteCast {
  static constexpr std::string_view kind = "vote.cast";
  std::string step = {};
  std::string vote = {};
  std::string by = {};
  std::string role = {};
  std::string reason = {};
  std::string source = {};
};

}  // namespace journal
