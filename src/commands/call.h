// A call of a program as its catalogue entry judges it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "commands/judge.h"
#include "commands/options.h"
#include "commands/program.h"

namespace commands {

class Call {
 public:
  Call(Judge& judge, const Program& program, std::string name, std::vector<Argument> words, std::string text,
       int line, const Place& place)
      : judge_(judge),
        program_(program),
        name_(std::move(name)),
        words_(std::move(words)),
        text_(std::move(text)),
        line_(line),
        place_(place) {}

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::vector<Argument>& words() const { return words_; }  // without the name
  [[nodiscard]] const Input& input() const { return place_.input; }
  [[nodiscard]] std::string environment(const std::string& name) const;
  [[nodiscard]] int line() const { return line_; }
  State& state() { return judge_.state(); }
  /// A file of this machine; nothing where the command runs elsewhere.
  [[nodiscard]] std::optional<std::string> read(const std::string& path) const { return judge_.read(path, place_); }

  [[nodiscard]] Options options(std::string_view more = {}) const;

  void judge();
  /// The judgement as the forms of the entry have it, or of another one.
  void by_forms();
  void by_forms_of(const Program& program);
  void by_forms_of(const Program& program, std::vector<Argument> words);

  // What it does. Each adds a line to the judgement.
  void reads() { add({}); }
  void does(Effect effect, std::string what) { add({.effect = effect, .does = std::move(what)}); }
  void not_known(std::string what) { add({.effect = Effect::unknown, .not_known = std::move(what)}); }
  void add(CommandJudgement judgement);
  /// True where an option is not known, which is then told.
  bool refuses(const Options& options);
  /// The same for all that options mark: a host, a file that is written, never ending.
  void add_with_marks(const Options& options, CommandJudgement judgement);

  // What it runs.
  void run(std::vector<Argument> words);
  /// For a limited time.
  void run_limited(std::vector<Argument> words);
  void run_elsewhere(std::vector<Argument> words, const std::string& where);
  void run_with(std::vector<Argument> words, Input input);
  /// A script in a text. `fresh`: its shell knows none of our variables.
  void run_text(const Argument& text, bool fresh = true, const std::string& where = {});
  void run_file(const Argument& file, const std::string& where = {});
  void run_input(const std::string& where = {});
  /// `one_query`: psql sends it as one, and reads no rows from it.
  void run_sql(std::string_view text, int line, bool one_query = false);
  void run_sql_of_file(std::string_view text, const std::string& file);
  void run_sql_of_input();
  /// A file in this shell: source.
  void run_file_here(const Argument& file);
  /// A variable of psql: -v name=value.
  void set_variable(const std::string& name, std::string value) { variables_[name] = std::move(value); }
  /// What is run from here on stands in a folder that is not known.
  void moves() { moved_ = true; }
  /// What is added from here on is about another host or database.
  void at(std::string elsewhere) { at_ = std::move(elsewhere); }

 private:
  [[nodiscard]] Place inner(const std::string& where, bool remote = true) const;

  Judge& judge_;
  const Program& program_;
  std::string name_;
  std::vector<Argument> words_;
  std::string text_;
  int line_;
  const Place& place_;
  std::string at_ = {};
  bool moved_ = false;
  std::map<std::string, std::string> variables_ = {};
};

/// Words from the one with this number on.
std::vector<Argument> words_from(const std::vector<Argument>& words, std::size_t first);
/// A word that nobody knows: what xargs adds.
Argument unknown_word(std::string shown);

}  // namespace commands
