// What a .cases file of a rule says.
//
//   === finds 3, 7:12 (server): title      the rule finds something in these lines (and columns) and nowhere else
//   === quiet: title                       it finds nothing
//   === schema                             SQL, loaded for the cases below it that say (schema)
//
// Then Markdown up to the next ===; its first line is line 1. A line "--- other.md" begins another file in the same
// folder, which is there and is read as well; the findings are those of the first. In brackets: server (an empty
// database), schema (one with the tables of the last === schema above).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lint {

struct ExpectedPlace {
  int line = 0;
  int column = 0;  // 0: any
};

struct Case {
  std::string title;
  int line = 0;  // in the .cases file
  std::vector<ExpectedPlace> finds = {};
  bool server = false;
  std::string schema = {};                                      // SQL; empty: none
  std::vector<std::pair<std::string, std::string>> files = {};  // name and content, the first is the one linted
};

/// Throws Error{Code::text} for a file that is not like this.
std::vector<Case> read_cases(std::string_view text, const std::string& file);

}  // namespace lint
