#include "runbook/unset_variables.h"

#include <algorithm>
#include <cctype>

#include "base/text.h"
#include "runbook/words.h"
#include "shell/script.h"

namespace runbook {

namespace {

// Walks a script in the order in which it is written.
class Walk {
 public:
  explicit Walk(VariablesOf& out) : out_(out) {}
  void node(const shell::Node& node);

 private:
  void command(const shell::Command& command, bool test);
  void word(const shell::Word& word);
  void builtin(const shell::Command& command, std::string_view program);

  VariablesOf& out_;
};

}  // namespace

// ${NAME:?} stops there, ${NAME:+word} asks whether it is set.
static bool says_what_to_do(const shell::Word& word, const std::string& name) {
  return std::ranges::any_of(std::initializer_list<const char*>{":?", "?", ":+", "+"}, [&](const char* sign) {
    return word.source.find("${" + name + sign) != std::string::npos;
  });
}

void Walk::word(const shell::Word& word) {
  using Kind = shell::Part::Kind;
  for (const auto& part : word.parts) {
    if (part.inside) node(*part.inside);
    if (part.instead) this->word(*part.instead);
    if (part.kind != Kind::variable || part.instead || out_.sets_anything || out_.set.contains(part.text)) continue;
    const bool known = std::ranges::find(out_.used, part.text, &UsedVariable::name) != out_.used.end();
    if (!known && !is_of_the_environment(part.text) && !says_what_to_do(word, part.text))
      out_.used.push_back({part.text, word.line});
  }
}

// read NAME, export NAME=value, printf -v NAME
void Walk::builtin(const shell::Command& command, std::string_view program) {
  if (is_any_of(program, {"source", ".", "eval"})) out_.sets_anything = true;
  const auto has = [&](std::string_view wanted) {
    return std::ranges::any_of(command.words, [&](const auto& word) { return word.plain == wanted; });
  };
  if (program == "set" && has("-a")) out_.sets_anything = true;
  if (!is_any_of(program, {"read", "mapfile", "readarray", "getopts", "printf", "let", "declare", "export", "local",
                           "typeset", "readonly"}))
    return;
  for (const auto& word : command.words) {
    const auto text = word.plain.substr(0, word.plain.find('='));
    if (text.starts_with("$")) out_.sets_anything = true;  // export $(cat .env)
    out_.set.insert(text);
  }
}

void Walk::command(const shell::Command& command, bool test) {
  for (const auto& each : command.assignments) {
    word(each.value);
    out_.set.insert(each.name);
  }
  const auto program = command.words.empty() ? std::string() : command.words.front().plain;
  const bool asks = test || is_any_of(program, {"test", "[", "[["});
  for (const auto& each : command.words) {
    if (!asks) word(each);
  }
  for (const auto& each : command.redirections) word(each.target);
  builtin(command, program);
}

void Walk::node(const shell::Node& node) {
  using Kind = shell::Node::Kind;
  if (node.kind == Kind::for_loop) out_.set.insert(node.name);
  command(node.command, node.kind == Kind::test);
  for (const auto& child : node.children) this->node(child);
}

VariablesOf variables_of(std::string_view script, int first_line) {
  VariablesOf out;
  if (script.find('$') == std::string_view::npos && script.find('=') == std::string_view::npos &&
      script.find("source") == std::string_view::npos && script.find("read") == std::string_view::npos &&
      script.find(". ") == std::string_view::npos)
    return out;
  const auto read = shell::parse(script, first_line);
  if (!read.problems.empty()) {
    out.sets_anything = true;  // asked about anyway
    return out;
  }
  Walk(out).node(read.root);
  return out;
}

bool is_of_the_environment(std::string_view name) {
  if (name.empty() || (std::isalpha(static_cast<unsigned char>(name.front())) == 0 && name.front() != '_'))
    return true;
  for (const std::string_view prefix :
       {"PG", "LOCKKEEPER_", "BASH", "LC_", "AWS_", "GITHUB_", "CI_", "SUDO_", "XDG_"}) {
    if (name.starts_with(prefix)) return true;
  }
  return is_any_of(name, {"HOME",       "PATH",   "USER",          "LOGNAME",       "PWD",      "OLDPWD", "SHELL",
                          "HOSTNAME",   "TMPDIR", "LANG",          "TERM",          "EDITOR",   "UID",    "EUID",
                          "PPID",       "RANDOM", "IFS",           "SECONDS",       "LINENO",   "REPLY",  "OPTARG",
                          "PIPESTATUS", "OPTIND", "FUNCNAME",      "SHLVL",         "HOSTTYPE", "OSTYPE", "MACHTYPE",
                          "COLUMNS",    "LINES",  "EPOCHSECONDS",  "EPOCHREALTIME", "CI",       "PAGER",  "DISPLAY",
                          "KUBECONFIG", "_",      "SSH_AUTH_SOCK", "DATABASE_URL"});
}

}  // namespace runbook
