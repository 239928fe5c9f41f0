// Walks a script in the order in which the shell would run it, and judges each command with what is known there.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "commands/judgement.h"
#include "commands/program.h"
#include "commands/state.h"

namespace commands {

/// What a command reads from its standard input.
struct Input {
  enum class Kind { none, unknown, text };
  Kind kind = Kind::none;
  std::string text = {};  // with `unknown_piece`
  int line = 0;           // of the script, where the text begins
  std::string file = {};  // that it is read from
};

/// Where a command runs.
struct Place {
  Input input = {};
  std::string elsewhere = {};                           // "host db1"; empty: here
  bool remote = false;                                  // another machine's files and programs
  bool limited = false;                                 // timeout ends what does not end by itself
  std::map<std::string, std::string> environment = {};  // what is set in front of it
  std::map<std::string, std::string> variables = {};    // of psql
  bool one_query = false;                               // what psql is given is sent as one: -c
  Argument output = {};      // the file that what it writes ends in; empty: nowhere that is known
  Argument input_file = {};  // the file that what it reads comes from
  bool certain = true;       // it runs whenever the script comes to its end without a failure
  int line = 0;              // of the script, for all commands of a file that it names; 0: their own
  std::string file = {};     // that they stand in
  int files = 0;             // that run each other
  bool moved = false;        // in a folder that is not known: sudo -i
  int depth = 0;             // of texts and functions in each other
};

class Judge {
 public:
  Judge(Surroundings& surroundings, State& state) : surroundings_(surroundings), state_(&state) {}

  void script(const shell::Script& script, const Place& place);
  void node(const shell::Node& node, const Place& place);
  /// A command by its words, of which the first is the program.
  void words(std::vector<Argument> words, const std::string& text, int line, const Place& place);
  /// A script in a text: `bash -c '…'`. `fresh`: by a shell of its own, which knows none of our variables; `name`:
  /// what $0 is there.
  void text(std::string_view text, int line, const Place& place, bool fresh, const std::string& name = {});
  /// A text that psql is given.
  void sql(std::string_view text, const std::string& command, int line, const Place& place);

  /// The words that the shell makes of these.
  std::vector<Argument> expand(const std::vector<shell::Word>& words) const;
  /// One word as a text: a value, a here-document.
  std::string expand_text(const shell::Word& word) const;
  /// What a command writes to its output, where that can be told.
  std::optional<std::string> output_of(const shell::Node& node) const;

  void add(CommandJudgement judgement);
  /// The text of a file that a command of this place runs or prints.
  [[nodiscard]] std::optional<std::string> read(const std::string& path, const Place& place) const;
  /// The same of the command that is looked at.
  [[nodiscard]] std::optional<std::string> read(const std::string& path) const { return read(path, *here_); }
  /// The path from where the script begins.
  [[nodiscard]] std::string in_folder(const std::string& path) const;
  [[nodiscard]] bool on_path(const std::string& name) const {
    return !surroundings_.on_path || surroundings_.on_path(name);
  }
  State& state() { return *state_; }
  Judgement take() { return std::move(out_); }

 private:
  friend class OwnState;
  friend class Here;
  void simple(const shell::Command& command, const Place& place);
  void substitutions(const shell::Word& word, const Place& place);
  void substitutions(const shell::Command& command, const Place& place);
  void sets(const std::string& name, std::string_view value, const std::string& text, int line, const Place& place);
  void assign(const shell::Command& command, const Place& place);
  void redirect(const shell::Command& command, Place& place);
  void write_to(const shell::Redirection& redirection, const shell::Command& command, const Place& place);
  void unwrapped(const std::string& program, const std::vector<Argument>& words, const std::string& text, int line,
                 const Place& place);
  [[nodiscard]] Argument file_word(const shell::Word& word) const;
  [[nodiscard]] Argument output_file_of(const shell::Node& node) const;
  [[nodiscard]] Argument input_file_of(const shell::Node& node) const;
  void pipeline(const shell::Node& node, const Place& place);
  void condition(const shell::Node& node, const Place& place);
  void loop(const shell::Node& node, const Place& place);
  void for_loop(const shell::Node& node, const Place& place);
  void choice(const shell::Node& node, const Place& place);
  void test(const shell::Node& node, const Place& place);
  void forget_assigned(const shell::Node& node);
  void function(const std::string& name, const std::vector<Argument>& words, int line, const Place& place);
  void program(const Argument& name, std::vector<Argument> words, const std::string& text, int line,
               const Place& place);
  void file_as_program(const Argument& name, const std::string& text, int line, const Place& place);
  void unknown(std::string what, const std::string& text, int line, const Place& place, std::string program = {});
  void expand_word(const shell::Word& word, std::vector<Argument>& out) const;
  [[nodiscard]] std::string value_of(const shell::Part& part) const;

  Surroundings& surroundings_;
  State* state_;
  Place nowhere_ = {};
  const Place* here_ = &nowhere_;
  Judgement out_ = {};
  int budget_ = 20'000;  // commands that are looked at: loops in loops are many
};

/// The place of a file's commands. They are told at the line that runs it.
Place inside(const std::string& file, int line, Place place);

/// "what LD_PRELOAD makes programs do": why a variable's value decides what programs do; empty for most.
std::string what_it_steers(const std::string& name, std::string_view value);
/// Whether bash may run what stands in an index, which it expands once more: [[ -v 'a[$(x)]' ]], [[ 'a[$(x)]' -eq 1
/// ]].
bool index_may_run(std::string_view test);
/// Whether a file there is the script's own: /tmp and its like.
bool is_temporary_path(std::string_view path);
/// Whether programs of the system stand there.
bool is_system_folder(std::string_view folder);

/// Text as it is shown: what is not known by its name in the script, or "…".
std::string shown_text(std::string_view text);

}  // namespace commands
