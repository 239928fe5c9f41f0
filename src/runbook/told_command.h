// Commands that stand in the text of a runbook and not in a fence: between backticks, behind "run:", indented as
// code.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "commands/judgement.h"

namespace runbook {

/// `systemctl stop app` in a line of text.
struct ToldCommand {
  int line = 0;
  std::string text;  // what stands between the backticks
  commands::Effect effect = commands::Effect::unknown;
  bool told =
      false;  // the sentence tells somebody to run it: "Run `x`", "then stop it with `x`", or the command alone
  bool never = false;  // "do not run `x`", "instead of `x`"

  /// Something would stay undone if nobody ran it.
  [[nodiscard]] bool matters() const;
};

/// Those of these lines of Markdown, which are numbered from `first`, in their order. A word in backticks that is the
/// name of a program, a table or a setting is not one: a command has arguments, or a path in front of its name.
std::vector<ToldCommand> told_commands(std::span<const std::string_view> lines, int first);

/// "Open the dashboard", "Verify the lag": the sentence begins with a verb that tells somebody to do something.
/// English alone.
bool tells_to_do(std::string_view sentence);

/// Whether a block of code that names no language reads as commands of a shell or as SQL, by its first line. Words
/// that English has too ("make sure", "find out") need more: an option, a path, an assignment.
bool reads_as_commands(std::string_view code);

}  // namespace runbook
