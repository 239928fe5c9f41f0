// The text of a .cases file as values.
//
//   case: a sentence that should hold
//   given:           SQL: a schema with rows
//   migration:       the file that is made safe
//   undo:            its undo
//   files: TITLES    of the files it becomes, in order
//   quiet:           nothing has to change
//   refuses: GLOB    why a statement has no safe form
//   differs: WHAT    "column order": the columns stand in another order; "the original": the end is not compared with
//                    that of the original; "undo": nor the undo's end with the beginning
//
// A value stands behind the colon or indented below.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fix {

struct Case {
  std::string name;
  int line = 0;
  std::map<std::string, std::string> values;

  [[nodiscard]] bool has(const std::string& key) const { return values.contains(key); }
  [[nodiscard]] std::string value(const std::string& key) const { return has(key) ? values.at(key) : ""; }
};

/// Throws Error{Code::text} naming the line for a key it does not know.
std::vector<Case> parse_cases(std::string_view text);

}  // namespace fix
