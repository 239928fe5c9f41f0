// What earlier fences leave in the shell for a later one, as their lines. Pure.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace runner {

class EarlierLines {
 public:
  /// The next script, in the order in which they run.
  void add(std::string_view script);
  /// The lines so far that decide what `text` does: those that set a variable that it uses, or that one of these
  /// uses, and those that may change anything (export, cd, source, functions, traps); and
  /// scripts that may write a file that `text` names. Rather a line too many: it
  /// costs another look.
  [[nodiscard]] std::vector<std::string> deciding(std::string_view text) const;

 private:
  using Names = std::set<std::string, std::less<>>;
  struct Line {
    std::string text;
    Names sets;
    bool always = false;
  };
  std::vector<Line> lines_;
  std::vector<Line> writers_;  // whole scripts that may write files, with the files' names
};

}  // namespace runner
