// Entering and leaving on a real server; and the program killed at any point, made good by another.
#include "maintenance/maintenance.h"

#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "base/files.h"
#include "base/process.h"
#include "maintenance/guard.h"
#include "maintenance/on_server_test.h"
#include "maintenance/prove.h"
#include "pg/identity.h"

using namespace maintenance;
using namespace std::chrono_literals;

TEST_F(MaintenanceTest, EveryFenceKeepsTheApplicationOutAndGoesWithoutATrace) {
  for (const char* fence : {"read_only", "connection_limit", "revoke_connect"}) {
    SCOPED_TRACE(fence);
    const auto before = fingerprint();
    config_.maintenance.fence = fence;
    const auto entered = enter(surroundings(), {});
    EXPECT_TRUE(entered.drained.left_over.empty());
    EXPECT_FALSE(may_write());
    EXPECT_NO_THROW(pg::Session({.target = url() + "&user=other_" + name()})) << "others are not kept out";
    EXPECT_NE(fingerprint(), before);
    EXPECT_TRUE(enter(surroundings(), {}).already);
    const auto left = leave(surroundings(), {});
    EXPECT_TRUE(left.differences.empty()) << fmt::format("{}", fmt::join(left.differences, "\n"));
    EXPECT_EQ(fingerprint(), before);
    EXPECT_TRUE(may_write());
    EXPECT_FALSE(leave(surroundings(), {}).record);
  }
}

TEST_F(MaintenanceTest, EveryEventNamesTheDatabase) {
  config_.maintenance.fence = "read_only";
  enter(surroundings(), {});
  enter(surroundings(), {.span = 1h});
  prove(surroundings(), 10ms);
  leave(surroundings(), {});
  const auto events = journal_.read();
  EXPECT_EQ(events.size(), 9U);
  for (const auto& event : events) EXPECT_EQ(event.database, pg::identity_of(*session_)) << event.kind;
}

TEST_F(MaintenanceTest, WhatWasSetBeforeIsSetAgain) {
  session_->execute(
      fmt::format("ALTER ROLE {0} IN DATABASE {1} SET search_path = public; ALTER ROLE {0} IN DATABASE {1} SET "
                  "default_transaction_read_only = false; ALTER ROLE {0} CONNECTION LIMIT 9; "
                  "ALTER DATABASE {1} CONNECTION LIMIT 50; REVOKE TEMP ON DATABASE {1} FROM PUBLIC; "
                  "GRANT CONNECT ON DATABASE {1} TO {0} WITH GRANT OPTION; "
                  "ALTER ROLE {0} IN DATABASE {1} SET lock_timeout = 5",
                  app_, name()));
  const auto before = fingerprint();
  for (const char* fence : {"read_only", "connection_limit", "revoke_connect"}) {
    SCOPED_TRACE(fence);
    config_.maintenance.fence = fence;
    enter(surroundings(), {});
    EXPECT_FALSE(may_write());
    leave(surroundings(), {});
    EXPECT_EQ(fingerprint(), before);
  }
  config_.maintenance.application_roles = {};
  config_.maintenance.fence = "connection_limit";
  enter(surroundings(), {});
  EXPECT_FALSE(may_write());
  leave(surroundings(), {});
  EXPECT_EQ(fingerprint(), before);
}

TEST_F(MaintenanceTest, AFenceThatCannotHoldIsRefusedBeforeAnythingIsChanged) {
  const auto before = fingerprint();
  const auto refused = [&](const std::string& fence, std::vector<std::string> roles) {
    config_.maintenance.fence = fence;
    config_.maintenance.application_roles = std::move(roles);
    return pg::error_of([&] { enter(surroundings(), {}); }).message();
  };
  EXPECT_NE(refused("read_only", {"postgres"}).find("lockkeeper itself connects as postgres"), std::string::npos);
  EXPECT_EQ(refused("read_only", {"nobody_there"}), "there is no role nobody_there on this server");
  EXPECT_NE(refused("revoke_connect", {}).find("needs to know"), std::string::npos);
  session_->execute(fmt::format("GRANT CONNECT ON DATABASE {0} TO other_{0}; GRANT other_{0} TO {1}", name(), app_));
  const auto with_group = fingerprint();
  EXPECT_NE(refused("revoke_connect", {app_}).find("could still connect"), std::string::npos);
  EXPECT_EQ(fingerprint(), with_group);
  EXPECT_EQ(leave(surroundings(), {}).differences, std::vector<std::string>{});
  session_->execute(
      fmt::format("REVOKE other_{0} FROM {1}; REVOKE CONNECT ON DATABASE {0} FROM other_{0}", name(), app_));
  session_->execute(fmt::format("UPDATE pg_database SET datacl = NULL WHERE datname = '{}'", name()));
  EXPECT_EQ(fingerprint(), before);
}

