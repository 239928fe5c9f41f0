// Scripts and files that the commands of a runbook use, and that are not in the project.
#include <map>
#include <regex>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "lint/project_files.h"
#include "lint/shell_text.h"

namespace lint {

static bool is_plain_relative(const std::string& path) {
  if (path.empty() || path.size() > 300 || path.starts_with("/") || path.starts_with("-") || path.starts_with("~"))
    return false;
  if (path.find_first_of("$*?<>{}[]`:=@%()\n\\ ") != std::string::npos) return false;
  return path.find_first_not_of("./-") != std::string::npos;
}

static bool has_extension(const std::string& path) {
  static const std::regex extension(R"(\.(sh|sql|py|js|ts|rb|pl|ya?ml|json|toml|conf)$)");
  return std::regex_search(path, extension);
}

// The files a command reads that ought to come with the project.
static std::vector<std::string> used_by(const ShellCommand& command) {
  std::vector<std::string> out;
  if (command.words.empty()) return out;
  const auto& first = command.words.front();
  const auto program = command.program();
  if (first.find('/') != std::string::npos) out.push_back(first);
  if (program == "bash" || program == "sh" || program == "source" || program == "." || program == "python" ||
      program == "python3" || program == "node" || program == "ruby") {
    if (command.words.size() > 1 && has_extension(command.words[1])) out.push_back(command.words[1]);
  }
  if (program == "psql" || program == "kubectl") {
    if (const auto file = command.value('f', program == "psql" ? "--file" : "--filename");
        !file.empty() && !command.has("logs"))
      out.push_back(file);
  }
  if (const auto* file = command.redirection("<"); file != nullptr && has_extension(file->target))
    out.push_back(file->target);
  std::erase_if(out, [](const std::string& path) { return !is_plain_relative(path); });
  return out;
}

static std::set<std::string> written_by(const Shell& shell) {
  static const std::regex computed(R"(\$\([^)]*\)|\$\{[^}]*\}|\$\w+)");
  std::set<std::string> out;
  const auto add = [&](const std::string& name) {
    out.insert(std::regex_replace(name.substr(0, 500), computed, "*"));
  };
  for (const auto& command : shell.commands) {
    for (const auto& each : command.redirections)
      if (each.op.find('>') != std::string::npos) add(each.target);
    if (command.program() == "tee" || command.program() == "cp" || command.program() == "mv" ||
        command.program() == "touch")
      if (!command.words.empty()) add(command.words.back());
    if (command.program() == "pg_dump") add(command.value('f', "--file"));
  }
  return out;
}

// Where the heading of an appendix is the file's name: its content stands in the runbook.
static int printed_in(const Document& document, const std::string& path) {
  const auto name = path.substr(path.rfind('/') + 1);
  for (const auto& section : document.book.sections)
    if (section.title.find(name) != std::string::npos) return section.line;
  return 0;
}

static void find_file_missing(const Subject& subject, std::vector<Finding>& findings) {
  const auto& document = subject.document;
  const auto& shell = shell_of(document);
  const auto written = written_by(shell);
  std::vector<Finding> same;
  std::string others;
  std::set<std::string> told;
  std::size_t away_in_phase = static_cast<std::size_t>(-1);  // a `cd` to a folder that is not on this machine
  std::string folder;                                        // relative, of the fence at hand
  std::size_t fence = shell.fences.size();
  for (const auto& command : shell.commands) {
    const auto phase = shell.fence_of(command).phase;
    if (command.fence != fence) folder.clear();
    fence = command.fence;
    if (command.program() == "cd" && command.words.size() > 1) {
      const auto& to = command.words[1];
      if (!is_plain_relative(to))
        away_in_phase = phase;
      else
        folder += (folder.empty() ? "" : "/") + to;
    }
    if (command.program() == "ssh") away_in_phase = phase;
    if (away_in_phase == phase) continue;
    for (const auto& path : used_by(command)) {
      if (!told.insert(path).second || project_file(document, path) ||
          (!folder.empty() && project_file(document, folder + "/" + path)))
        continue;
      if (std::any_of(written.begin(), written.end(),
                      [&](const std::string& pattern) { return base::glob_matches(pattern, path); }))
        continue;
      const int printed = printed_in(document, path);
      if (same.empty()) {
        same.push_back(
            finding_at(command,
                       fmt::format("{} is not in the project", path) +
                           (printed > 0 ? fmt::format("; line {} shows what is in it, but no step writes it", printed)
                                        : std::string()),
                       "commit it with the runbook, or correct the path"));
      } else {
        others += fmt::format("{}{} (line {})", others.empty() ? "" : ", ", path, command.line);
      }
    }
  }
  if (same.empty()) return;
  if (!others.empty()) same.front().message += "; nor are " + others;
  findings.push_back(std::move(same.front()));
}

extern const Rule file_missing{.severity = Severity::warning, .find = find_file_missing};

}  // namespace lint
