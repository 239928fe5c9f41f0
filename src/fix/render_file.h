// The text of a file: header, settings, statements. Inside this room only.
#pragma once

#include <string>
#include <vector>

#include "fix/fix.h"

namespace fix {

struct Heading {
  std::string replaces;    // the migration whose place it takes
  std::size_t number = 1;  // of `count`
  std::size_t count = 1;
  std::string depends = {};  // the file before it
};

std::string up_text(const Draft& draft, const Heading& heading, const std::vector<std::string>& team_header);
/// `count` is said as "undo of".
std::string down_text(const Draft& draft, const Heading& heading);

/// All drafts as one that runs in steps, each transaction as a BEGIN … COMMIT of its own.
Draft in_one(const std::vector<Draft>& drafts);

}  // namespace fix
