// Our commands in place of the team's: where a fence takes a dump or applies migrations by itself, and what it would
// add to say that with a command whose record gates, ticks and reports go by. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runbook/runbook.h"

namespace runbook {

/// Lines of the file that would give way.
struct Adoption {
  int first = 0;
  int last = 0;
  std::string step = {};              // its id
  std::vector<std::string> was = {};  // the lines as they stand
  std::string command = {};           // "lockkeeper backup create"
  std::string margin = {};            // what stands before it in the line: blanks, "> "
  std::string adds = {};              // in one line
};

/// In the order of the file. `text`: the file's; `book`: what parse makes of it.
std::vector<Adoption> find_adoptions(std::string_view text, const Runbook& book);

/// The text with the accepted ones; everything else stays byte for byte.
std::string adopted(std::string_view text, const std::vector<Adoption>& accepted);

/// As a unified diff with three lines around each. `numbers`: of the offers, to be named in the hunks; as many as
/// there are adoptions.
std::string diff_of(std::string_view text, const std::string& file, const std::vector<Adoption>& adoptions,
                    const std::vector<std::size_t>& numbers);

}  // namespace runbook
