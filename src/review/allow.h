// "-- lockkeeper: allow RULE reason="…" by=NAME until=2027-01-31": a finding that a person takes upon themselves.
//
// In a comment within a statement or in the comment lines right above it: for that statement. In the comment at the
// head of the file, with an empty line between it and the first statement: for the whole file. Several rules stand
// with commas between them. Without a reason it allows nothing; after the day `until` it allows nothing any more.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace review {

struct Suppression {
  std::size_t offset = 0;  // of the word "lockkeeper" in the file
  int line = 0;
  bool whole_file = false;
  std::vector<std::string> rules = {};
  std::string reason = {};
  std::string by = {};
  std::string until = {};                  // as written
  std::optional<base::Instant> ends = {};  // the end of that day, UTC; nothing: no day, or not one
};

/// Every allowance of the file, in file order.
std::vector<Suppression> read_allowances(std::string_view text);

/// Whether there may be any: cheap.
bool may_allow(std::string_view text);

}  // namespace review
