// What the tests of this room share: one server, databases on it, a folder with a migration and its safe form.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "apply/down.h"
#include "apply/run.h"
#include "apply/up.h"
#include "base/files.h"
#include "base/process.h"
#include "base/text.h"
#include "fix/place.h"
#include "journal/journal.h"
#include "pg/catalog.h"
#include "pg/private_server.h"
#include "pg/session.h"

namespace fix {

inline pg::PrivateServer& shared_server() {
  static pg::PrivateServer server({.settings = {{"autovacuum", "off"}}});
  return server;
}

/// A database that is dropped at the end.
class Database {
 public:
  Database() {
    static int number = 0;
    name_ = "fix_" + std::to_string(++number);
    pg::Session({.target = shared_server().url()}).execute("CREATE DATABASE " + name_);
  }
  ~Database() { pg::Session({.target = shared_server().url()}).execute("DROP DATABASE " + name_ + " WITH (FORCE)"); }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  [[nodiscard]] std::string url() const { return shared_server().url(name_); }
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
  Safe make_safe(const pg::Catalog& catalog) const {
    const auto before = folder();
    const auto& migration = before.migrations.front();
    auto safe = fix::make_safe(migration, catalog, {}, {});
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
    apply::up(run(database, journal), folder(), {});
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
