// What a shell script says, as far as it can be told without running it: its lines, commands, and those that would
// never end, wait for a keyboard, or destroy something.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runbook/runbook.h"
#include "shell/script.h"

namespace runbook {

/// One line as a person reads scripts: continuation lines, quoted text and here-documents belong to the line that
/// began them.
struct ScriptLine {
  enum class Kind { blank, comment, command };
  Kind kind = Kind::blank;
  int first = 0;     // index of its first physical line, from 0
  int count = 1;     // physical lines
  std::string text;  // of all of them, joined by newlines; comments: without the # and what surrounds it
};
std::vector<ScriptLine> script_lines(std::string_view script);

/// Follows a command over its physical lines.
class OpenCommand {
 public:
  void add(std::string_view physical_line);
  /// Whether the next line belongs to it: a quote is open, a here-document not ended, a backslash stood last.
  [[nodiscard]] bool open() const { return quote_ != 0 || continued_ || next_ < here_documents_.size(); }

 private:
  void scan(std::string_view text);

  char quote_ = 0;
  bool continued_ = false;
  std::vector<std::string> here_documents_;  // delimiters, in the order their bodies follow
  std::size_t next_ = 0;                     // the first whose body has not ended
};

/// The script as it is parsed; where something in it cannot be read, line by line, so that it hides as little as
/// possible of the others. `line`: of the script's first line.
std::vector<shell::Script> parse_script(std::string_view script, int line = 1);

/// A simple command: words without quotes, variable assignments and `sudo` dropped.
struct SimpleCommand {
  std::vector<std::string> words;
  bool piped_into = false;              // reads another one's output
  bool redirected = false;              // has < or <<
  bool substituted = false;             // inside $( )
  std::vector<std::string> typed = {};  // the words with all that stands in front of them but assignments
  int line = 1;
};
std::vector<SimpleCommand> simple_commands(std::string_view script, int line = 1);

/// Why a person types this only at a terminal, or "". `opens_session`: what follows is meant to run inside it.
struct Unending {
  std::string reason;
  bool opens_session = false;
  bool endless = false;  // it goes on until somebody stops it
  bool follows = false;  // it watches or forwards something, and may go on beside the step
};
Unending unending(const SimpleCommand& command);

/// The lines of a script that must not be run, with line numbers of the file (`first_line` is the script's first).
/// After a command that opens a session elsewhere (`ssh host`), everything is left out.
std::vector<SkippedLine> lines_to_leave_out(std::string_view script, int first_line);
/// The script with those lines replaced by `:`; the numbers of lines stay.
std::string without_lines(std::string_view script, int first_line, const std::vector<SkippedLine>& left_out);

/// The first line that does something, whitespace collapsed; "" for a script of comments only.
std::string first_command(std::string_view script);
/// The first comment, or "".
std::string first_comment(std::string_view script);

}  // namespace runbook
