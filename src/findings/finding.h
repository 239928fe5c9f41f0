// What is wrong in a file, where, and what to do: one type for runbooks and migrations alike.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace findings {

enum class Severity { advice, warning, error };
std::string_view name(Severity severity);
/// Reads what name() writes; nothing for other words.
std::optional<Severity> severity_named(std::string_view name);

struct Finding {
  std::string rule = {};                  // the entry's id
  std::string file = {};                  // as given on the command line
  int line = 0;                           // from 1; 0 where the whole file is meant
  int column = 0;                         // from 1, in characters; 0 where the whole line is meant
  std::optional<Severity> severity = {};  // rules leave it out to have their own; always there in what a linter gives
  std::string message = {};               // what is wrong and why, for people
  std::string better = {};                // the better line, or what to do; may be empty
  std::string text = {};                  // the line itself, shown with a caret; may be empty
  bool operator==(const Finding&) const = default;

  /// The severity, a warning where none was given.
  [[nodiscard]] Severity weight() const { return severity.value_or(Severity::warning); }
};

/// "file:3:7", as far as it is known.
std::string place(const Finding& finding);

/// "FILE:LINE:COL: error: message [rule]", the line with a caret below it, the better line. Ends with a newline.
std::string to_text(const Finding& finding);

}  // namespace findings
