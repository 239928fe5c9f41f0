// From what the rules said of one file to its findings: places, lines, allowances, order.
#pragma once

#include <string_view>
#include <vector>

#include "review/allow.h"
#include "review/rule.h"

namespace review {

struct Kept {
  std::string_view rule;
  Severity severity = Severity::warning;
  PendingFinding pending;
};

// The lines of a statement with the comment right above it.
struct Lines {
  int first = 0;
  int last = 0;
};

struct File {
  const migration::Migration* migration = nullptr;
  bool judged = true;
  std::vector<Kept> kept = {};
  std::vector<Suppression> allowances = {};
  std::vector<Lines> statements = {};  // only where there are allowances
};

/// The file's findings go to the end of `out`, by place; what was kept of it is let go.
void settle(File& file, const Settings& settings, std::vector<findings::Finding>& out);

}  // namespace review
