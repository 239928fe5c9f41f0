// Values that somebody has to fill in before a fence can be run: <host>, [HOST], YOUR_DB, changeme. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace runbook {

struct Unfilled {
  std::string token;  // as written
  int line = 0;       // of the file
};

/// Each token once, in order. `first_line`: of the text, in the file. Comments, log tags ("[INFO]"), formats of dates
/// and patterns of grep and its like are none.
std::vector<Unfilled> unfilled_in(std::string_view text, bool shell, int first_line);

/// The text with a word in place of each <token>, which a shell would read as a file that is read and one that is
/// written; as many lines, and as many bytes.
std::string with_words_for_tokens(std::string_view text);

}  // namespace runbook