TEST_F(MaintenanceTest, SessionsFromBeforeTheFenceAreNamedAndEndedOnlyWhenAsked) {
  pg::Session app({.target = app_url(), .application_name = "puma"});
  pg::Session other({.target = url() + "&user=other_" + name()});
  config_.maintenance.fence = "read_only";
  auto entered = enter(surroundings(), {});
  ASSERT_EQ(entered.drained.left_over.size(), 1U);
  EXPECT_EQ(entered.drained.left_over[0].pid, app.backend_pid());
  EXPECT_FALSE(prove(surroundings(), 50ms).holds);
  entered = enter(surroundings(), {.terminate = true});
  EXPECT_EQ(entered.drained.terminated.size(), 1U);
  EXPECT_TRUE(entered.drained.left_over.empty());
  EXPECT_THROW(app.query("SELECT 1"), base::Error);
  EXPECT_NO_THROW(other.query("SELECT 1"));
  EXPECT_TRUE(prove(surroundings(), 50ms).holds);
  leave(surroundings(), {});
}

TEST_F(MaintenanceTest, ASessionThatWritesIsCaughtInTheAct) {
  config_.maintenance.fence = "none";
  config_.maintenance.enter = "true";
  enter(surroundings(), {});
  pg::Session app({.target = app_url()});
  app.execute("BEGIN; INSERT INTO orders VALUES (3)");
  const auto proof = prove(surroundings(), 50ms);
  EXPECT_FALSE(proof.holds);
  EXPECT_NE(proof.against.at(0).find("wrote: " + app_), std::string::npos);
  leave(surroundings(), {});
}

TEST_F(MaintenanceTest, WithNothingThatKeepsAnybodyOutItIsRefused) {
  config_.maintenance.fence = "none";
  config_.maintenance.enter = "";
  EXPECT_THROW(enter(surroundings(), {}), base::Error);
  EXPECT_TRUE(journal_.read({.kind = "maintenance."}).empty());
}

TEST_F(MaintenanceTest, WithoutAFenceOnlyWhatWasSeenIsClaimed) {
  config_.maintenance.fence = "none";
  config_.maintenance.enter = "true";
  enter(surroundings(), {});
  const auto proof = prove(surroundings(), 50ms);
  EXPECT_FALSE(proof.fenced);
  EXPECT_TRUE(
      std::ranges::any_of(proof.unseen, [](const auto& line) { return line.starts_with("no fence stands"); }));
  leave(surroundings(), {});
}

TEST_F(MaintenanceTest, StateSavedByACommandComesBackWholePasswordsIncluded) {
  base::write_file(folder_.path() / "deploy", "replicas: 3\npassword=secret1\n");
  config_.maintenance.save = {"cat deploy"};
  config_.maintenance.enter = "echo 0 > deploy";
  config_.maintenance.leave = "cat \"$LOCKKEEPER_SAVED_1\" > deploy";
  enter(surroundings(), {});
  EXPECT_EQ(base::read_file(folder_.path() / "deploy"), "0\n");
  leave(surroundings(), {});
  EXPECT_EQ(base::read_file(folder_.path() / "deploy"), "replicas: 3\npassword=secret1\n");
}

TEST_F(MaintenanceTest, ALeaveThatFailedIsRepeated) {
  config_.maintenance.fence = "connection_limit";
  config_.maintenance.leave = "test -e ready";
  const auto before = fingerprint();
  enter(surroundings(), {});
  EXPECT_EQ(pg::error_of([&] { leave(surroundings(), {}); }).code(), base::Code::command);
  EXPECT_TRUE(status(surroundings()).on);
  base::write_file(folder_.path() / "ready", "");
  EXPECT_TRUE(leave(surroundings(), {}).record);
  EXPECT_FALSE(status(surroundings()).on);
  EXPECT_EQ(fingerprint(), before);
}

TEST_F(MaintenanceTest, ADroppedRoleDoesNotKeepTheOthersOut) {
  const auto gone = "gone_" + name();
  session_->execute(fmt::format("CREATE ROLE {0} LOGIN; GRANT CONNECT ON DATABASE {1} TO {0}", gone, name()));
  config_.maintenance.fence = "revoke_connect";
  config_.maintenance.application_roles = {app_, gone};
  enter(surroundings(), {});
  session_->execute("DROP ROLE " + gone);
  EXPECT_NO_THROW(leave(surroundings(), {}));
  EXPECT_FALSE(status(surroundings()).on);
  EXPECT_TRUE(may_write());
}

