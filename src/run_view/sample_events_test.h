// Hand-made nights for the tests of this room.
#pragma once

#include <string>
#include <vector>

#include "journal/event.h"

namespace run_view {

using namespace std::chrono_literals;

class Night {
 public:
  explicit Night(std::string run = "20261206-020000-3f9a") : run_(std::move(run)) {}

  Night& wait(base::Milliseconds span) {
    now_ += span;
    return *this;
  }
  Night& add(const std::string& kind, base::Json data) {
    const auto seq = static_cast<long long>(events_.size()) + 1;
    events_.push_back({.seq = seq,
                       .time = now_,
                       .run = run_,
                       .kind = kind,
                       .actor = "dana@db1",
                       .pid = 4711,
                       .data = std::move(data),
                       .hash = std::string(60, 'a') + std::to_string(1000 + seq)});
    return *this;
  }
  /// The event added last names this database.
  Night& about(const std::string& database) {
    events_.back().database = {.database = database};
    return *this;
  }
  Night& began(const std::string& step, int attempt = 1) {
    return add("step.began", {{"step", step}, {"attempt", attempt}});
  }
  /// The step took `span`.
  Night& finished(const std::string& step, const std::string& state, base::Milliseconds span, base::Json more = {}) {
    wait(span);
    base::Json data{{"step", step}, {"state", state}, {"duration_ms", span.count()}};
    data.update(more.is_object() ? more : base::Json::object());
    return add("step.finished", std::move(data));
  }
  Night& passed(const std::string& step, base::Milliseconds span) {
    return began(step).finished(step, "passed", span);
  }
  Night& answered(const std::string& step, const std::string& about, const std::string& answer, const std::string& by,
                  const std::string& reason = "") {
    add("question.asked",
        {{"step", step}, {"when", about}, {"about", "what it is about, at length"}, {"question", ""}});
    wait(200ms);
    return add("question.answered",
               {{"step", step}, {"answer", answer}, {"by", by}, {"reason", reason}, {"source", "terminal"}});
  }
  [[nodiscard]] const std::vector<journal::Event>& events() const { return events_; }

