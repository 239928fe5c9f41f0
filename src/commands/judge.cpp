#include "commands/judge.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "commands/call.h"
#include "commands/programs.h"
#include "commands/project_files.h"

namespace commands {

static constexpr int deepest = 12;    // texts and functions in each other
static constexpr int most_files = 5;  // that run each other

// Commands in brackets, pipes and branches change a state of their own.
class OwnState {
 public:
  explicit OwnState(Judge& judge) : judge_(judge), before_(judge.state_), own_(*judge.state_) {
    judge_.state_ = &own_;
  }
  ~OwnState() {
    // What reaches beyond it in some of these: files, the folder, functions that stand for something else now.
    before_->written.insert(own_.written.begin(), own_.written.end());
    before_->sourced.insert(own_.sourced.begin(), own_.sourced.end());
    before_->moved = before_->moved || own_.moved || own_.folder != before_->folder;
    before_->files_changed = before_->files_changed || own_.files_changed;
    before_->aliases.insert(own_.aliases.begin(), own_.aliases.end());
    for (const auto& [name, body] : own_.functions) {
      const auto found = before_->functions.find(name);
      if (found != before_->functions.end() && found->second != body) before_->functions[name] = nullptr;
    }
    judge_.state_ = before_;
  }
  OwnState(const OwnState&) = delete;
  OwnState& operator=(const OwnState&) = delete;
  [[nodiscard]] State& own() { return own_; }

 private:
  Judge& judge_;
  State* before_;
  State own_;
};

// Which place is looked at: what runs elsewhere reads no file of this machine.
class Here {
 public:
  Here(Judge& judge, const Place& place) : judge_(judge), before_(std::exchange(judge.here_, &place)) {}
  ~Here() { judge_.here_ = before_; }
  Here(const Here&) = delete;
  Here& operator=(const Here&) = delete;

