// The same database, however it is reached and whatever it is called by now.
#include "maintenance/guard.h"
#include "maintenance/on_server_test.h"
#include "maintenance/prove.h"

using namespace maintenance;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

// An address of its own for the same server.
static std::string by_link(const base::TemporaryFolder& folder, const pg::TemporaryServer& server,
                           const std::string& database) {
  const auto link = folder.path() / "link";
  if (!fs::exists(link)) fs::create_symlink(server.socket_folder(), link);
  return fmt::format("postgresql://postgres@/{}?host={}", database, link.string());
}

TEST_F(MaintenanceTest, TheSameDatabaseByAnotherAddressIsLeft) {
  const auto before = fingerprint();
  config_.maintenance.fence = "read_only";
  const auto id = enter(surroundings(), {}).record.id;
  pg::Session other({.target = by_link(folder_, pg::shared_server(), name())});
  ASSERT_NE(other.host(), session_->host());
  const Surroundings there{.session = other, .config = config_, .journal = journal_};
  EXPECT_TRUE(status(there).on);
  EXPECT_TRUE(enter(there, {}).already);
  const auto left = leave(there, {});
  ASSERT_TRUE(left.record);
  EXPECT_EQ(left.record->id, id);
  EXPECT_EQ(fingerprint(), before);
  EXPECT_FALSE(status(surroundings()).on);
}

TEST_F(MaintenanceTest, ARenamedDatabaseIsLeftUnderItsNewName) {
  const auto admin = [](const std::string& sql) { pg::Session({.target = pg::shared_server().url()}).execute(sql); };
  config_.maintenance.fence = "read_only";
  const auto before = fingerprint();
  enter(surroundings(), {});
  session_.reset();
  admin(fmt::format("ALTER DATABASE {0} RENAME TO {0}_new", name()));
  {
    pg::Session renamed({.target = pg::shared_server().url(name() + "_new")});
    const Surroundings there{.session = renamed, .config = config_, .journal = journal_};
    EXPECT_TRUE(status(there).on);
    EXPECT_TRUE(leave(there, {}).record);
  }
  admin(fmt::format("ALTER DATABASE {0}_new RENAME TO {0}", name()));
  session_ = std::make_unique<pg::Session>(pg::Options{.target = url()});
  EXPECT_EQ(fingerprint(), before);
  EXPECT_TRUE(may_write());
}

static std::function<pg::Session(const std::string&)> connect_to(const std::string& name) {
  return [name](const std::string& database) {
    return pg::Session({.target = pg::shared_server().url(database.empty() ? name : database)});
  };
}

TEST_F(MaintenanceTest, TheDeadManFollowsARenamedDatabase) {
  const auto admin = [](const std::string& sql) { pg::Session({.target = pg::shared_server().url()}).execute(sql); };
  config_.maintenance.fence = "read_only";
  const auto before = fingerprint();
  const auto id = enter(surroundings(), {.span = 1ms}).record.id;
  session_.reset();
  admin(fmt::format("ALTER DATABASE {0} RENAME TO {0}_new", name()));
  EXPECT_EQ(guard(config_, journal_, base::system_clock(), {}, {.id = id, .connect = connect_to(name())}),
            Guarded::left);
  admin(fmt::format("ALTER DATABASE {0}_new RENAME TO {0}", name()));
  session_ = std::make_unique<pg::Session>(pg::Options{.target = url()});
  EXPECT_EQ(fingerprint(), before);
  EXPECT_TRUE(may_write());
}

TEST_F(MaintenanceTest, TheDeadManLeavesWhatASwapPutThereAndWhatItRenamed) {
  const auto admin = [](const std::string& sql) { pg::Session({.target = pg::shared_server().url()}).execute(sql); };
  config_.maintenance.fence = "read_only";
  config_.maintenance.leave = "echo once >> left";
  const auto before = fingerprint();
  const auto id = enter(surroundings(), {.span = 1ms}).record.id;
  session_.reset();
  admin(fmt::format("ALTER DATABASE {0} RENAME TO {0}_old", name()));
  admin(fmt::format("CREATE DATABASE {0} TEMPLATE {0}_old", name()));
  EXPECT_EQ(guard(config_, journal_, base::system_clock(), {}, {.id = id, .connect = connect_to(name())}),
            Guarded::left);
  EXPECT_EQ(journal_.read({.kind = "maintenance.left"}).size(), 2U);
  EXPECT_EQ(base::read_file(folder_.path() / "left"), "once\n");
  EXPECT_TRUE(may_write());
  admin(fmt::format("DROP DATABASE {0}", name()));
  admin(fmt::format("ALTER DATABASE {0}_old RENAME TO {0}", name()));
  session_ = std::make_unique<pg::Session>(pg::Options{.target = url()});
  EXPECT_EQ(fingerprint(), before);
  EXPECT_TRUE(may_write());
}

