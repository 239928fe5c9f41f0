#include "runbook/judgement.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "commands/judgement.h"
#include "runbook/shell.h"

namespace runbook {

using Reasons = std::vector<std::pair<std::string, int>>;

// "drops tables (lines 875, 876)": each reason once, with its lines.
static std::vector<std::string> by_reason(const Reasons& found) {
  std::vector<std::string> reasons;
  std::map<std::string, std::vector<int>> lines;
  for (const auto& [reason, line] : found) {
    if (!lines.contains(reason)) reasons.push_back(reason);
    auto& where = lines[reason];
    if (where.empty() || where.back() != line) where.push_back(line);
  }
  std::vector<std::string> out;
  for (const auto& reason : reasons) {
    const auto& where = lines[reason];
    const std::string shown = where.size() > 4 ? fmt::format("{} to {}", where.front(), where.back())
                                               : fmt::format("{}", fmt::join(where, ", "));
    out.push_back(fmt::format("{} ({} {})", reason, where.size() == 1 ? "line" : "lines", shown));
  }
  return out;
}

// `{run}` and `{background}` say that its waiting and its going on are meant.
static bool asks(const Step& step, const commands::CommandJudgement& command) {
  if (command.harmless()) return false;
  const bool meant = step.has("run") || step.has("background");
  return !meant || command.effect >= commands::Effect::unknown;
}

// Where PostgreSQL's own programs are told to go; of a host that others reach nothing is known.
static bool names_database(const Step& step, const std::string& elsewhere) {
  if (elsewhere.starts_with("database ")) return true;
  if (!elsewhere.starts_with("host ")) return false;
  constexpr std::array clients{"psql", "pg_restore", "dropdb", "createdb", "vacuumdb", "reindexdb", "clusterdb"};
  return std::any_of(clients.begin(), clients.end(),
                     [&](const char* client) { return step.text.find(client) != std::string::npos; });
}

static void add_database(Step& step, const std::string& elsewhere) {
  auto& known = step.databases;
  if (std::find(known.begin(), known.end(), elsewhere) == known.end()) known.push_back(elsewhere);
}

static void judge_command(Step& step, std::shared_ptr<commands::State>& state) {
  const auto text = without_lines(step.text, step.text_line, step.left_out);
  commands::Surroundings surroundings{.state = commands::copy_of(state)};
  Reasons found;
  for (const auto& command : commands::judge_shell(text, step.text_line, surroundings).commands) {
    if (!asks(step, command)) continue;
    found.emplace_back(base::shorten(command.why(), 100), command.line);
    if (names_database(step, command.elsewhere)) add_database(step, command.elsewhere);
  }
  step.dangers = by_reason(found);
  // What may be skipped, or fail and be waived, has set nothing for certain.
  const bool certain = step.dangers.empty() && !step.branch && !step.has("skip") && !step.has("optional");
  state = commands::carried_on(state, surroundings.state, certain);
}

// The line that opens psql on top of the statements, and \c between them, name where they are meant to go.
static std::string opened_elsewhere(std::string_view line) {
  commands::Surroundings surroundings;
  for (const auto& command : commands::judge_shell(line, 1, surroundings).commands) {
    if (!command.elsewhere.empty()) return command.elsewhere;
  }
  return {};
}

static void judge_query(Step& step) {
  std::string text;
  std::string elsewhere;
  for (const auto line : base::lines(step.text)) {
    const auto trimmed = base::trim(line);
    const bool opens = trimmed.starts_with("psql ") || trimmed == "psql";
    if (opens && elsewhere.empty()) elsewhere = opened_elsewhere(trimmed);
    if (!opens) text += line;
    text += '\n';
  }
  commands::Surroundings surroundings;
  Reasons found;
  for (const auto& command : commands::judge_sql(text, step.text_line, surroundings).commands) {
    const auto& place = command.elsewhere.empty() ? elsewhere : command.elsewhere;
    if (!command.harmless()) found.emplace_back(base::shorten(command.why(), 100), command.line);
    if (place.empty() || command.text.starts_with("\\")) continue;
    found.emplace_back(fmt::format("is meant for {}, and would run in this run's own database", place), command.line);
    add_database(step, place);
  }
  step.dangers = by_reason(found);
}

static void judge_all(std::vector<Step>& steps) {
  auto state = commands::fresh_state();
  for (auto& step : steps) {
    if (step.kind == "command")
      judge_command(step, state);
    else if (step.kind == "query")
      judge_query(step);
    if (step.has("auto")) step.dangers.clear();
  }
}

void judge_steps(Runbook& runbook) {
  judge_all(runbook.steps);
  for (auto& procedure : runbook.procedures) judge_all(procedure.steps);
}

}  // namespace runbook