TEST_F(MaintenanceTest, ARoleRenamedMeanwhileDoesNotKeepMaintenanceOn) {
  const auto kept = "kept_" + name();
  session_->execute(fmt::format("CREATE ROLE {0} LOGIN; GRANT CONNECT ON DATABASE {1} TO {0}", kept, name()));
  config_.maintenance.fence = "revoke_connect";
  enter(surroundings(), {});
  session_->execute(fmt::format("ALTER ROLE {0} RENAME TO {0}_new", kept));
  EXPECT_NO_THROW(leave(surroundings(), {}));
  EXPECT_FALSE(status(surroundings()).on);
  EXPECT_TRUE(may_write());
  session_->execute(fmt::format("DROP OWNED BY {0}_new; DROP ROLE {0}_new", kept));
}

TEST_F(MaintenanceTest, TheDeadManOfOneMaintenanceLeavesALaterOneAlone) {
  config_.maintenance.fence = "read_only";
  const auto id = enter(surroundings(), {.span = 1ms}).record.id;
  const auto how = guard(config_, journal_, base::system_clock(), {}, {.id = id, .connect = [&](const std::string&) {
                                                                         leave(surroundings(), {});
                                                                         enter(surroundings(), {});
                                                                         return connect();
                                                                       }});
  EXPECT_EQ(how, Guarded::left_by_others);
  EXPECT_TRUE(status(surroundings()).on);
  EXPECT_FALSE(may_write());
  leave(surroundings(), {});
}

TEST_F(MaintenanceTest, AFenceThatSomebodyTookDownIsNotProved) {
  config_.maintenance.fence = "read_only";
  enter(surroundings(), {});
  session_->execute(fmt::format("ALTER ROLE {} IN DATABASE {} RESET default_transaction_read_only", app_, name()));
  const auto proof = prove(surroundings(), 50ms);
  EXPECT_FALSE(proof.holds);
  EXPECT_NE(fmt::format("{}", fmt::join(proof.against, "\n")).find("the fence is not whole: "), std::string::npos);
  leave(surroundings(), {});
}

TEST_F(MaintenanceTest, EnteringAfterALeaveThatFailedPutsTheFenceUpAgain) {
  const auto before = fingerprint();
  config_.maintenance.fence = "read_only";
  config_.maintenance.leave = "false";
  enter(surroundings(), {});
  EXPECT_EQ(pg::error_of([&] { leave(surroundings(), {}); }).code(), base::Code::command);
  EXPECT_TRUE(may_write());
  EXPECT_FALSE(enter(surroundings(), {}).already);
  EXPECT_FALSE(may_write());
  config_.maintenance.leave = "true";
  leave(surroundings(), {});
  EXPECT_EQ(fingerprint(), before);
}

TEST_F(MaintenanceTest, AWriteThatIsUnderWayStandsAgainstTheProof) {
  config_.maintenance.fence = "read_only";
  enter(surroundings(), {});
  auto writer = connect();
  writer.execute("BEGIN; INSERT INTO orders VALUES (4)");
  const auto proof = prove(surroundings(), 50ms);
  EXPECT_FALSE(proof.holds);
  EXPECT_EQ(proof.against.at(0), fmt::format("a writing transaction is under way in this database: postgres "
                                             "(lockkeeper, process {})",
                                             writer.backend_pid()));
  writer.execute("ROLLBACK");
  leave(surroundings(), {});
}

TEST_F(MaintenanceTest, AWriteInAnotherDatabaseDoesNotStandAgainstTheProof) {
  config_.maintenance.fence = "read_only";
  enter(surroundings(), {});
  pg::Session elsewhere({.target = pg::shared_server().url()});
  elsewhere.execute("BEGIN; SELECT txid_current()");
  const auto proof = prove(surroundings(), 50ms);
  EXPECT_TRUE(proof.holds) << fmt::format("{}", fmt::join(proof.against, "\n"));
  elsewhere.execute("ROLLBACK");
  leave(surroundings(), {});
}

TEST_F(MaintenanceTest, AnOwnerWhoIsNoSuperuserLeavesWithNothingDifferent) {
  const auto owner = "owner_" + name();
  session_->execute(
      fmt::format("CREATE ROLE {0} LOGIN; GRANT pg_monitor TO {0}; ALTER DATABASE {1} OWNER TO {0}", owner, name()));
  pg::Session as_owner({.target = url() + "&user=" + owner});
  config_.maintenance.fence = "revoke_connect";
  const Surroundings mine{.session = as_owner, .config = config_, .journal = journal_};
  enter(mine, {});
  EXPECT_FALSE(may_write());
  const auto left = leave(mine, {});
  EXPECT_TRUE(may_write());
  EXPECT_EQ(left.differences, std::vector<std::string>{}) << "NULL and its spelling are the same rights";
  session_->execute(fmt::format("REASSIGN OWNED BY {0} TO postgres; DROP OWNED BY {0}; DROP ROLE {0}", owner));
}
