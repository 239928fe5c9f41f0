// What a fence shows below its commands: output that somebody pasted there, with no prompt to tell it apart. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runbook/runbook.h"

namespace runbook {

struct Printed {
  std::string commands;           // as many lines as the text had, those that were printed empty
  std::string output;             // the others
  std::vector<Lines> where = {};  // of the file
};
/// Tells apart what nobody would type: a psql table and its row count, a command tag, a list under a heading in
/// capitals, a message of a server, a bullet. `first_line`: of the text, in the file.
Printed split_printed(std::string_view text, std::string_view language, int first_line);

}  // namespace runbook
