// What the journal knew when a gate was reached.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace journal {

struct GateFact {
  std::string what = {};
  std::string holds = {};
  std::string text = {};
  std::optional<base::Milliseconds> age = {};
  bool operator==(const GateFact&) const = default;
};

struct GateKnown {
  static constexpr std::string_view kind = "gate.known";
  std::string step = {};
  std::vector<GateFact> facts = {};
};

}  // namespace journal
