// A database, a role that stands for the application, a journal: what the tests of maintenance mode need.
#pragma once

#include <memory>
#include <string>

#include <fmt/format.h>

#include "base/files.h"
#include "maintenance/maintenance.h"
#include "pg/shared_server_test.h"

namespace maintenance {

class MaintenanceTest : public pg::OnServer {
 protected:
  void SetUp() override {
    OnServer::SetUp();
    app_ = "app_" + name();
    session_ = std::make_unique<pg::Session>(pg::Options{.target = url()});
    session_->execute("CREATE TABLE orders AS SELECT 1 AS id");
    session_->execute("CREATE ROLE " + app_ + " LOGIN");
    session_->execute("CREATE ROLE other_" + name() + " LOGIN");
    session_->execute("GRANT INSERT, SELECT ON orders TO " + app_);
    config_.maintenance.application_roles = {app_};
    config_.maintenance.drain = base::Milliseconds(0);
    config_.folder = folder_.path();
  }
  void TearDown() override {
    session_->execute("DROP OWNED BY " + app_);
    session_.reset();
    const auto roles = fmt::format("{0}, other_{1}", app_, name());
    OnServer::TearDown();
    pg::Session({.target = pg::shared_server().url()}).execute("DROP ROLE " + roles);
  }
  Surroundings surroundings() { return {.session = *session_, .config = config_, .journal = journal_}; }
  [[nodiscard]] std::string app_url() const { return url() + "&user=" + app_; }
  // Everything a fence touches, byte for byte.
  std::string fingerprint() {
    return session_
        ->query(
            "SELECT concat_ws(' / ', datconnlimit, coalesce(datacl::text, 'NULL'), (SELECT "
            "string_agg(concat(setdatabase, "
            "setrole, setconfig), ',' ORDER BY setdatabase, setrole) FROM pg_db_role_setting), (SELECT "
            "string_agg(concat(rolname, rolconnlimit), ',' ORDER BY rolname) FROM pg_roles), (SELECT count(*) FROM "
            "pg_shdepend WHERE classid = 'pg_database'::regclass)) AS all FROM pg_database WHERE datname = "
            "current_database()")
        .text(0, "all");
  }
  bool may_write() {
    try {
      pg::Session({.target = app_url()}).execute("INSERT INTO orders VALUES (2)");
      return true;
    } catch (const base::Error&) {
      return false;
    }
  }

  base::TemporaryFolder folder_;
  journal::Journal journal_{folder_.path() / ".lockkeeper/journal.db"};
  config::Config config_;
  std::string app_;
  std::unique_ptr<pg::Session> session_;
};

}  // namespace maintenance
