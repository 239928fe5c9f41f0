// A message's text with its placeholders filled: what is one, runbook/placeholders.h says. A message that still holds
// one, known or not, is not sent. Pure.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace notify {

/// One placeholder in a text.
struct Blank {
  std::string name;        // "START_TIME" of "[Start Time]"; "YYYYMMDD"; "" of "____"
  std::string written;     // "[Start Time]"
  base::Place place;       // in the runbook
  std::string line;        // of the text, as it stands there
  std::size_t column = 0;  // in `line`, bytes from 0
};

/// What stands for a blank, and where it comes from ("T-0", "--set"); nothing where nobody knows.
struct Filling {
  std::string text;
  std::string source;
};
using Look = std::function<std::optional<Filling>(const Blank&)>;

struct FilledBlank {
  Blank blank;
  Filling filling;
};

struct FilledText {
  std::string text;  // unfilled ones as written
  std::vector<FilledBlank> filled = {};
  std::vector<Blank> unfilled = {};
};

/// `file` and `first_line`: where the text stands in the runbook. What is filled in is not looked at again.
FilledText fill(std::string_view text, const std::string& file, int first_line, const Look& look);

/// "START_TIME" for "[start-time]" and "Start Time": how names are compared.
std::string blank_name(std::string_view written);

}  // namespace notify
