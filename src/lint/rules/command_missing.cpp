// Commands that resolve nowhere: no program, no builtin, no function of an earlier fence, no script of package.json.
#include <algorithm>
#include <map>
#include <regex>
#include <set>

#include <fmt/format.h>

#include "base/files.h"
#include "base/json.h"
#include "base/process.h"
#include "base/text.h"
#include "lint/project_files.h"
#include "lint/shell_text.h"

namespace lint {

static bool is_builtin(const std::string& name) {
  static const std::set<std::string, std::less<>> names{
      ".",         "..",       ":",      "[",       "[[",      "alias",   "bg",         "bind",     "break",
      "builtin",   "caller",   "case",   "cd",      "command", "compgen", "complete",   "continue", "declare",
      "dirs",      "disown",   "do",     "done",    "echo",    "elif",    "else",       "enable",   "esac",
      "eval",      "exec",     "exit",   "export",  "false",   "fc",      "fg",         "fi",       "for",
      "function",  "getopts",  "hash",   "help",    "history", "if",      "in",         "jobs",     "kill",
      "let",       "local",    "logout", "mapfile", "popd",    "printf",  "pushd",      "pwd",      "read",
      "readarray", "readonly", "return", "select",  "set",     "shift",   "shopt",      "source",   "suspend",
      "test",      "then",     "time",   "times",   "trap",    "true",    "type",       "typeset",  "ulimit",
      "umask",     "unalias",  "unset",  "until",   "wait",    "while",   "lockkeeper", "lk",       "deactivate",
      "nvm"};
  return names.contains(name);
}

static std::set<std::string> functions(const Shell& shell) {
  auto out = shell.functions;
  for (const auto& command : shell.commands) {
    if (command.program() == "alias" && command.words.size() > 1)
      out.insert(command.words[1].substr(0, command.words[1].find('=')));
  }
  return out;
}

// After `ssh host` the lines are meant for another machine.
static std::set<std::size_t> fences_elsewhere(const Shell& shell) {
  std::set<std::size_t> out;
  for (const auto& command : shell.judged) {
    if (!command.says.session.empty()) out.insert(command.fence);
  }
  return out;
}

// Editors and pagers: a person has them, and interactive says what is wrong with them here.
static std::set<int> lines_for_people(const Shell& shell) {
  std::set<int> out;
  for (const auto& command : shell.judged) {
    if (!command.says.terminal.empty() || !command.says.never_ends.empty()) out.insert(command.says.line);
  }
  return out;
}

static void find_scripts(const Subject& subject, const Shell& shell, std::vector<Finding>& findings) {
  const auto file = project_file(subject.document, "package.json");
  if (!file) return;
  const auto package = base::Json::parse(base::read_file(*file), nullptr, false);
  if (!package.is_object()) return;
  const auto scripts = package.value("scripts", base::Json::object());
  std::set<std::string> told;
  for (const auto& command : shell.commands) {
    const auto program = command.program();
    if ((program != "npm" && program != "pnpm" && program != "yarn") || command.words.size() < 3 ||
        command.words[1] != "run")
      continue;
    const auto& name = command.words[2];
    if (name.starts_with("-") || scripts.contains(name) || !told.insert(name).second) continue;
    findings.push_back(finding_at(command, fmt::format("{} has no script \"{}\"", file->string(), name),
                                  "npm run lists those there are"));
  }
}

// "Check that the service answers before you go on." in a fence: a shell takes the first word for a command.
static bool is_sentence(const ShellCommand& command) {
  static const std::regex first(R"(^[A-Z][a-z]+$)");
  static const std::regex word(R"(^[A-Za-z][A-Za-z'-]*[.,:;!?]?$)");
  const auto& words = command.words;
  if (words.size() < 3 || !command.assignments.empty() || !std::regex_match(words.front(), first)) return false;
  const auto plain = std::count_if(words.begin(), words.end(), [](const std::string& each) {
    return each.size() < 40 && std::regex_match(each, word);
  });
  return 4 * static_cast<std::size_t>(plain) >= 3 * words.size() && !base::find_program(words.front());
}

static void find_other_texts(const Shell& shell, std::vector<Finding>& findings) {
  for (const auto& fence : shell.fences) {
    if (!fence.configuration) continue;
    findings.push_back(
        {.line = fence.opening,
         .column = 1,
         .message = "this is a configuration file: a shell takes the name of each setting for a command",
         .better = "name the language of the fence (```ini, ```yaml), or write the file with cat > FILE <<'EOF'"});
  }
  std::vector<Finding> sentences;
  std::set<int> lines;
  for (const auto& command : shell.commands) {
    if (is_sentence(command) && lines.insert(command.line).second)
      sentences.push_back(finding_at(
          command, fmt::format("this is a sentence: the shell takes {} for a command", command.words.front()),
          "put it above the fence, or behind a #"));
  }
  add_once(findings, std::move(sentences));
}

static void find_command_missing(const Subject& subject, std::vector<Finding>& findings) {
  static const std::regex name(R"(^[a-z0-9_][a-z0-9_.+-]*$)");
  const auto& shell = shell_of(subject.document);
  const auto known = functions(shell);
  const auto elsewhere = fences_elsewhere(shell);
  const auto for_people = lines_for_people(shell);
  std::map<std::string, std::vector<Finding>> missing;
  for (const auto& command : shell.commands) {
    if (command.words.empty() || elsewhere.contains(command.fence)) continue;
    const auto& program = command.words.front();
    if (program.size() > 60 || !std::regex_match(program, name) || is_builtin(program) || known.contains(program))
      continue;
    if (base::find_program(program)) continue;
    if (for_people.contains(command.line)) continue;
    missing[program].push_back(finding_at(command, fmt::format("there is no command {} on this machine", program),
                                          "install it where the runbook is run, or correct its name"));
  }
  for (auto& [program, same] : missing) add_once(findings, std::move(same));
  find_other_texts(shell, findings);
  find_scripts(subject, shell, findings);
}

extern const Rule command_missing{.severity = Severity::warning, .find = find_command_missing};

}  // namespace lint
