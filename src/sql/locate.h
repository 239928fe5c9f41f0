// From byte offsets to lines and columns, walking forward once: a file with ten thousand statements on one line must
// not be counted from its start ten thousand times.
#pragma once

#include <string_view>

#include "base/error.h"
#include "sql/statement.h"

namespace sql {

class Locator {
 public:
  explicit Locator(std::string_view text) : text_(text) {}
  /// Offsets that grow cost what lies between them; one that is smaller than the last starts from the beginning.
  LineAndColumn at(std::size_t offset);

 private:
  void restart();

  std::string_view text_;
  std::size_t line_begin_ = 0;
  std::size_t reached_ = 0;  // offset that line_ and column_ are of
  int line_ = 1;
  int column_ = 1;
};

/// The place in `file` of an offset in its text.
base::Place place_of(std::string_view text, std::size_t offset, const std::string& file);

}  // namespace sql
