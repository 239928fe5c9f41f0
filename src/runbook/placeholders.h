// What somebody or something has to fill in before a message is sent. One answer for all who ask: the sender, the
// preview, the linter. Pure.
//
// [DATE], [START TIME], <backup id>, {{title}}, YYYYMMDD, YYYY-MM-DD, HH:MM, ____. A placeholder is any of these,
// known or not. "\[" is a plain bracket.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace runbook {

/// One placeholder in a line.
struct Placeholder {
  std::size_t at = 0;   // in the line, bytes from 0
  std::string written;  // "[Start Time]"
  std::string name;     // "START_TIME"; "YYYYMMDD"; "" of "____"
};

/// From left to right; they do not overlap.
std::vector<Placeholder> find_placeholders(std::string_view line);

/// A backslash in front of a bracket that is meant as one.
bool is_escape(std::string_view line, std::size_t at);

/// "START_TIME" for "[start-time]" and "Start Time": how names are compared.
std::string placeholder_name(std::string_view written);

}  // namespace runbook
