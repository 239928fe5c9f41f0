// The one exception type: what ended the work at hand, where, why, and what to do next.
#pragma once

#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace base {

/// Stable kinds of failure. Scripts and the exit code turn on these; add, never renumber or rename.
enum class Code {
  usage,          // the command line or its arguments
  configuration,  // lockkeeper.toml, environment
  file,           // missing, unreadable, not writable
  text,           // NUL byte, invalid UTF-8
  sql_syntax,     // PostgreSQL's grammar refuses it
  sql_refused,    // parses, but not something a migration may hold (psql meta-commands)
  migration,      // the set of migrations is not sound: versions, order, checksums, dependencies
  connection,     // server not reachable, password wrong, connection lost
  server,         // the server refused a statement: sqlstate says why
  lock_held,      // somebody else runs migrations
  lease_lost,     // our lease was taken over: nothing of ours may be committed any more
  check_failed,   // the thing checked does not hold
  backup,         // a backup could not be taken, proved or restored
  runbook,        // the runbook cannot be read or run
  stopped,        // a person or a guard stopped it
  command,        // a child process failed or could not be started
  journal,        // the record could not be written or does not hold together
  internal,       // our own mistake
};

/// "lock_held" for Code::lock_held: the name used in JSON and in the journal.
std::string_view name(Code code);

/// A point in a file that a person can open. `line` and `column` count from 1; 0 means unknown.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;
  std::string text = {};  // the line itself, shown with a caret; may be empty
};

/// A labelled fact that travels with an error: PostgreSQL's detail and hint, a command's last output.
struct Fact {
  std::string label;
  std::string text;
};

class Error : public std::exception {
 public:
  /// `message`: what happened, lower case, no full stop. `hint`: a sentence that starts with what to do; may be
  /// empty.
  Error(Code code, std::string message, std::string hint = {});

  Error& at(Place place);
  Error& with(std::string label, std::string text);
  Error& sqlstate(std::string state);
  /// Puts "while <doing>" on the trail; the outermost is added last.
  Error& during(std::string doing);

  [[nodiscard]] const char* what() const noexcept override { return message_.c_str(); }
  [[nodiscard]] Code code() const { return code_; }
  [[nodiscard]] const std::string& message() const { return message_; }
  [[nodiscard]] const std::string& hint() const { return hint_; }
  [[nodiscard]] const std::string& sqlstate() const { return sqlstate_; }
  [[nodiscard]] const std::optional<Place>& place() const { return place_; }
  [[nodiscard]] const std::vector<Fact>& facts() const { return facts_; }
  [[nodiscard]] const std::vector<std::string>& trail() const { return trail_; }

 private:
  Code code_;
  std::string message_;
  std::string hint_;
  std::string sqlstate_;  // PostgreSQL's five characters, empty if the server said nothing
  std::optional<Place> place_;
  std::vector<Fact> facts_;
  std::vector<std::string> trail_;
};

/// The error as a person reads it, several lines, newline at the end:
///   error: <message>
///     at file:line:column
///       the line
///           ^
///     detail: …
///   while …
///   <hint>
std::string render(const Error& error);

/// Runs `work`; an Error that leaves it has "while <doing>" added.
template <class Work>
auto while_doing(std::string doing, Work&& work) {
  try {
    return std::forward<Work>(work)();
  } catch (Error& error) {
    error.during(std::move(doing));
    throw;
  }
}

}  // namespace base
