// Tables, columns and functions that the server does not know.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/text.h"
#include "lint/shell_text.h"
#include "lint/sql_check.h"
#include "pg/session.h"

namespace lint {

// What people look for in PostgreSQL's own views, and what it is called there.
static std::string known_mistake(const Refusal& refusal) {
  static const std::map<std::pair<std::string, std::string>, std::string> known{
      {{"pg_stat_user_tables", "tablename"}, "relname AS tablename"},
      {{"pg_stat_all_tables", "tablename"}, "relname AS tablename"},
      {{"pg_statio_user_tables", "tablename"}, "relname AS tablename"},
      {{"pg_stat_user_indexes", "tablename"}, "relname AS tablename"},
      {{"pg_stat_user_indexes", "indexname"}, "indexrelname AS indexname"},
      {{"pg_stat_all_indexes", "tablename"}, "relname AS tablename"},
      {{"pg_stat_all_indexes", "indexname"}, "indexrelname AS indexname"},
      {{"pg_indexes", "indexrelid"},
       "SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid (pg_indexes has names only)"},
      {{"pg_indexes", "indisvalid"}, "pg_index has indisvalid; pg_indexes has names only"},
      {{"pg_stat_activity", "procpid"}, "pid"},
      {{"pg_stat_activity", "current_query"}, "query"},
      {{"pg_stat_activity", "waiting"}, "wait_event_type = 'Lock'"},
      {{"pg_stat_statements", "total_time"}, "total_exec_time (since 13)"},
      {{"pg_stat_statements", "mean_time"}, "mean_exec_time (since 13)"},
      {{"pg_stat_statements", "max_time"}, "max_exec_time (since 13)"}};
  const auto dot = refusal.name.rfind('.');
  const auto column = dot == std::string::npos ? refusal.name : refusal.name.substr(dot + 1);
  for (const auto& use : refusal.about().uses)
    if (const auto found = known.find({use.name.name, column}); found != known.end()) return found->second;
  return {};
}

static std::string better_for_unknown_name(const Subject& subject, const Refusal& refusal) {
  if (refusal.sqlstate == "42703") {
    if (auto better = known_mistake(refusal); !better.empty()) return better;
    const auto dot = refusal.name.rfind('.');
    const auto candidates = columns_of(subject, refusal.about());
    if (const auto near =
            base::near_match(dot == std::string::npos ? refusal.name : refusal.name.substr(dot + 1), candidates))
      return pg::quote_identifier(*near);
  }
  if (refusal.sqlstate == "42P01") {
    const auto candidates = relations_of(subject);
    if (const auto near = base::near_match(refusal.name, candidates)) return pg::quote_identifier(*near);
  }
  return {};
}

// The line of the first command of the main line that applies migrations.
static std::optional<int> migrating_line(const Document& document) {
  const auto& shell = shell_of(document);
  std::optional<int> first;
  for (const auto& command : shell.commands) {
    if (shell.fence_of(command).in_main_line() && applies_migrations(command))
      first = std::min(first.value_or(command.line), command.line);
  }
  return first;
}

// What a pending migration adds is missing on the server and will be there when the step's turn comes.
static void judge_pending(Finding& finding, const std::string& migration, std::optional<int> migrating) {
  finding.better.clear();
  if (!migrating) {
    finding.severity = Severity::warning;
    finding.message +=
        fmt::format(" yet: added by pending migration {}, which no command of this runbook applies", migration);
  } else if (*migrating > finding.line) {
    finding.message +=
        fmt::format(" yet: added by pending migration {}, which is applied only at line {}", migration, *migrating);
    finding.better = "move the step behind it";
  } else {
    finding.severity = Severity::advice;
    finding.message = fmt::format("not judged: added by pending migration {}", migration);
  }
}

static void find_unknown_name(const Subject& subject, std::vector<Finding>& findings) {
  std::map<std::string, std::vector<Finding>> not_judged;  // by migration
  std::optional<int> migrating;
  if (!subject.pending.empty()) migrating = migrating_line(subject.document);
  for (const auto& refusal : refusals(subject)) {
    if (refusal.name.empty()) continue;
    const bool pending = !refusal.pending.empty();
    auto finding = refusal.text->finding(refusal.offset, refusal.message,
                                         pending ? "" : better_for_unknown_name(subject, refusal));
    if (pending) {
      judge_pending(finding, refusal.pending, migrating);
    } else if (refusal.sqlstate == "42P01" && finding.better.empty()) {
      finding.severity = Severity::warning;
      finding.message += ", neither here nor in the rest of this runbook: it must come with a migration";
    }
    auto& to = finding.severity == Severity::advice ? not_judged[refusal.pending] : findings;
    to.push_back(std::move(finding));
  }
  for (auto& [migration, same] : not_judged) add_once(findings, std::move(same));
}

extern const Rule unknown_name{.severity = Severity::error, .find = find_unknown_name};

}  // namespace lint
