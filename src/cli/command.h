// What every command shares: the common options, and what a command asks its surroundings for.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include <CLI/CLI.hpp>

#include "base/json.h"
#include "cli/hints.h"
#include "config/config.h"
#include "journal/journal.h"
#include "migration/migration.h"
#include "pg/session.h"
#include "runner/target.h"

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

/// Gathers what a command needs, each thing made when first asked for.
class Context {
 public:
  explicit Context(const Common& common)
      : common_(common), environment_(common.environment), database_url_(common.database_url) {}

  [[nodiscard]] const Common& common() const { return common_; }
  [[nodiscard]] const std::optional<std::string>& environment() const { return environment_; }
  const config::Config& config();  // with --dir and --layout applied
  /// Target and application name; no timeouts set. In a step of a run, and after `stay_on`, another database than the
  /// run's is refused when it is connected to.
  pg::Options connection(std::string database = {});
  /// What a run began with counts where the command line names no database.
  void stay_on(const runner::RunTarget& target);
  /// "shop on db.internal:5432 as deploy (environment prod)": what messages and questions name.
  [[nodiscard]] std::string named(const pg::Session& session) const;
  /// Of a session opened for this; "" where the database cannot be reached.
  std::string named_database();
  /// What the command lines in messages have to repeat.
  [[nodiscard]] Repeated repeated() const;
  pg::Session connect(std::string database = {});  // stops with Ctrl-C
  journal::Journal& journal();
  std::filesystem::path journal_file();  // where journal() is or would be made
  migration::Folder folder();
  [[nodiscard]] bool production();  // the chosen environment asks twice

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
  std::optional<std::string> environment_;
  std::optional<std::string> database_url_;
  std::optional<pg::Identity> expected_;
  std::optional<config::Config> config_;
  std::unique_ptr<journal::Journal> journal_;
};

/// What a script turns on.
enum Exit : int { done = 0, does_not_hold = 1, usage = 2, refused = 3, held = 4, stopped = 5 };
int exit_code(base::Code code);

/// A catalogue entry: src/cli/commands/NAME.cpp, its page NAME.md, its transcript NAME.t. "backup-create" is reached
/// as `lockkeeper backup create`.
struct Command {
  std::string_view summary;  // one line, lower case, for --help
  /// Declares the command's own options on `app`; gives back what runs once they are parsed and returns the exit
  /// code.
  std::function<int(Context&)> (*declare)(CLI::App& app);
};

}  // namespace cli
