// Numbers that a runbook sets as limits: free disk, slowdown that means rollback, the window's length.
#pragma once

#include <string>
#include <vector>

#include "lint/lint.h"

namespace lint {

struct Threshold {
  std::string kind;  // "free disk", "slowdown for a rollback", "window", "duration allowed", "duration expected"
  double low = 0;    // percent, or minutes
  double high = 0;   // the same as `low` where one number is given
  int line = 0;
  int column = 0;
  std::string words;  // as written: "30% free"
};

/// In file order.
std::vector<Threshold> thresholds_in(const Document& document);

/// They cannot both be followed, or say different things about the same decision.
bool contradict(const Threshold& a, const Threshold& b);

}  // namespace lint
