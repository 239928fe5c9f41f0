// The file that is being filled in: its lines by number, its blocks, and the edits gathered so far. Internal to fill.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "report/fill.h"
#include "runbook/markdown.h"

namespace report {

class FileToFill {
 public:
  explicit FileToFill(std::string_view text);

  [[nodiscard]] int line_count() const { return static_cast<int>(lines_.size()); }
  /// Without its end; numbers as the parser counts them. Empty for a number that is none.
  [[nodiscard]] std::string_view line(int number) const;
  [[nodiscard]] std::size_t offset(int number) const;

  /// The list item that begins at this line.
  [[nodiscard]] const runbook::Block* item_at(int line) const;
  /// The fence that holds this line.
  [[nodiscard]] const runbook::Block* fence_around(int line) const;
  [[nodiscard]] const runbook::Block* table_at(int line) const;
  /// Last line of the paragraph that holds `line`, or `line` itself.
  [[nodiscard]] int paragraph_end(int line) const;

  /// Within a line; columns are bytes from its beginning.
  void replace(int line, std::size_t column, std::size_t length, std::string text);
  /// Whole lines below `line`, in the order of the calls. `below_paragraph`: they go on with the paragraph above, so
  /// nothing sets them off; else a line that would be drawn into them is set off by an empty one.
  void add_below(int line, const std::vector<std::string>& lines, bool below_paragraph = false);
  void add_at_end(const std::vector<std::string>& lines);
  [[nodiscard]] std::vector<Edit> take();

 private:
  struct Line {
    std::size_t at = 0;
    std::size_t length = 0;
  };
  std::string_view text_;
  std::string end_ = "\n";  // as the file ends its lines
  std::vector<Line> lines_;
  std::vector<runbook::Block> blocks_;
  std::vector<const runbook::Block*> by_line_;  // innermost fence or table
  std::map<int, const runbook::Block*> items_;
  std::map<int, int> paragraphs_;  // each line of a paragraph → its last
  std::map<int, std::vector<std::string>> below_;
  std::vector<Edit> edits_;
  std::vector<Edit> at_end_;
};

/// What stands before the text of a line inside lists and quotes, for lines that are to stand there too.
std::string margin_of(std::string_view line);
/// The margin of an item's content: "  - [ ] x" gives four spaces.
std::string content_margin(std::string_view item_line);

}  // namespace report
