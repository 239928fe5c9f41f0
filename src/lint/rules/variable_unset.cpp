// Variables that no step sets before they are used.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "lint/prose.h"
#include "lint/shell_text.h"

namespace lint {

static bool is_of_the_environment(const std::string& name) {
  static const std::set<std::string, std::less<>> names{"HOME",
                                                        "PATH",
                                                        "USER",
                                                        "LOGNAME",
                                                        "PWD",
                                                        "OLDPWD",
                                                        "SHELL",
                                                        "HOSTNAME",
                                                        "TMPDIR",
                                                        "LANG",
                                                        "TERM",
                                                        "EDITOR",
                                                        "UID",
                                                        "EUID",
                                                        "PPID",
                                                        "RANDOM",
                                                        "IFS",
                                                        "SECONDS",
                                                        "LINENO",
                                                        "PIPESTATUS",
                                                        "REPLY",
                                                        "OPTARG",
                                                        "OPTIND",
                                                        "FUNCNAME",
                                                        "SHLVL",
                                                        "HOSTTYPE",
                                                        "OSTYPE",
                                                        "MACHTYPE",
                                                        "COLUMNS",
                                                        "LINES",
                                                        "EPOCHSECONDS",
                                                        "EPOCHREALTIME",
                                                        "CI",
                                                        "KUBECONFIG",
                                                        "SSH_AUTH_SOCK",
                                                        "DATABASE_URL",
                                                        "_",
                                                        "XDG_RUNTIME_DIR",
                                                        "PAGER",
                                                        "DISPLAY"};
  for (const std::string_view prefix : {"PG", "LOCKKEEPER_", "BASH", "LC_", "AWS_", "GITHUB_", "CI_", "SUDO_"}) {
    if (name.starts_with(prefix)) return true;
  }
  return names.contains(name) || name.empty() || std::isalpha(static_cast<unsigned char>(name.front())) == 0;
}

// source .env, set -a, eval "$(…)": what they set is not told.
static bool may_set_anything(const ShellCommand& command) {
  const auto program = command.program();
  return program == "source" || program == "." || program == "eval" || (program == "set" && command.has("-a"));
}

static bool is_part_of_name(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

static bool names_it(std::string_view line, std::string_view name) {
  for (auto at = line.find(name); at != std::string_view::npos; at = line.find(name, at + 1)) {
    const bool begins = at == 0 || !is_part_of_name(line[at - 1]);
    const auto end = at + name.size();
    if (begins && (end == line.size() || !is_part_of_name(line[end]))) return true;
  }
  return false;
}

// The text says that somebody has to set it.
static bool is_explained(const Document& document, const std::vector<int>& prose, const std::string& name) {
  return std::any_of(prose.begin(), prose.end(),
                     [&](int number) { return names_it(document.line(number).substr(0, 1000), name); });
}

static std::string first_use(const std::string& name, const std::vector<int>& lines) {
  std::string out = fmt::format("${} ({} {}", name, lines.size() == 1 ? "line" : "lines", lines.front());
  for (std::size_t at = 1; at < std::min<std::size_t>(lines.size(), 4); ++at) out += fmt::format(", {}", lines[at]);
  return out + (lines.size() > 4 ? " …)" : ")");
}

static void find_variable_unset(const Subject& subject, std::vector<Finding>& findings) {
  const auto& document = subject.document;
  const auto& shell = shell_of(document);
  int anything_from = 0;  // what is used behind it may have come with it
  for (const auto& command : shell.commands) {
    if (may_set_anything(command) && (anything_from == 0 || command.line < anything_from))
      anything_from = command.line;
  }
  std::map<std::string, int> set;
  for (const auto& each : shell.set) {
    const auto [found, added] = set.emplace(each.name, each.line);
    if (!added) found->second = std::min(found->second, each.line);
  }
  std::map<std::string, std::vector<int>> unset;
  std::vector<std::string> order;
  for (const auto& each : shell.used) {
    if (is_of_the_environment(each.name) || (anything_from > 0 && each.line >= anything_from)) continue;
    if (set.contains(each.name)) continue;
    auto& lines = unset[each.name];
    if (lines.empty()) order.push_back(each.name);
    if (lines.empty() || lines.back() != each.line) lines.push_back(each.line);
  }
  const auto prose = prose_lines(document);
  std::erase_if(order, [&](const std::string& name) { return is_explained(document, prose, name); });
  if (order.empty()) return;
  std::string names;
  for (std::size_t at = 0; at < std::min<std::size_t>(order.size(), 6); ++at)
    names += (at > 0 ? ", " : "") + first_use(order[at], unset[order[at]]);
  if (order.size() > 6) names += fmt::format(" and {} more", order.size() - 6);
  const int line = unset[order.front()].front();
  findings.push_back(
      {.line = line,
       .column =
           std::max(document.column_of(line, "$" + order.front()), document.column_of(line, "${" + order.front())),
       .message = fmt::format("no step sets {}: empty, unless whoever runs it has {} in the environment", names,
                              order.size() == 1 ? "it" : "them"),
       .better = fmt::format("a step that sets it, or ${{{}:?}}, which stops where it is not set", order.front())});
}

extern const Rule variable_unset{.severity = Severity::warning, .find = find_variable_unset};

}  // namespace lint