TEST_F(MaintenanceTest, ADatabaseThatTookTheOthersNameIsNotMistakenForIt) {
  config_.maintenance.fence = "read_only";
  const auto first = enter(surroundings(), {}).record.id;
  session_->execute(fmt::format("CREATE DATABASE {}_two", name()));
  pg::Session two({.target = pg::shared_server().url(name() + "_two")});
  const Surroundings there{.session = two, .config = config_, .journal = journal_};
  EXPECT_FALSE(status(there).record);
  EXPECT_FALSE(leave(there, {}).record);
  EXPECT_EQ(status(surroundings()).record->id, first);
  leave(surroundings(), {});
  pg::Session({.target = pg::shared_server().url()})
      .execute(fmt::format("DROP DATABASE {}_two WITH (FORCE)", name()));
}

TEST_F(MaintenanceTest, WhereTheIdentifierIsHiddenTheAddressCounts) {
  session_->execute("REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC");
  const auto owner = "owner_" + name();
  session_->execute(
      fmt::format("CREATE ROLE {0} LOGIN CREATEROLE; GRANT pg_monitor TO {0}; ALTER DATABASE {1} OWNER "
                  "TO {0}",
                  owner, name()));
  pg::Session as_owner({.target = url() + "&user=" + owner});
  config_.maintenance.fence = "read_only";
  const Surroundings mine{.session = as_owner, .config = config_, .journal = journal_};
  enter(mine, {});
  EXPECT_FALSE(journal_.read({.kind = "maintenance.entered"}).back().data.contains("cluster"));
  EXPECT_TRUE(leave(mine, {}).record);
  EXPECT_TRUE(may_write());
  session_->execute(fmt::format("REASSIGN OWNED BY {0} TO postgres; DROP OWNED BY {0}; DROP ROLE {0}", owner));
}

// A server of its own, since it is stopped: by a restart its sockets move, and a prepared transaction outlives it.
TEST(MaintenanceOverRestart, TheFenceAndTheRecordOutliveTheServer) {
  const base::TemporaryFolder folder("/var/tmp");
  fs::permissions(folder.path(), fs::perms::others_exec | fs::perms::group_exec, fs::perm_options::add);
  journal::Journal journal(folder.path() / "journal.db");
  config::Config config;
  config.maintenance.application_roles = {"app"};
  config.maintenance.fence = "connection_limit";
  config.maintenance.drain = 0ms;
  const pg::TemporaryServer::Options durable{.folder = folder.path() / "server",
                                             .settings = {{"max_prepared_transactions", "2"}}};
  {
    pg::TemporaryServer server(durable);
    pg::Session session({.target = server.url()});
    session.execute("CREATE ROLE app LOGIN CONNECTION LIMIT 3; CREATE TABLE t (id int)");
    const Surroundings here{.session = session, .config = config, .journal = journal};
    enter(here, {});
    session.execute("BEGIN; INSERT INTO t VALUES (1); PREPARE TRANSACTION 'half'");
    const auto proof = prove(here, 50ms);
    EXPECT_FALSE(proof.holds);
    EXPECT_EQ(proof.against.at(0), "a prepared transaction in this database is not over: half (postgres)");
  }
  pg::TemporaryServer server(durable);
  pg::Session session({.target = server.url()});
  const Surroundings here{.session = session, .config = config, .journal = journal};
  EXPECT_TRUE(status(here).on);
  EXPECT_TRUE(status(here).disagreements.empty());
  EXPECT_FALSE(prove(here, 50ms).holds);
  session.execute("ROLLBACK PREPARED 'half'");
  EXPECT_TRUE(prove(here, 50ms).holds);
  EXPECT_TRUE(leave(here, {}).record);
  EXPECT_EQ(session.query("SELECT rolconnlimit AS n FROM pg_roles WHERE rolname = 'app'").integer(0, "n"), 3);
}
