// What stands in a fence's info string and in its comments: language, attributes, expectations, alternatives.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runbook/meaning.h"
#include "runbook/runbook.h"

namespace runbook {

struct FenceInfo {
  std::string language;  // "bash" (also sh, shell, zsh), "sql", "console", "none", else as written in lower case
  std::map<std::string, std::string> attributes;  // "two_person" as "two-person"; those that say false left out
  std::string said = {};                          // other words behind the language: "(do not run)"
  bool never = false;                             // noexec, {run=false}
};
/// Reads `sql {id=orphans expect="0 rows" timeout=30s repeatable}`.
FenceInfo read_info(std::string_view info);

/// Whether it holds nothing to run: blank lines and comments alone.
bool only_comments(std::string_view text, std::string_view language);

/// "# Expected: 0", "# Expected tests:" with comments below it, "… -- should be 0". `first_line`: of the text, in the
/// file.
std::vector<Expectation> expectations_in(std::string_view text, int first_line, const Tongue& tongue);

/// "ERROR: null value in column", "connection refused", "must fail": what has to come is that it does not work.
bool is_refusal(std::string_view expected);

/// The text of a comment line ("-- …", "# …"), or nothing. Indentation is free.
std::optional<std::string_view> comment_of(std::string_view line);

/// Whether a new command may begin at each line: not inside quotes, a here-document or an SQL statement.
std::vector<bool> beginnings(std::string_view text, const std::vector<std::string_view>& lines, bool shell);

/// A piece of a fence that is run as one.
struct Piece {
  std::string text;
  int line = 0;  // in the file
};
struct InFence {
  struct Way {
    Alternative alternative;
    Piece piece;
  };
  Piece before;           // common to all; may be empty
  std::vector<Way> ways;  // empty: the fence offers no alternatives, and `before` is all of it
  Piece after;
};
/// Finds alternatives that must not all run: "# Option 1: …" with "# Option 2: …", and "# Or …" between two groups of
/// lines.
InFence alternatives_in(std::string_view text, std::string_view language, int first_line, const Tongue& tongue);

/// The first line inside a fence that looks like the beginning of another one, as when the closing ``` was forgotten;
/// counted from 0. `opening`: the fence's own first line.
std::optional<int> fence_inside(std::string_view text, std::string_view opening);

}  // namespace runbook
