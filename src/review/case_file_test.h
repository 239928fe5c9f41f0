// What a .cases file of a rule says.
//
//   === finds 3, 7:12: title     the rule finds something in these lines (and columns), and nowhere else
//   === finds undo:2: title      in the undo
//   === quiet: title             it finds nothing
//   === quiet (live): title      only against a server's catalog, where sizes are known; (offline): only without
//
// Then SQL up to the next ===; its first line is line 1. A line "--- undo" begins the undo. The schema before it is
// that of samples/shop.sql.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace review {

struct ExpectedPlace {
  bool undo = false;
  int line = 0;
  int column = 0;  // 0: any
};

struct Case {
  std::string title;
  int line = 0;  // in the .cases file
  std::vector<ExpectedPlace> finds = {};
  bool live = true;
  bool offline = true;
  std::string text = {};
  std::string undo = {};
};

/// Throws Error{Code::text} for a file that is not like this.
std::vector<Case> read_cases(std::string_view text, const std::string& file);

}  // namespace review
