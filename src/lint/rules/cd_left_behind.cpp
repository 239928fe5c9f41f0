// A fence that changes the folder, and a later one whose relative paths were meant for the folder before.
#include <map>

#include "base/text.h"
#include "lint/shell_text.h"

namespace lint {

namespace {
struct Use {
  std::string folder;
  int line = 0;
};
}  // namespace

static bool is_absolute(const std::string& path) {
  return path.starts_with("/") || path.starts_with("~") || path.starts_with("$") ||
         (path.size() > 1 && path[1] == ':');
}

static std::string without_slash(std::string path) {
  while (path.size() > 1 && path.ends_with("/")) path.pop_back();
  return path.starts_with("./") ? path.substr(2) : path;
}

static void find_cd_left_behind(const Subject& subject, std::vector<Finding>& findings) {
  const auto& shell = shell_of(subject.document);
  std::string folder;    // where the shell is; "" where the phase began
  std::string relative;  // what the last relative cd added
  int changed = 0;       // its line
  std::size_t phase = 0;
  std::map<std::string, Use> uses;  // script → where it was called from first, with a folder that was named
  bool told = false;
  for (const auto& command : shell.commands) {
    if (!shell.fence_of(command).in_main_line() || command.substituted || command.words.empty()) continue;
    if (shell.fence_of(command).phase != phase) {
      phase = shell.fence_of(command).phase;
      folder.clear();
      relative.clear();
      told = false;
    }
    if (command.before == "&&" && command.program() == "cd") continue;
    if (command.program() == "cd" && command.words.size() > 1) {
      const auto to = without_slash(command.words[1]);
      if (is_absolute(to) || to == "-") {
        folder = to;
        relative.clear();
      } else if (to.starts_with("..")) {
        relative.clear();
        folder.clear();
      } else if (command.after != "&&") {  // cd x && y is often the whole line of a subshell
        folder += "/" + to;
        relative = to;
        changed = command.line;
      }
      continue;
    }
    for (std::size_t i = 0; i < command.words.size() && !told; ++i) {
      const auto& word = command.words[i];
      const bool script = i == 0 && word.starts_with("./");
      const bool again = !relative.empty() && without_slash(word).starts_with(relative + "/");
      const auto used = uses.find(word);
      const bool from_elsewhere = script && !relative.empty() && used != uses.end() &&
                                  used->second.folder != folder && folder.starts_with(used->second.folder);
      if (again || from_elsewhere) {
        findings.push_back(finding_at(
            command,
            "the shell is still in " + relative + " since line " + std::to_string(changed) + ", and " + word +
                (from_elsewhere ? " was called from the folder above it in line " + std::to_string(used->second.line)
                                : " is written from the folder above it"),
            "let the earlier fence come back: (cd " + relative + " && …), or begin this one with a cd of its own"));
        told = true;
      } else if (script && !folder.empty()) {
        uses.emplace(word, Use{folder, command.line});
      }
    }
  }
}

extern const Rule cd_left_behind{.severity = Severity::warning, .find = find_cd_left_behind};

}  // namespace lint
