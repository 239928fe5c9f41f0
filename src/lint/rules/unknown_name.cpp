// Tables, columns and functions that the server does not know.
#include <map>

#include <fmt/format.h>

#include "base/text.h"
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

static std::string better_for(const Subject& subject, const Refusal& refusal) {
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

static void find(const Subject& subject, std::vector<Finding>& findings) {
  for (const auto& refusal : refusals(subject)) {
    if (refusal.name.empty()) continue;
    auto finding = refusal.text->finding(refusal.offset, refusal.message, better_for(subject, refusal));
    if (refusal.sqlstate == "42P01" && finding.better.empty()) {
      finding.severity = Severity::warning;
      finding.message += ", neither here nor in the rest of this runbook: it must come with a migration";
    }
    findings.push_back(std::move(finding));
  }
}

extern const Rule unknown_name{.severity = Severity::error, .find = find};

}  // namespace lint