 private:
  Judge& judge_;
  const Place* before_;
};

void Judge::add(CommandJudgement judgement) {
  judgement.text = base::one_line(judgement.text, 200);
  judgement.does = base::replace_all(shown_text(judgement.does), "lk_unknown", "…");
  judgement.not_known = base::replace_all(shown_text(judgement.not_known), "lk_unknown", "…");
  judgement.elsewhere = shown_text(judgement.elsewhere);
  const auto same = [&](const CommandJudgement& other) {
    return other.line == judgement.line && other.text == judgement.text && other.effect == judgement.effect &&
           other.file == judgement.file && other.why() == judgement.why() && other.elsewhere == judgement.elsewhere;
  };
  if (judgement.effect >= Effect::unknown) state_->files_changed = true;
  // A loop's body is looked at once for each of its values.
  const auto near = std::min<std::ptrdiff_t>(std::ssize(out_.commands), 100);
  if (std::any_of(out_.commands.end() - near, out_.commands.end(), same)) return;
  out_.commands.push_back(std::move(judgement));
}

void Judge::unknown(std::string what, const std::string& text, int line, const Place& place, std::string program) {
  add({.line = place.line > 0 ? place.line : line,
       .text = text,
       .file = place.file,
       .effect = Effect::unknown,
       .not_known = std::move(what),
       .elsewhere = place.elsewhere,
       .program = std::move(program)});
}

static std::string_view name_in_folder(std::string_view path) {
  return path.substr(path.rfind('/') == std::string_view::npos ? 0 : path.rfind('/') + 1);
}

std::optional<std::string> Judge::read(const std::string& path, const Place& place) const {
  if (!surroundings_.read || place.remote || place.files >= most_files || state_->files_changed) return std::nullopt;
  if (path.empty() || path.find(unknown_piece) != std::string::npos || path.find(made_piece) != std::string::npos)
    return std::nullopt;
  // By its last name: the same file can be written under many a path.
  if (std::ranges::any_of(state_->written, [&](const std::string& written) {
        return name_in_folder(written) == name_in_folder(path) || written.find(unknown_piece) != std::string::npos;
      }))
    return std::nullopt;
  if ((state_->moved || place.moved) && !path.starts_with('/')) return std::nullopt;
  return surroundings_.read(in_folder(path));
}

std::string Judge::in_folder(const std::string& path) const {
  if (path.starts_with('/') || state_->folder.empty()) return path;
  return state_->folder + "/" + (path.starts_with("./") ? path.substr(2) : path);
}

Place inside(const std::string& file, int line, Place place) {
  if (place.line == 0) place.line = line;
  place.file = file;
  ++place.files;
  ++place.depth;
  return place;
}

void Judge::script(const shell::Script& script, const Place& place) {
  for (const auto& problem : script.problems)
    unknown("what this means to the shell", problem.message, problem.line, place);
  node(script.root, place);
}

void Judge::text(std::string_view text, int line, const Place& place, bool fresh, const std::string& name) {
  if (place.depth > deepest) return unknown("what is nested so deep", std::string(text), line, place);
  if (!fresh) return script(shell::parse(text, line), place);
  State none;
  auto* before = std::exchange(state_, &none);
  none.written = before->written;
  none.files_changed = before->files_changed;
  none.moved = before->moved || place.moved;
  none.folder = before->folder;
  if (!name.empty()) none.variables["0"] = name;
  script(shell::parse(text, line), place);
  before->written.insert(none.written.begin(), none.written.end());
  before->files_changed = none.files_changed;
  state_ = before;
}

void Judge::node(const shell::Node& node, const Place& place) {
  using Kind = shell::Node::Kind;
  if (--budget_ < 0) {
    if (budget_ == -1) unknown("what comes behind the first 20,000 commands", "", node.line, place);
    return;
  }
  const Here here(*this, place);
  Place inner = place;
  const bool straight = node.kind == Kind::command || node.kind == Kind::sequence || node.kind == Kind::group ||
                        node.kind == Kind::subshell || node.kind == Kind::pipeline;
  inner.certain = place.certain && straight;
  const bool holds_commands = node.kind != Kind::command && node.kind != Kind::function;
  if (holds_commands && !node.command.redirections.empty()) {
    substitutions(node.command, place);
    redirect(node.command, inner);
  }
  switch (node.kind) {
    case Kind::command:
      return simple(node.command, place);
    case Kind::sequence:
    case Kind::group:
    case Kind::negation:
      for (const auto& child : node.children) this->node(child, inner);
      return;
    case Kind::subshell:
    case Kind::background: {
      OwnState own(*this);
      for (const auto& child : node.children) this->node(child, inner);
      return;
    }
    case Kind::pipeline:
      return pipeline(node, inner);
    case Kind::and_list:
    case Kind::or_list:
    case Kind::condition:
      return condition(node, inner);
    case Kind::loop:
      return loop(node, inner);
    case Kind::for_loop:
      return for_loop(node, inner);
    case Kind::choice:
      return choice(node, inner);
    case Kind::function:
      state_->function_files.erase(node.name);
      if (!place.file.empty()) state_->function_files[node.name] = place.file;
      state_->functions[node.name] =
          std::make_shared<const shell::Node>(node.children.empty() ? shell::Node{} : node.children.front());
      return;
    case Kind::test:
      return test(node, inner);
  }
}

void Judge::pipeline(const shell::Node& node, const Place& place) {
  Place inner = place;
  // The last of them writes what the first began with.
  Argument sink;
  for (const auto& child : node.children) {
    if (auto file = output_file_of(child); !file.text.empty()) sink = std::move(file);
  }
  Argument source = node.children.empty() ? Argument{} : input_file_of(node.children.front());
  for (std::size_t at = 0; at < node.children.size(); ++at) {
    if (inner.output.text.empty()) inner.output = sink;
    if (at > 0) inner.input_file = source;
    {
      OwnState own(*this);
      this->node(node.children[at], inner);
    }
    const auto output =
        at == 0 && place.input.kind == Input::Kind::none ? output_of(node.children[at]) : std::nullopt;
    inner.input = output ? Input{.kind = Input::Kind::text, .text = *output, .line = node.children[at].line}
                         : Input{.kind = Input::Kind::unknown};
  }
  forget_assigned(node);  // `| read x`: in some shells the last one is this one
}

// if and its like: each part but the first may not run.
void Judge::condition(const shell::Node& node, const Place& place) {
  if (node.children.empty()) return;
  this->node(node.children.front(), place);
  std::vector<State> ends;
  for (std::size_t at = 1; at < node.children.size(); ++at) {
    OwnState own(*this);
    this->node(node.children[at], place);
    ends.push_back(own.own());
  }
  for (const auto& end : ends) merge(*state_, end);
}

void Judge::choice(const shell::Node& node, const Place& place) {
  for (const auto& word : node.command.words) substitutions(word, place);
  std::vector<State> ends;
  for (const auto& child : node.children) {
    OwnState own(*this);
    this->node(child, place);
    ends.push_back(own.own());
  }
  for (const auto& end : ends) merge(*state_, end);
}

static void names_assigned(const shell::Node& node, std::set<std::string>& out) {
  for (const auto& each : node.command.assignments) out.insert(each.name);
  if (node.kind == shell::Node::Kind::for_loop) out.insert(node.name);
  const auto& words = node.command.words;
  const auto first = words.empty() ? std::nullopt : words[0].literal();
  for (const char* builtin :
       {"read", "mapfile", "readarray", "getopts", "printf", "let", "unset", "declare", "export", "local"}) {
    if (first != builtin) continue;
    for (const auto& word : words) {
      const auto text = word.literal().value_or("");
      out.insert(text.substr(0, text.find('=')));
    }
  }
  for (const auto& child : node.children) names_assigned(child, out);
}

void Judge::forget_assigned(const shell::Node& node) {
  std::set<std::string> names;
  names_assigned(node, names);
  for (const auto& name : names) state_->variables[name] = std::string(1, unknown_piece);
}

// Whether something in the loop leaves it.
static bool leaves(const shell::Node& node) {
  if (node.kind == shell::Node::Kind::function) return false;
  if (!node.command.words.empty()) {
    const auto word = node.command.words[0].literal().value_or("");
    if (word == "break" || word == "exit" || word == "return" || word == "exec" || word == "kill") return true;
  }
  return std::any_of(node.children.begin(), node.children.end(), leaves);
}

static bool always(const shell::Node& condition, bool until) {
  const auto* node = &condition;
  while (node->kind == shell::Node::Kind::sequence && node->children.size() == 1) node = &node->children[0];
  if (node->kind == shell::Node::Kind::test) {
    if (node->name != "((") return false;
    const auto source = node->command.words.empty() ? "" : node->command.words[0].source;
    return source.find(";;)") != std::string::npos || source.find("; ;") != std::string::npos || source == "((1))" ||
           source == "(( 1 ))";
  }
  const auto word = node->command.words.empty() ? "" : node->command.words[0].literal().value_or("");
  return until ? word == "false" : word == "true" || word == ":";
}

void Judge::loop(const shell::Node& node, const Place& place) {
  forget_assigned(node);
  if (node.children.size() == 2 && always(node.children[0], node.until) && !leaves(node.children[1]))
    add({.line = place.line > 0 ? place.line : node.line,
         .text = node.command.source,
         .file = place.file,
         .never_ends = "the loop repeats"});
  OwnState own(*this);
  for (const auto& child : node.children) this->node(child, place);
}

void Judge::for_loop(const shell::Node& node, const Place& place) {
  substitutions(node.command, place);
  const auto values = node.listed ? expand(node.command.words) : std::vector<Argument>{unknown_word("\"$@\"")};
  forget_assigned(node);
  std::size_t looked_at = 0;
  for (const auto& value : values) {
    OwnState own(*this);
    sets(node.name, value.pattern ? std::string("./") + value.text : value.text, node.command.source, node.line,
         place);
    own.own().variables[node.name] = value.pattern || ++looked_at > 32 ? std::string(1, unknown_piece) : value.text;
    for (const auto& child : node.children) this->node(child, place);
    if (looked_at > 32) break;
  }
}

void Judge::substitutions(const shell::Word& word, const Place& place) {
  for (const auto& part : word.parts) {
    if (part.inside) {
      OwnState own(*this);
      Place inner = place;
      inner.environment.clear();
      node(*part.inside, inner);
    }
    if (part.instead) substitutions(*part.instead, place);
  }
}

void Judge::substitutions(const shell::Command& command, const Place& place) {
  for (const auto& each : command.assignments) substitutions(each.value, place);
  for (const auto& each : command.words) substitutions(each, place);
  for (const auto& each : command.redirections) substitutions(each.target, place);
}

void Judge::assign(const shell::Command& command, const Place& place) {
  for (const auto& each : command.assignments) {
    auto value = expand_text(each.value);
    const auto before = state_->variables.find(each.name);
    const bool known_before = before != state_->variables.end();
    if (each.element || value.size() > 100'000 || (each.appends && !known_before))
      value = std::string(1, unknown_piece);
    if (each.appends && known_before) value = before->second + value;
    const auto& variable = state_->variables[each.name] = std::move(value);
    sets(each.name, variable, command.source, command.line, place);
  }
}

void Judge::simple(const shell::Command& command, const Place& place) {
  substitutions(command, place);
  Place inner = place;
  redirect(command, inner);
  auto words = expand(command.words);
  if (words.empty()) return assign(command, place);
  if ((words[0].is("test") || words[0].is("[")) && index_may_run(command.source))
    unknown(fmt::format("what the index in {} runs", command.source), command.source, command.line, place);
  for (const auto& each : command.assignments) {
    const auto value = expand_text(each.value);
    inner.environment[each.name] = value;
    sets(each.name, value, command.source, command.line, place);
  }
  if (words.size() > 2 && words[0].is("printf") && words[1].text.starts_with("-v")) {
    const auto name = words[1].is("-v") ? words[2].text : words[1].text.substr(2);
    state_->variables[name] = std::string(1, unknown_piece);
    sets(name, std::string("./") + unknown_piece, command.source, command.line, place);
  }
  static const std::set<std::string> declares{"export", "declare", "typeset", "local", "readonly"};
  if (declares.contains(words[0].text)) assign(command, place);
  this->words(std::move(words), command.source, command.line, inner);
}

void Judge::words(std::vector<Argument> words, const std::string& text, int line, const Place& place) {
  if (words.empty()) return;
  if (place.depth > deepest) return unknown("what is nested so deep", text, line, place);
  const Argument name = words.front();
  words.erase(words.begin());
  const auto known_function = !place.remote ? state_->functions.find(name.text) : state_->functions.end();
  if (known_function != state_->functions.end()) {
    if (known_function->second)
      function(name.text, words, line, place);
    else
      unknown(fmt::format("which of its definitions {} has", name.text), text, line, place);
    if (!find_program(name.text)) return;  // else what it stands for may run as well
  }
  if (state_->aliases.contains(name.text))
    unknown(fmt::format("what the alias {} stands for", name.text), text, line, place);
  program(name, std::move(words), text, line, place);
}

// Names that a function's body makes its own: local, declare.
static void names_declared(const shell::Node& node, std::set<std::string>& out) {
  const auto& words = node.command.words;
  const auto first = words.empty() ? std::nullopt : words[0].literal();
  if (first == "local" || first == "declare" || first == "typeset") {
    for (const auto& each : node.command.assignments) out.insert(each.name);
    for (const auto& word : words) {
      const auto text = word.literal().value_or("");
      out.insert(text.substr(0, text.find('=')));
    }
  }
  for (const auto& child : node.children) names_declared(child, out);
}

void Judge::function(const std::string& name, const std::vector<Argument>& words, int line, const Place& place) {
  const auto body = state_->functions.at(name);
  Place inner = place;
  ++inner.depth;
  inner.environment.clear();
  if (const auto file = state_->function_files.find(name); file != state_->function_files.end()) {
    inner.file = file->second;
    if (inner.line == 0) inner.line = line;
  }
  if (inner.depth > deepest) return unknown(fmt::format("what {} does in itself", name), name, body->line, place);
  std::vector<std::string> values;
  bool known = true;
  for (const auto& word : words) {
    known = known && !word.several && !word.pattern;
    values.push_back(word.text);
  }
  // What is set in front of the call, and what the body declares as its own, ends with it.
  std::set<std::string> own;
  names_declared(*body, own);
  for (const auto& [variable, value] : place.environment) own.insert(variable);
  const auto variables = state_->variables;
  for (const auto& [variable, value] : place.environment) state_->variables[variable] = value;
  auto before = std::exchange(state_->positional, known ? std::optional(values) : std::nullopt);
  node(*body, inner);
  state_->positional = std::move(before);
  for (const auto& variable : own) {
    const auto found = variables.find(variable);
    state_->variables[variable] = found == variables.end() ? std::string(1, unknown_piece) : found->second;
  }
}

void Judge::program(const Argument& name, std::vector<Argument> words, const std::string& text, int line,
                    const Place& place) {
  std::string_view program = name.text;
  const auto slash = program.rfind('/');
  if (slash != std::string_view::npos) {
    auto folder = program.substr(0, slash);
    const auto behind = folder.find_first_not_of(unknown_piece);
    if (behind != std::string_view::npos && behind > 0) folder.remove_prefix(behind);
    program.remove_prefix(slash + 1);
    const auto* known = find_program(program);
    const bool trusted = is_system_folder(folder) || (known && known->in_project);
    if (!trusted || !known) {
      if (known && known->in_project) unwrapped(std::string(program), words, text, line, place);
      if (known) Call(*this, *known, std::string(program), words, text, line, place).judge();
      return file_as_program(name, text, line, place);
    }
  }
  if (name.pattern || program.find(unknown_piece) != std::string_view::npos)
    return unknown(fmt::format("the program that {} stands for", name.shown), text, line, place);
  const auto* known = find_program(program);
  if (!known) return unknown(fmt::format("what {} does", name.shown), text, line, place, name.shown);
  // Read so that it is known what the judgement, and whoever approves it, rests on.
  for (const auto& file : project_files(program, words)) static_cast<void>(read(file, place));
  unwrapped(std::string(program), words, text, line, place);
  Call(*this, *known, std::string(program), std::move(words), text, line, place).judge();
}

static bool is_shell_script(std::string_view text) {
  if (!text.starts_with("#!")) return false;
  const auto first = base::trim(text.substr(2, text.find('\n') - 2));
  static const std::set<std::string_view> shells{"sh", "bash", "dash", "ksh", "ash"};
  // "/bin/bash", "/bin/sh -eu", "/usr/bin/env bash"
  const auto words = base::split(first, ' ');
  const auto program = name_in_folder(words.front());
  if (program == "env") return words.size() == 2 && shells.contains(words[1]);
  const bool plain = words.size() == 1 || (words.size() == 2 && words[1].starts_with('-') &&
                                           words[1].find_first_not_of("euxl", 1) == std::string_view::npos);
  return plain && shells.contains(program);
}

// ./migrate.sh: judged by what stands in it, where it is there and a shell's.
void Judge::file_as_program(const Argument& name, const std::string& text, int line, const Place& place) {
  const auto content = name.known() ? read(name.text, place) : std::nullopt;
  if (!content || !is_shell_script(*content))
    return unknown(fmt::format("what {} does", name.shown), text, line, place, name.shown);
  auto inner = inside(name.text, line, place);
  inner.environment.clear();
  this->text(*content, 1, inner, true, name.text);
}

Judgement judge(const shell::Script& script, Surroundings& surroundings) {
  if (!surroundings.state) surroundings.state = std::make_shared<State>();
  Judge judge(surroundings, *surroundings.state);
  judge.script(script, {});
  // Once more with what the variables hold in the end.
  const auto traps = std::exchange(surroundings.state->traps, {});
  for (const auto& trap : traps) judge.text(trap, script.root.line, {}, false);
  return judge.take();
}

Judgement judge_shell(std::string_view text, int line, Surroundings& surroundings) {
  return judge(shell::parse(text, line), surroundings);
}

Judgement judge_sql(std::string_view text, int line, Surroundings& surroundings) {
  if (!surroundings.state) surroundings.state = std::make_shared<State>();
  Judge judge(surroundings, *surroundings.state);
  judge.sql(text, "", line, {.variables = {{"ON_ERROR_STOP", "1"}}});
  return judge.take();
}

}  // namespace commands
