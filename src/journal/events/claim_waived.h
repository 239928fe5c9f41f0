// Somebody let a tick or a GO stand although the record contradicts it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace journal {

struct WaivedClaim {
  std::string fact = {};
  std::string text = {};
  std::string evidence = {};
  bool operator==(const WaivedClaim&) const = default;
};

struct ClaimWaived {
  static constexpr std::string_view kind = "claim.waived";
  std::string step = {};
  std::vector<WaivedClaim> claims = {};
  std::string by = {};
  std::string role = {};
  std::string reason = {};
  std::string source = {};
};

}  // namespace journal
