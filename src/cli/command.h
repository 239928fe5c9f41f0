// What every command shares: the common options, and what a command asks its surroundings for.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include <CLI/CLI.hpp>

#include "app/project.h"
#include "base/json.h"
#include "cli/hints.h"

namespace cli {

/// Options that every command has; one grammar everywhere.
struct Common {
  std::optional<std::filesystem::path> config;
  std::optional<std::string> database_url;
  std::optional<std::string> environment;
  std::optional<std::filesystem::path> dir;
  std::optional<std::string> layout;
  bool json = false;
  bool yes = false;  // --yes, --auto-approve
  bool quiet = false;
  bool verbose = false;
};

/// The project that the command line is about, and the terminal.
class Context : public app::Project {
 public:
  Context(const Common& common, base::Environment inherited);
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  [[nodiscard]] const Common& common() const { return common_; }
  /// What the command lines in messages have to repeat.
  [[nodiscard]] Repeated repeated() const;

  /// Result lines for standard output; nothing with --json.
  void say(std::string_view text) const;
  /// Progress for standard error; nothing with --quiet.
  void progress(std::string_view text) const;
  /// The command's one JSON object; only with --json.
  void answer(const base::Json& json) const;
  /// True with --yes, or when the person at the terminal agrees, who is told which database is meant; asked twice
  /// (type the database's name) in production. Without a terminal and without --yes: Error{Code::usage} saying to
  /// pass --auto-approve.
  bool confirm(std::string_view question, const std::string& database);

 private:
  const Common& common_;
};

/// What a script turns on.
enum Exit : int { done = 0, does_not_hold = 1, usage = 2, refused = 3, held = 4, stopped = 5 };
int exit_code(base::Code code);

/// Which of the options that this command line was given a command line named in a message repeats, so that it means
/// the same database and files (hints.h).
struct Repeats {
  bool database = false;
  bool migrations = false;
  bool config = true;
};

/// A catalogue entry: src/cli/commands/NAME.cpp, its page NAME.md, its transcript NAME.t. "backup-create" is reached
/// as `lockkeeper backup create`.
struct Command {
  std::string_view summary;  // one line, lower case, for --help
  Repeats repeats = {};
  /// Declares the command's own options on `app`; gives back what runs once they are parsed and returns the exit
  /// code.
  std::function<int(Context&)> (*declare)(CLI::App& app);
};

}  // namespace cli
