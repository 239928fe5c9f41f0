// rm -rf of a data directory or of a path that a variable gives.
#include <regex>

#include "lint/shell_text.h"

namespace lint {

static bool recursive(const ShellCommand& command) {
  return command.flag('r', "--recursive") || command.flag('R', "");
}

static bool is_data(const std::string& path) {
  static const std::regex data(
      R"(^/var/lib/(postgresql|pgsql)(/|$)|PGDATA|/pgdata(/|$)|/pg_wal(/|$)|/pg_xlog(/|$)|^/$|^/\*$|^~/?$|^/(var|etc|home|usr)/?\*?$)");
  return std::regex_search(path, data);
}

// "$DIR/…" and "$DIR": without DIR it is "/…", or nothing.
static bool may_be_empty(const std::string& path) {
  static const std::regex variable(R"(^\$(\w+|\{\w+\})(/\*?)?($|/))");
  static const std::regex temporary(R"(^\$\{?(TMP|TEMP|TMPDIR|tmp)\w*\}?)");
  return std::regex_search(path, variable) && !std::regex_search(path, temporary);
}

static void find_rm_rf(const Subject& subject, std::vector<Finding>& findings) {
  for (const auto& command : shell_of(subject.document).commands) {
    if (command.program() != "rm" || !recursive(command)) continue;
    for (std::size_t i = 1; i < command.words.size(); ++i) {
      const auto& path = command.words[i];
      if (path.size() > 500 || path.starts_with("-")) continue;
      if (is_data(path)) {
        auto finding = finding_at(
            command, "removes " + path + ", and with it the last state that could be looked at or gone back to",
            "mv " + path + " " + path + ".old, and remove it when the restored server has proved itself");
        finding.severity = Severity::error;
        findings.push_back(std::move(finding));
        break;
      }
      if (may_be_empty(path)) {
        findings.push_back(finding_at(command, "if the variable is empty, this removes something else: " + path,
                                      "write ${NAME:?} so that it stops when the variable is not set"));
        break;
      }
    }
  }
}

extern const Rule rm_rf{.severity = Severity::warning, .find = find_rm_rf};

}  // namespace lint
