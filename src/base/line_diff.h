// Two texts against each other, line by line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace base {

struct LineChange {
  char sign = ' ';  // '-', '+', or ' ' for a line that is in both
  std::string text = {};
};

/// The lines of two texts as a diff shows them, with at most `around` unchanged ones beside each change.
std::vector<LineChange> compare_lines(std::string_view before, std::string_view after, std::size_t around = 1);

}  // namespace base
