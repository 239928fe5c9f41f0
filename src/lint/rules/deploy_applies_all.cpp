// The first `migrate deploy` applies every pending migration; the steps after it apply nothing.
#include <map>
#include <regex>

#include "lint/shell_text.h"

namespace lint {

// The tool, when the command applies all there is and names no target.
static std::string applies_all(const ShellCommand& command) {
  static const std::regex all(
      R"(\b(prisma migrate deploy|rails db:migrate|rake db:migrate|flyway( -\S+)* migrate|alembic( -\S+)* upgrade head|knex migrate:latest|)"
      R"(typeorm migration:run|sqlx migrate run|diesel migration run|dbmate( -\S+)* up|sequelize(-cli)? db:migrate|goose( \S+)* up)(\s|$))");
  const auto text = command.text();
  std::smatch match;
  if (text.size() > 1000 || !std::regex_search(text, match, all)) return {};
  return match[1];
}

// "Step 3: Vendors", "Migration 2 …": the section is about one of several.
static bool is_one_of_several(const runbook::Section* section) {
  static const std::regex numbered(R"(^(step|migration|phase|part|stage)\s*\d)", std::regex::icase);
  return section != nullptr && std::regex_search(section->title, numbered);
}

static void find_deploy_applies_all(const Subject& subject, std::vector<Finding>& findings) {
  const auto& shell = shell_of(subject.document);
  std::map<std::string, std::vector<const ShellCommand*>> by_tool;
  for (const auto& command : shell.commands) {
    if (!shell.fence_of(command).in_main_line()) continue;
    const auto tool = applies_all(command);
    if (!tool.empty()) by_tool[tool].push_back(&command);
  }
  for (const auto& [tool, commands] : by_tool) {
    int sections = 0;
    int heading = -1;
    std::string lines;
    for (const auto* command : commands) {
      const auto* section = section_at(subject.document, command->line);
      if (!is_one_of_several(section)) continue;
      const int at = section->line;
      if (at == heading) continue;
      heading = at;
      if (sections++ > 0) lines += (lines.empty() ? "" : ", ") + std::to_string(command->line);
    }
    if (sections < 2) continue;
    findings.push_back(finding_at(
        *commands.front(),
        std::string("this applies all pending migrations at once, not the one of its step; the same command in ") +
            (sections > 2 ? "lines " : "line ") + lines +
            " then has nothing left to do, and what stands between them comes too late",
        "lockkeeper up --to VERSION applies up to the one that the step names"));
  }
}

extern const Rule deploy_applies_all{.severity = Severity::error, .find = find_deploy_applies_all};

}  // namespace lint
