// The backup is written under a name with today's date, and restored from one with a date of long ago.
#include <regex>
#include <vector>

#include "base/text.h"
#include "lint/shell_text.h"

namespace lint {

namespace {
struct Written {
  std::string pattern;  // "backup_*.sql"
  int line = 0;
};
}  // namespace

// "backup_$(date +%Y%m%d).sql" as a pattern; "" when nothing is computed.
static std::string as_pattern(const std::string& name) {
  static const std::regex computed(R"(\$\(date[^)]*\)|`date[^`]*`)");
  if (name.size() > 500 || !std::regex_search(name, computed)) return {};
  return std::regex_replace(name, computed, "*");
}

static std::vector<Written> written_files(const Shell& shell) {
  std::vector<Written> out;
  for (const auto& command : shell.commands) {
    for (const auto& each : command.redirections) {
      if (!each.op.starts_with(">")) continue;
      const auto pattern = as_pattern(each.target);
      if (!pattern.empty()) out.push_back({pattern, command.line});
    }
    const auto pattern = as_pattern(command.value('f', "--file"));
    if (!pattern.empty() && command.program() == "pg_dump") out.push_back({pattern, command.line});
  }
  return out;
}

static void find_restores_another_file(const Subject& subject, std::vector<Finding>& findings) {
  const auto& shell = shell_of(subject.document);
  const auto written = written_files(shell);
  std::vector<Finding> same;
  for (const auto& command : shell.commands) {
    std::vector<std::string> read;
    if (const auto* file = command.redirection("<")) read.push_back(file->target);
    if (command.program() == "pg_restore" || command.program() == "gunzip" || command.program() == "zcat")
      read.insert(read.end(), command.words.begin() + 1, command.words.end());
    for (const auto& file : read) {
      for (const auto& each : written) {
        if (file.find_first_of("*$") != std::string::npos || !base::glob_matches(each.pattern, file)) continue;
        same.push_back(finding_at(
            command,
            "restores " + file + ", a file of another day: the backup of this run is written in line " +
                std::to_string(each.line) + " as " + each.pattern,
            "keep its name when it is written (BACKUP=backup_$(date +%Y%m%d_%H%M%S).sql) and restore \"$BACKUP\""));
        break;
      }
    }
  }
  add_once(findings, std::move(same));
}

extern const Rule restores_another_file{.severity = Severity::error, .find = find_restores_another_file};

}  // namespace lint
