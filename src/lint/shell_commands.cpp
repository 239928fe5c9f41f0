#include "lint/shell_commands.h"

#include <algorithm>
#include <array>

namespace lint {

namespace {

using Kind = shell::Node::Kind;

// Goes through the tree in the order of the text and remembers what joins a command to its neighbours.
class Walk {
 public:
  explicit Walk(std::vector<ShellCommand>& out) : out_(out) {}

  void node(const shell::Node& node) {
    const auto before = out_.size();
    expansions(node.command);
    if (node.kind == Kind::command) {
      command(node.command);
    } else if (node.kind == Kind::background) {
      children(node, ";");
      join("&", before);
    } else {
      children(node, separator(node.kind));
    }
    if (node.kind != Kind::command) redirect_last(node.command, before);
  }

  // Those in $( ) by a walk of their own each, so that none of them is a neighbour of what holds it.
  void inner() {
    for (std::size_t at = 0; at < inside_.size(); ++at) {
      const auto held = inside_[at];
      before_.clear();
      substituted_ = true;
      node(*held);
    }
  }

 private:
  static std::string separator(Kind kind) {
    switch (kind) {
      case Kind::pipeline:
        return "|";
      case Kind::and_list:
        return "&&";
      case Kind::or_list:
        return "||";
      default:
        return ";";
    }
  }

  void children(const shell::Node& node, const std::string& between) {
    auto before = out_.size();
    for (std::size_t at = 0; at < node.children.size(); ++at) {
      const auto& child = node.children[at];
      if (at > 0) {
        const bool next_line = depth_ == 0 && between == ";" && child.line > node.children[at - 1].line;
        join(next_line ? "\n" : between, before);
      }
      before = out_.size();
      ++depth_;
      this->node(child);
      --depth_;
    }
  }

  // `before`: how many commands there were before the one on the left; a test leaves none. What stands behind it
  // already stays: `x & y` has the & and no end of line.
  void join(const std::string& op, std::size_t before) {
    before_ = op;
    if (out_.size() > before && out_.back().after.empty()) out_.back().after = op;
  }

  void command(const shell::Command& command) {
    ShellCommand now{.before = before_, .substituted = substituted_, .line = command.line};
    for (const auto& each : command.assignments) now.assignments.push_back(text_of(each));
    std::vector<shell::Word> words = command.words;
    declared(command, now, words);
    drop_prefixes(words, now);
    place(command, words, now);
    for (const auto& word : words) {
      now.words.push_back(word.plain);
      now.raw.push_back(word.source);
    }
    redirect(command, now);
    if (now.words.empty() && now.assignments.empty() && now.redirections.empty()) return;
    out_.push_back(std::move(now));
    before_.clear();
  }

  static std::string text_of(const shell::Assignment& assignment) {
    return assignment.name + (assignment.element ? "[]" : "") + (assignment.appends ? "+=" : "=") +
           assignment.value.plain;
  }

  // export A=b: what it sets are words of it.
  static void declared(const shell::Command& command, ShellCommand& now, std::vector<shell::Word>& words) {
    static constexpr std::array<std::string_view, 5> declares{"export", "declare", "typeset", "local", "readonly"};
    if (words.empty() || std::find(declares.begin(), declares.end(), words.front().plain) == declares.end()) return;
    now.assignments.clear();
    for (const auto& each : command.assignments) {
      shell::Word word{.source = each.name + "=" + each.value.source, .plain = text_of(each)};
      word.line = each.value.line;
      word.column = each.value.column;
      words.push_back(std::move(word));
    }
  }

  static bool is_assignment(const shell::Word& word) {
    const auto equals = word.source.find('=');
    if (equals == std::string::npos || equals == 0) return false;
    return std::all_of(word.source.begin(), word.source.begin() + static_cast<std::ptrdiff_t>(equals),
                       [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; });
  }

  // Assignments, sudo and what runs the rest as it is, in front of the command itself.
  static void drop_prefixes(std::vector<shell::Word>& words, ShellCommand& now) {
    static constexpr std::array<std::string_view, 7> runs_the_rest{"sudo",    "time", "nohup",  "exec",
                                                                   "command", "env",  "builtin"};
    std::size_t first = 0;
    while (first < words.size()) {
      const auto& word = words[first];
      const bool assigns = is_assignment(word);
      if (assigns) now.assignments.push_back(word.plain);
      if (!assigns && std::find(runs_the_rest.begin(), runs_the_rest.end(), word.plain) == runs_the_rest.end()) break;
      const bool sudo = word.plain == "sudo";
      ++first;
      while (sudo && first < words.size() && words[first].plain.starts_with('-')) {
        const bool takes_value = words[first].plain == "-u" || words[first].plain == "-g";
        first += takes_value ? 2 : 1;
      }
    }
    words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(std::min(first, words.size())));
  }