 private:
  std::string run_;
  base::Instant now_ = *base::parse_instant("2026-12-06T02:00:00Z");
  std::vector<journal::Event> events_;
};

inline base::Json planned_step(const std::string& id, const std::string& title, const std::string& kind,
                               const std::string& phase, const std::string& section, std::chrono::minutes due) {
  return {{"id", id},
          {"title", title},
          {"kind", kind},
          {"phase", phase},
          {"section", section},
          {"line", 10},
          {"due_ms", base::Milliseconds(due).count()}};
}

inline void begin_run(Night& night) {
  night.add(
      "run.began",
      {{"runbook", "RUNBOOK.md"},
       {"runbook_hash", "5d41"},
       {"title", "Shop: Phase 30 | Migration"},
       {"facts", {{"Risk", "High"}, {"Estimated Duration", "~60 minutes"}, {"Owner", "Dana Reyes"}}},
       {"steps",
        {planned_step("preflight", "Preflight", "command", "Preparation", "T-2 Hours: Final Verification", -120min),
         planned_step("go", "GO / NO-GO", "gate", "Preparation", "T-30 Minutes: Go/No-Go", -30min),
         planned_step("maintenance-on", "Read-only mode", "command", "Execution", "Enable Maintenance Mode (T+0)",
                      0min),
         planned_step("backup", "Create and prove the backup", "command", "Execution", "Backup (T+5)", 5min),
         planned_step("up", "Apply the migrations", "command", "Execution", "Migrations (T+10)", 10min),
         planned_step("orphans", "No orphans", "query", "Verification", "Integrity (T+40)", 40min),
         planned_step("maintenance-off", "Open the shop", "command", "Verification",
                      "Disable Maintenance Mode (T+55)", 55min)}}});
}

inline base::Json check_results(const std::string& dead, const std::string& evidence) {
  return {{{"check", "server-version"}, {"verdict", "passed"}, {"evidence", "PostgreSQL 15.18"}},
          {{"check", "dead-tuples"}, {"verdict", dead}, {"evidence", evidence}, {"todo", "VACUUM (ANALYZE) orders"}}};
}

inline void prepare(Night& night) {
  night.wait(300ms).began("preflight").wait(1s);
  night.add("check.finished",
            {{"step", "preflight"}, {"suite", "preflight"}, {"results", check_results("passed", "worst 2 %")}});
  night.add("baseline.captured", {{"tables", 19},
                                  {"indexes", 41},
                                  {"constraints", 60},
                                  {"bytes", 104857600},
                                  {"rows", {{"orders", 120000}, {"users", 20000}}}});
  night.finished("preflight", "passed", 500ms,
                 {{"verdict", "2 of 2 checks passed"}, {"exit_code", 0}, {"duration_ms", 1500}});
  night.began("go")
      .answered("go", "gate", "GO", "Priya Natarajan", "all present, checks green")
      .finished("go", "passed", 100ms);
  night.passed("maintenance-on", 800ms);
}

inline void back_up(Night& night) {
  night.began("backup").wait(4s);
  night.add("backup.created", {{"id", "20261206-020004-shop"},
                               {"path", "/srv/backups/20261206-020004-shop"},
                               {"database", "shop"},
                               {"bytes", 23456789},
                               {"sha256", std::string(64, 'b')},
                               {"server_version", "15.18"},
                               {"duration_ms", 4000}});
  night.wait(6s).add("backup.verified", {{"id", "20261206-020004-shop"},
                                         {"ok", true},
                                         {"tables", 19},
                                         {"rows", 1104233},
                                         {"differences", base::Json::array()},
                                         {"duration_ms", 6000}});
  night.finished("backup", "passed", 100ms, {{"verdict", "as expected"}, {"duration_ms", 10100}});
}

inline void migrate(Night& night, const std::string& version, const std::string& name, base::Milliseconds span) {
  night.add("migration.began", {{"step", "up"},
                                {"version", version},
                                {"name", name},
                                {"direction", "up"},
                                {"transactional", true},
                                {"statements", 12}});
  night.wait(span).add("migration.applied", {{"step", "up"},
                                             {"version", version},
                                             {"name", name},
                                             {"duration_ms", span.count()},
                                             {"statements", 12},
                                             {"transactional", true}});
}

inline void verify_and_open(Night& night) {
  night.passed("orphans", 300ms);
  night.add("check.finished",
            {{"step", "orphans"}, {"suite", "verify"}, {"results", check_results("warn", "orders 31 %")}});
  night.add("baseline.captured", {{"tables", 101},
                                  {"indexes", 356},
                                  {"constraints", 290},
                                  {"bytes", 136314880},
                                  {"rows", {{"orders", 120000}, {"users", 20000}, {"vendors", 12}}}});
  night.passed("maintenance-off", 400ms);
}

/// Everything went as planned.
inline std::vector<journal::Event> finished_night() {
  Night night;
  begin_run(night);
  prepare(night);
  back_up(night);
  night.began("up");
  migrate(night, "20251117022438", "20251117022438_add_password_reset_table", 250ms);
  migrate(night, "20251118154530", "sync_schema_phase30", 3500ms);
  night.add("step.output", {{"step", "up"}, {"stream", "output"}, {"text", "2 migrations applied\n"}});
  night.finished("up", "passed", 50ms, {{"duration_ms", 3800}, {"exit_code", 0}});
  night.add("note", {{"text", "replica <caught> up"}});
  verify_and_open(night);
  night.wait(1ms).add("run.finished", {{"state", "passed"}, {"duration_ms", 17451}});
  return night.events();
}

/// Killed in the middle of the migrations, taken up again a quarter of an hour later.
inline std::vector<journal::Event> killed_night() {
  Night night;
  begin_run(night);
  prepare(night);
  back_up(night);
  night.began("up");
  migrate(night, "1", "one", 250ms);
  night.add("migration.began", {{"step", "up"},
                                {"version", "2"},
                                {"name", "two"},
                                {"direction", "up"},
                                {"statements", 100},
                                {"transactional", false}});
  night.wait(15min).add("run.resumed", {{"unfinished", {"up"}}});
  night.answered("up", "interrupted", "retry", "Dana Reyes", "marked repeatable");
  night.began("up", 2);
  night.wait(2s).add("migration.applied", {{"step", "up"},
                                           {"version", "2"},
                                           {"name", "two"},
                                           {"duration_ms", 2000},
                                           {"statements", 100},
                                           {"transactional", false},
                                           {"recovered", true}});
  night.finished("up", "passed", 50ms, {{"duration_ms", 2050}});
  verify_and_open(night);
  night.add("run.finished", {{"state", "passed"}});
  return night.events();
}

/// A migration fails, is tried again, fails again; the backup is restored and the run ends.
inline std::vector<journal::Event> failed_night() {
  Night night;
  begin_run(night);
  prepare(night);
  back_up(night);
  const base::Json failure{{"step", "up"},
                           {"version", "3"},
                           {"name", "add_privacy_consent"},
                           {"statement", "ALTER TABLE \"User\" ADD COLUMN x int"},
                           {"place", "migrations/3/migration.sql:7:13"},
                           {"message", "relation \"User\" does not exist"},
                           {"sqlstate", "42P01"},
                           {"hint", "did you mean users?"}};
  for (int attempt = 1; attempt <= 2; ++attempt) {
    night.began("up", attempt);
    night.add("migration.began",
              {{"step", "up"}, {"version", "3"}, {"name", "add_privacy_consent"}, {"direction", "up"}});
    night.wait(80ms).add("migration.failed", failure);
    night.add("step.output", {{"step", "up"},
                              {"attempt", attempt},
                              {"stream", "errors"},
                              {"text", "error: relation \"User\" does not exist\n"}});
    night.wait(20ms).add("question.asked", {{"step", "up"},
                                            {"when", "failed"},
                                            {"question", "Apply the migrations: exit code 1"},
                                            {"work",
                                             {{"came", "failed"},
                                              {"verdict", "exit code 1"},
                                              {"exit_code", 1},
                                              {"duration_ms", 100},
                                              {"evidence", "error: relation \"User\" does not exist"}}}});
    night.wait(5s).add("question.answered", {{"step", "up"},
                                             {"when", "failed"},
                                             {"answer", attempt == 1 ? "retry" : "stop"},
                                             {"by", "Dana Reyes"},
                                             {"reason", attempt == 1 ? "let us see" : "restore instead"}});
  }
  night.add("step.finished", {{"step", "up"}, {"state", "failed"}, {"verdict", "exit code 1"}, {"duration_ms", 100}});
  night.add("run.paused", {{"step", "up"}, {"reason", "stopped by Dana Reyes: restore instead"}});
  night.wait(9s).add("backup.restored", {{"id", "20261206-020004-shop"},
                                         {"database", "shop"},
                                         {"kept", "shop_before_20261206"},
                                         {"duration_ms", 9000}});
  night.add("run.finished", {{"state", "failed"}});
  return night.events();
}

}  // namespace run_view
