// What the tests of this room share: a database of one's own, a folder of migrations, and a run with short spans.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "apply/histories.h"
#include "apply/history.h"
#include "apply/run.h"
#include "apply/up.h"
#include "base/files.h"
#include "base/text.h"
#include "journal/journal.h"
#include "migration/migration.h"
#include "pg/session.h"
#include "pg/shared_server_test.h"

namespace apply {

using base::Code;
using base::Error;
using namespace std::chrono_literals;

using pg::error_of;
using pg::fact;
using pg::shared_server;

class Scene : public pg::OnServer {
 protected:
  void SetUp() override {
    OnServer::SetUp();
    journal_ = std::make_unique<journal::Journal>(home_.path() / "journal.db");
    std::filesystem::create_directories(home_.path() / "migrations");
  }
  void TearDown() override {
    journal_.reset();
    OnServer::TearDown();
  }

  [[nodiscard]] std::filesystem::path file(const std::string& name) const {
    return home_.path() / "migrations" / name;
  }
  void write(const std::string& name, std::string_view sql) const { base::write_file(file(name), sql); }
  [[nodiscard]] migration::Folder folder() const {
    config::Migrations settings;
    settings.dir = home_.path() / "migrations";
    settings.layout = layout_;
    return migration::read_folder(settings);
  }

  [[nodiscard]] apply::Run a_run(journal::Journal& journal) {
    auto run = make_run({.target = url()}, {}, journal);
    run.lock_wait = 10s;
    run.lock_retry = 10s;
    run.timeouts.lock = 200ms;
    run.on_progress = [this](const Progress& progress) {
      const std::lock_guard lock(notes_mutex_);
      if (progress.kind == Progress::Kind::note) notes_.push_back(progress.text);
    };
    return run;
  }
  [[nodiscard]] apply::Run a_run() { return a_run(*journal_); }

  UpResult up(plan::UpRequest request = {}) {
    const auto one = a_run();
    return apply::up(one, folder(), {.request = std::move(request)});
  }

  /// The first value of a query; "NULL" for null and "" for no row.
  [[nodiscard]] std::string value(const std::string& sql) const {
    auto session = connect();
    const auto rows = session.query(sql);
    if (rows.empty()) return "";
    return rows.at(0, 0U).value_or("NULL");
  }
  /// The history as "001 applied, 002 failed".
  [[nodiscard]] std::string history() const {
    return value("SELECT string_agg(version || ' ' || state, ', ' ORDER BY id) FROM _migration_history");
  }
  [[nodiscard]] bool noted(std::string_view text) {
    const std::lock_guard lock(notes_mutex_);
    for (const auto& note : notes_) {
      if (note.find(text) != std::string::npos) return true;
    }
    return false;
  }
  [[nodiscard]] std::vector<std::string> kinds() const {
    std::vector<std::string> out;
    for (const auto& event : journal_->read()) out.push_back(event.kind);
    return out;
  }

  /// Polls until it holds, 20 s at most.
  static bool eventually(const std::function<bool()>& holds) {
    const auto until = std::chrono::steady_clock::now() + 20s;
    while (std::chrono::steady_clock::now() < until) {
      if (holds()) return true;
      base::system_clock().sleep(20ms);
    }
    return false;
  }
  /// Whether some session of this database waits for an advisory lock: where tests hold a migration up.
  [[nodiscard]] bool somebody_waits() const {
    return value(
               "SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid WHERE NOT l.granted"
               " AND l.locktype = 'advisory' AND a.datname = current_database()") != "0";
  }

  std::string layout_ = "plain-sql";
  base::TemporaryFolder home_{"lockkeeper-apply-test"};
  std::unique_ptr<journal::Journal> journal_;
  std::mutex notes_mutex_;
  std::vector<std::string> notes_;
};

/// The table of another tool, as that tool makes it.
inline std::string make_history(pg::Session& session, std::string_view tool) {
  return base::find(histories(), tool)->item->make(session);
}

}  // namespace apply