  static void place(const shell::Command& command, const std::vector<shell::Word>& words, ShellCommand& now) {
    now.column = 1;
    const auto at = [&](int line, int column) {
      now.line = line;
      now.column = column;
    };
    if (!words.empty())
      at(words.front().line, words.front().column);
    else if (!command.assignments.empty())
      at(command.assignments.front().value.line, command.assignments.front().value.column);
    else if (!command.redirections.empty())
      at(command.redirections.front().line, command.redirections.front().column);
  }

  static std::string operator_of(const shell::Redirection& redirection) {
    using As = shell::Redirection::Kind;
    const std::string number = redirection.descriptor >= 0 ? std::to_string(redirection.descriptor)
                               : redirection.both          ? "&"
                                                           : "";
    switch (redirection.kind) {
      case As::read:
        return number + "<";
      case As::write:
        return number + ">";
      case As::append:
        return number + ">>";
      case As::read_write:
        return number + "<>";
      case As::duplicate:
      case As::close:
        return number + ">&";
      case As::here_document:
        return "<<";
      case As::here_string:
        return "<<<";
    }
    return number;
  }

  static void redirect(const shell::Command& command, ShellCommand& now) {
    for (const auto& each : command.redirections) {
      const bool here = each.kind == shell::Redirection::Kind::here_document;
      now.redirections.push_back({.op = operator_of(each),
                                  .target = here ? std::string() : each.target.plain,
                                  .body = here ? each.target.source : std::string()});
    }
  }

  // done < file, } > log: rules look at commands, and the last of what is held stands for the whole.
  void redirect_last(const shell::Command& command, std::size_t before) {
    if (out_.size() > before) redirect(command, out_.back());
  }

  void expansions(const shell::Command& command) {
    for (const auto& each : command.assignments) expansions(each.value);
    for (const auto& word : command.words) expansions(word);
    for (const auto& each : command.redirections) expansions(each.target);
  }
  void expansions(const shell::Word& word) {
    for (const auto& part : word.parts) {
      if (part.inside) inside_.push_back(part.inside);
      if (part.instead) expansions(*part.instead);
    }
  }

  std::vector<ShellCommand>& out_;
  std::string before_;
  bool substituted_ = false;
  int depth_ = 0;
  std::vector<std::shared_ptr<const shell::Node>> inside_ = {};
};

}  // namespace

static void add_functions(const shell::Node& node, std::set<std::string>& out) {
  if (node.kind == Kind::function) out.insert(node.name);
  for (const auto& child : node.children) add_functions(child, out);
}

std::set<std::string> functions_of(const shell::Script& script) {
  std::set<std::string> out;
  add_functions(script.root, out);
  return out;
}

namespace {

class Variables {
 public:
  Variables(int line, std::vector<VariableUse>& used, std::vector<VariableUse>& set)
      : line_(line), used_(used), set_(set) {}

  void node(const shell::Node& node) {
    if (node.kind != Kind::test) command(node.command);
    if (node.kind == Kind::for_loop) add(node.name, node.line);
    const bool function = node.kind == Kind::function;
    in_function_ += function ? 1 : 0;
    for (const auto& child : node.children) this->node(child);
    in_function_ -= function ? 1 : 0;
  }

 private:
  void command(const shell::Command& command) {
    for (const auto& each : command.assignments) word(each.value);
    for (const auto& each : command.words) word(each);
    for (const auto& each : command.redirections) word(each.target);
    for (const auto& each : command.assignments) add(each.name, command.line);
    named_by_words(command);
  }

  // read A B, mapfile -t LINES, printf -v NAME, unset NAME, getopts ab OPTION
  void named_by_words(const shell::Command& command) {
    static constexpr std::array<std::string_view, 11> names{"read",    "mapfile",  "readarray", "printf",
                                                            "getopts", "export",   "local",     "declare",
                                                            "typeset", "readonly", "unset"};
    if (command.words.empty()) return;
    if (std::find(names.begin(), names.end(), command.words.front().plain) == names.end()) return;
    for (const auto& each : command.words) add(each.plain.substr(0, each.plain.find('=')), command.line);
  }

  void word(const shell::Word& word) {
    const bool stops = word.source.find(":?") != std::string::npos;  // ${NAME:?} says so itself
    for (const auto& part : word.parts) {
      if (part.kind == shell::Part::Kind::variable && !part.instead && !stops)
        used_.push_back({.name = part.text, .line = word.line});
      if (part.instead) this->word(*part.instead);
      if (part.inside) node(*part.inside);
    }
  }

  void add(const std::string& name, int line) {
    set_.push_back({.name = name, .line = in_function_ > 0 ? line_ : line});
  }

  int line_;
  int in_function_ = 0;
  std::vector<VariableUse>& used_;
  std::vector<VariableUse>& set_;
};

}  // namespace

void add_variables(const shell::Script& script, std::vector<VariableUse>& used, std::vector<VariableUse>& set) {
  Variables(script.root.line, used, set).node(script.root);
}

std::vector<ShellCommand> simple_commands(const shell::Script& script) {
  std::vector<ShellCommand> out;
  Walk walk(out);
  walk.node(script.root);
  walk.inner();
  return out;
}

}  // namespace lint
