// What the tests of this room share: a server of each major, databases on it, a folder with a migration and its safe
// form.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "apply/down.h"
#include "apply/run.h"
#include "apply/up.h"
#include "base/files.h"
#include "base/process.h"
#include "base/text.h"
#include "fix/name_files.h"
#include "journal/journal.h"
#include "pg/catalog.h"
#include "pg/majors_test.h"
#include "pg/session.h"
#include "pg/shared_server_test.h"

namespace fix {

constexpr int debian_major = 15;  // /usr/lib/postgresql/15, which setup installs

inline pg::TemporaryServer& shared_server(int major = debian_major) {
  return pg::shared_server({{"autovacuum", "off"}}, pg::programs_of(major));
}

/// A database to work in. It is used again by the next one, empty: to make one takes longer than most of the tests.
class Database {
 public:
  explicit Database(int major = debian_major) : server_(shared_server(major)), free_(free_databases()[major]) {
    if (free_.empty()) {
      static int number = 0;
      free_.push_back("fix_" + std::to_string(++number));
      pg::Session({.target = server_.url()}).execute("CREATE DATABASE " + free_.back());
    }
    name_ = free_.back();
    free_.pop_back();
    // A session of a program that was killed may hold locks still.
    execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
        " AND pid <> pg_backend_pid(); DROP SCHEMA public CASCADE; CREATE SCHEMA public;"
        "DO $$ DECLARE p text; BEGIN FOR p IN SELECT pubname FROM pg_publication LOOP"
        " EXECUTE format('DROP PUBLICATION %I', p); END LOOP;"
        " FOR p IN SELECT nspname FROM pg_namespace WHERE nspname LIKE 'lk\\_%' LOOP"
        " EXECUTE format('DROP SCHEMA %I CASCADE', p); END LOOP; END $$;");
  }
  ~Database() { free_.push_back(name_); }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  [[nodiscard]] int major() const { return server_.major(); }
  [[nodiscard]] std::string url() const { return server_.url(name_); }
  [[nodiscard]] pg::Session connect() const { return pg::Session({.target = url()}); }
  void execute(const std::string& sql) const { connect().execute(sql); }
  [[nodiscard]] std::string value(const std::string& sql) const {
    auto session = connect();
    const auto rows = session.query(sql);
    return rows.empty() ? "" : rows.at(0, 0U).value_or("NULL");
  }
  [[nodiscard]] pg::Catalog catalog() const {
    auto session = connect();
    return pg::load_catalog(session);
  }

 private:
  static std::map<int, std::vector<std::string>>& free_databases() {
    static std::map<int, std::vector<std::string>> names;
    return names;
  }

  pg::TemporaryServer& server_;
  std::vector<std::string>& free_;
  std::string name_;
};

/// A folder of migrations in the plain layout: 001_change.sql with its undo.
class Project {
 public:
  Project(const std::string& sql, const std::string& undo) {
    std::filesystem::create_directories(migrations() / "rollbacks");
    base::write_file(migrations() / "001_change.sql", sql);
    if (!undo.empty()) base::write_file(migrations() / "rollbacks/001_change_rollback.sql", undo);
  }

  [[nodiscard]] std::filesystem::path migrations() const { return home_.path() / "migrations"; }
  [[nodiscard]] const std::filesystem::path& home() const { return home_.path(); }
  [[nodiscard]] migration::Folder folder() const {
    config::Migrations settings;
    settings.dir = migrations();
    return migration::read_folder(settings);
  }

  /// The safe form in the place of the migration.
  Safe make_safe(const pg::Catalog& catalog, const Settings& settings = {}) const {
    const auto before = folder();
    const auto& migration = before.migrations.front();
    auto safe = fix::make_safe(migration, catalog, {}, settings);
    if (safe.drafts.empty()) return safe;
    const auto placing = place(safe, migration, &before);
    std::filesystem::remove(migration.up.file);
    if (migration.down) std::filesystem::remove(migration.down->file);
    for (const auto& file : placing.files) {
      base::write_file(file.file, file.text);
      if (file.down_file) base::write_file(*file.down_file, file.down_text);
    }
    return safe;
  }

  void up(const Database& database) {
    journal::Journal journal(home_.path() / "journal.db");
    const auto all = folder();
    apply::up(run(database, journal), all, {.request = {.through = all.migrations.back().name}});  // contractions too
  }
  void down(const Database& database) {
    journal::Journal journal(home_.path() / "journal.db");
    apply::down(run(database, journal), folder(), {.request = {.all = true}});
  }

 private:
  static apply::Run run(const Database& database, journal::Journal& journal) {
    auto run = apply::make_run({.target = database.url()}, {}, journal);
    run.lock_wait = std::chrono::seconds(10);
    run.lock_retry = std::chrono::seconds(10);
    return run;
  }

  base::TemporaryFolder home_{"lockkeeper-fix-test"};
};

}  // namespace fix
