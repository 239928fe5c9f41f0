// What the rules about shell ask of a runbook: its fences with their place in the file, and the simple commands in
// them, with what stands between them. Nothing is run or resolved.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "commands/judgement.h"
#include "lint/lint.h"

namespace lint {

struct Fence {
  std::string language;  // as runbook::read_info says: "bash", "sql", "console", "none" …
  std::string info;      // what stands behind the ```
  std::string text;      // content; of a transcript the commands alone, line for line
  int opening = 0;       // the line of the ```
  int line = 0;          // the line where `text` begins
  bool closed = true;
  std::optional<runbook::Section> section = {};  // none before the first heading
  std::size_t phase = 0;
  bool too_large = false;      // no rule looks into it
  bool configuration = false;  // settings, a name and a value in each line, whatever the language says

  [[nodiscard]] bool shell() const {
    return (language == "bash" || language == "console") && !too_large && !configuration;
  }
  /// Part of the procedure of the night, not of what is looked up when it is needed.
  [[nodiscard]] bool in_main_line() const { return !section || section->purpose == runbook::Purpose::main; }
};

struct Redirection {
  std::string op;      // "<", "<<", "<<<", ">", ">>", "2>", "&>" …
  std::string target;  // quotes dropped; the delimiter of a here-document
  std::string body;    // of a here-document
};

/// A simple command with its place.
struct ShellCommand {
  std::vector<std::string> words;  // quotes, assignments, sudo and keywords dropped; may be empty
  std::vector<std::string> raw;    // the same words with their quotes
  std::vector<std::string> assignments;
  std::vector<Redirection> redirections;
  std::string before;  // "", "|", "&&", "||", ";", "&" or "\n"
  std::string after;
  bool substituted = false;  // inside $( ) or backticks
  int line = 0;              // of its first word in the file
  int column = 0;            // from 1, in characters
  std::size_t fence = 0;     // index into `fences`

  /// The program without its folder, or "".
  [[nodiscard]] std::string program() const;
  [[nodiscard]] bool has(std::string_view word) const;
  /// `-f`, `-xf`, `--file`, `--file=x`; `letter` 0 asks for the long name alone.
  [[nodiscard]] bool flag(char letter, std::string_view long_name) const;
  /// What stands behind an option: "-f x", "-fx", "--file x", "--file=x"; "" without it.
  [[nodiscard]] std::string value(char letter, std::string_view long_name) const;
  /// All words in one line.
  [[nodiscard]] std::string text() const;
  [[nodiscard]] const Redirection* redirection(std::string_view op) const;
};

/// What the catalogue of programs says of a command, or of one that it runs: the `tail -f` in `sudo tail -f log`.
struct JudgedCommand {
  commands::CommandJudgement says;  // its line is that of the file
  std::size_t fence = 0;
  bool beside = false;  // ends with &
};

/// A variable of the shell where it is used, or set.
struct VariableUse {
  std::string name;
  int line = 0;
  std::size_t fence = 0;
};

struct Shell {
  std::vector<Fence> fences;           // all of them, in file order, whatever their language
  std::vector<ShellCommand> commands;  // of shell fences, fence by fence; those in $( ) last
  std::set<std::string> functions;     // that the fences define
  std::vector<JudgedCommand> judged;   // of shell fences, in the order in which the shell would run them
  std::vector<VariableUse> used;       // where it has to have a value: not in tests, nor as ${NAME:-word}
  std::vector<VariableUse> set;

  [[nodiscard]] const Fence& fence_of(const ShellCommand& command) const { return fences.at(command.fence); }
};

/// Reads the document's fences and commands. Kept for the last few documents, since every rule asks.
const Shell& shell_of(const Document& document);

/// The commands of one script; `line` is where it stands in the file.
std::vector<ShellCommand> commands_in(std::string_view script, int line);

/// The section that holds `line`, or null.
const runbook::Section* section_at(const Document& document, int line);

/// The column of byte `offset` of a line, in characters from 1.
int column_of(std::string_view line, std::size_t offset);

Finding finding_at(const ShellCommand& command, std::string message, std::string better = {});
/// At the first word of the command in its line.
Finding finding_at(const Document& document, const JudgedCommand& command, std::string message,
                   std::string better = {});

/// The script with `<placeholders>` replaced by words of the same length: they read as redirections otherwise.
std::string without_placeholders(const std::string& script);

/// One cause, several places: appends the first with the other lines named in its message.
void add_once(std::vector<Finding>& findings, std::vector<Finding> same);

/// Reads and changes the database or the application: not a query, not a look at a file.
bool changes_something(const ShellCommand& command);
/// Applies migrations: prisma migrate deploy, psql -f migrations/…, npm run migrate:up …
bool applies_migrations(const ShellCommand& command);

}  // namespace lint
