// What a shell script or a text of SQL would do: whether it is known not to harm, and if not, why.
//
// Nothing is run and no server is asked. What is not known is told as such, and is never taken for harmless.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commands/makes.h"
#include "shell/script.h"

namespace commands {

/// What one command does, from harmless to worst.
enum class Effect {
  reads,     // changes nothing that lasts
  own,       // writes only what the script itself made: a temporary file, a temporary table
  ours,      // is lockkeeper itself, which asks where it has to
  unknown,   // may do anything
  changes,   // changes something that can be changed back
  destroys,  // what it takes away may be nowhere else
};
std::string_view name(Effect effect);

/// One command as it stands in the script, or one that another runs: the `dropdb` in `sudo -u postgres dropdb x`.
struct CommandJudgement {
  int line = 1;           // of the script; of a command in a file that it runs: where it runs the file
  std::string text = {};  // as written, on one line
  std::string file = {};  // the file that it stands in, as the script names it; empty: the script itself
  Effect effect = Effect::reads;
  std::string does = {};        // "drops the database dropme"; empty where it only reads
  std::string not_known = {};   // "what $TABLE holds"; only with Effect::unknown
  std::string elsewhere = {};   // another host, container or database that it names: "host db1"
  std::string terminal = {};    // why it needs one: "asks at the terminal"
  std::string session = {};     // what it opens, in which the lines behind it are meant: "a shell of postgres"
  std::string never_ends = {};  // "follows the log"
  std::string program = {};     // that no entry of the catalogue knows, as written: "./migrate.sh"

  /// Whether it may run without a question: it does no harm, ends, and asks nobody.
  [[nodiscard]] bool harmless() const;
  /// Why it may not, in a line: "drops the database dropme", "clean.sh: removes x"; empty where it may.
  [[nodiscard]] std::string why() const;
};

struct Judgement {
  std::vector<CommandJudgement> commands = {};  // in the order of the script
  std::vector<Made> makes = {};                 // what they leave behind, where they end with 0

  [[nodiscard]] bool harmless() const;
  /// The one to name first; null where there is none.
  [[nodiscard]] const CommandJudgement* worst() const;
};

/// What the shell has come to know, from one script to the next that goes on in the same shell.
struct State;
std::shared_ptr<State> fresh_state();
/// The files that its knowledge rests on.
std::vector<std::string> files_behind(const State& state);
/// Files in /tmp and its like that the script may write: it does no harm where nothing stands there yet. `*` stands
/// for what is not known of a name; what mktemp makes is not among them.
std::vector<std::string> temporary_files_written(const State& state);
/// The same shell in this folder.
std::shared_ptr<State> in_folder(const std::shared_ptr<State>& state, const std::string& folder);
/// The same shell where the other one stands.
std::shared_ptr<State> in_folder_of(const std::shared_ptr<State>& state, const std::shared_ptr<State>& other);
std::shared_ptr<State> copy_of(const std::shared_ptr<State>& state);
/// What a later script may rely on: what was known before and what the script has left; only what both agree on where
/// it is not certain that it runs. That it made something itself does not reach beyond its end.
std::shared_ptr<State> carried_on(const std::shared_ptr<State>& before, const std::shared_ptr<State>& after,
                                  bool certain);

/// What a judgement may ask of the world around the script.
struct Surroundings {
  /// The text of a file that is there; nothing where there is none or it is not to be read. What is judged by it
  /// holds as long as the file is the same. Relative paths are as the script's first command has them.
  std::function<std::optional<std::string>(const std::string& path)> read = {};
  /// Whether a program of this name stands where PATH leads: `source NAME` takes that one. None: it may.
  std::function<bool(const std::string& name)> on_path = {};
  std::shared_ptr<State> state = {};  // from the script before; null: a fresh shell
};

/// Judges every command that the script may run, and goes on with the state that it leaves.
Judgement judge(const shell::Script& script, Surroundings& surroundings);
/// The same of its text. `line`: number of its first line.
Judgement judge_shell(std::string_view text, int line, Surroundings& surroundings);
/// The same of a text that psql is given, with its own commands; or a migration's.
Judgement judge_sql(std::string_view text, int line, Surroundings& surroundings);

}  // namespace commands
