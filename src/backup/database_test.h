// A test with a database, a folder for backups and a journal of its own on the shared server.
#pragma once

#include <string>

#include <gtest/gtest.h>

#include "backup/backup.h"
#include "base/files.h"
#include "pg/shared_server_test.h"

namespace backup {

class WithDatabase : public ::testing::Test {
 protected:
  void SetUp() override { make(fmt::format("shop_{}", ++number_)); }
  void TearDown() override {
    auto session = server_session();
    for (const auto& name : databases())
      session.execute(fmt::format("DROP DATABASE {} WITH (FORCE)", pg::quote_identifier(name)));
    for (const auto& role : roles_)
      session.execute(fmt::format("DROP ROLE IF EXISTS {}", pg::quote_identifier(role)));
  }

  /// The database that the test is about; a name may be anything.
  void make(const std::string& name) {
    database_ = name;
    server_session().execute(fmt::format("CREATE DATABASE {}", pg::quote_identifier(name)));
  }
  /// A role that is dropped at the end.
  void make_role(const std::string& name, const std::string& how = "") {
    server_session().execute(fmt::format("CREATE ROLE {} {}", pg::quote_identifier(name), how));
    roles_.push_back(name);
  }
  void drop_database() {
    server_session().execute(fmt::format("DROP DATABASE {} WITH (FORCE)", pg::quote_identifier(database_)));
  }

  /// Two tables, an index, a foreign key, a sequence, a view, a function: 1000 orders of 100 users.
  void fill_shop() {
    run(R"(CREATE TABLE users (id serial PRIMARY KEY, email text NOT NULL UNIQUE);
CREATE TABLE orders (id serial PRIMARY KEY, user_id int NOT NULL REFERENCES users, total numeric CHECK (total >= 0));
CREATE TABLE "ConsentLog" (id int);
CREATE INDEX orders_user ON orders (user_id);
CREATE VIEW big_orders AS SELECT * FROM orders WHERE total > 50;
CREATE FUNCTION twice(int) RETURNS int LANGUAGE sql AS 'SELECT $1 * 2';
INSERT INTO users (email) SELECT 'user' || n || '@example.com' FROM generate_series(1, 100) n;
INSERT INTO orders (user_id, total) SELECT 1 + n % 100, n % 90 FROM generate_series(1, 1000) n;
ALTER TABLE orders ADD CONSTRAINT total_small CHECK (total < 1000) NOT VALID;)");
  }

  [[nodiscard]] static pg::Session server_session() { return pg::Session({.target = pg::shared_server().url()}); }
  [[nodiscard]] pg::Session session() const { return pg::Session({.target = pg::shared_server().url(database_)}); }
  void run(const std::string& sql) const { session().execute(sql); }
  [[nodiscard]] std::string ask(const std::string& sql) const {
    return session().query(sql).at(0, 0).value_or("NULL");
  }
  /// Every database but the server's own.
  [[nodiscard]] static std::vector<std::string> databases() {
    const auto found = server_session().query(
        "SELECT datname FROM pg_database WHERE datname <> 'postgres' AND NOT datistemplate ORDER BY 1");
    std::vector<std::string> out;
    for (std::size_t row = 0; row < found.rows(); ++row) out.push_back(found.text(row, "datname"));
    return out;
  }

  [[nodiscard]] const std::string& database() const { return database_; }
  [[nodiscard]] base::fs::path dir() const { return folder_.path() / "backups"; }
  [[nodiscard]] base::fs::path journal_file() const { return folder_.path() / "journal.db"; }
  [[nodiscard]] pg::Options connection() const { return {.target = pg::shared_server().url(database_)}; }
  [[nodiscard]] CreateOptions create_options() const { return {.connection = connection(), .dir = dir()}; }
  [[nodiscard]] VerifyOptions verify_options(const std::string& id = "latest") const {
    return {.dir = dir(), .id = id};
  }
  [[nodiscard]] RestoreOptions restore_options(const std::string& id = "latest") const {
    return {.connection = connection(), .dir = dir(), .id = id};
  }
  Entry take() const {
    journal::Journal journal(journal_file());
    return create(create_options(), journal);
  }
  Verified prove(const std::string& id = "latest") const {
    journal::Journal journal(journal_file());
    return verify(verify_options(id), journal);
  }
  Restored bring_back(const RestoreOptions& options) const {
    journal::Journal journal(journal_file());
    return restore(plan_restore(options, journal), options, journal);
  }
  [[nodiscard]] std::vector<journal::Event> events(const std::string& kind) const {
    return journal::Journal(journal_file()).read({.kind = kind});
  }

 private:
  static inline int number_ = 0;
  std::string database_;
  std::vector<std::string> roles_;
  base::TemporaryFolder folder_{"lk-backup-test"};
};

}  // namespace backup
