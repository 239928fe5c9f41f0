// What a catalogue entry says of a program: its names, its options, and what each of its forms does.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "commands/judgement.h"

namespace commands {

/// Stands in a text for a piece that is not known before the script runs.
inline constexpr char unknown_piece = '\x1a';
/// The same for the path of something that the script itself has just made: $(mktemp).
inline constexpr char made_piece = '\x02';

/// A word of a command as the program gets it.
struct Argument {
  std::string text = {};   // with `unknown_piece` for what is not known
  std::string shown = {};  // as written
  bool several = false;    // not in quotes: may become several words, or none
  bool pattern = false;    // names the files that match it
  int line = 0;            // of the script, where its text begins

  [[nodiscard]] bool known() const { return text.find(unknown_piece) == std::string::npos && !pattern; }
  /// Whether it is something that the script made itself.
  [[nodiscard]] bool made() const {
    return text.starts_with(made_piece) && known() && text.find("..") == std::string::npos;
  }
  [[nodiscard]] bool is(std::string_view word) const { return text == word; }
};

/// What a form does and how it is called: the first whose words are there decides.
///
/// `words` are the operands that it begins with: "get|describe", "rds describe-*"; "" takes all.
/// `does` says it in a line that begins with a verb: {0} are the words as given, {1}, {2} the operands behind them,
/// {*} all of these, {-n} is an option's value. Empty where it only reads. `options` are those that change nothing
/// about it: see options.h.
struct Form {
  std::string_view words = {};
  Effect effect = Effect::reads;
  std::string_view does = {};
  std::string_view options = {};
  std::string_view never_ends = {};
  std::string_view session = {};
  std::string_view terminal = {};
};

enum class Style {
  letters,  // -xvf is -x -v -f
  words,    // -force is --force, as terraform and java have it
};

class Call;

struct Program {
  std::string_view names;         // "kubectl oc"
  std::string_view options = {};  // of all forms
  std::span<const Form> forms = {};
  /// In place of forms: for wrappers, clients of databases, and what reads its operands in its own way.
  void (*judge)(Call& call) = nullptr;
  Style style = Style::letters;
  bool stops = false;               // options stand before the first operand alone: env, timeout
  bool in_project = false;          // stands in the project's own folders: ./manage.py, bin/rails
  std::string_view elsewhere = {};  // "the cluster": what all of it is about
};

}  // namespace commands
