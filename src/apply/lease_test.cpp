#include "apply/lease.h"

#include <thread>

#include "apply/lock.h"
#include "apply/operation.h"
#include "apply/scene_test.h"
#include "base/error.h"

namespace apply {

class Leases : public Scene {
 protected:
  void SetUp() override {
    Scene::SetUp();
    write("001_a.sql", "CREATE TABLE a (id int);\nSELECT pg_advisory_lock(77);");
    gate_.emplace(connect());
    gate_->execute("SELECT pg_advisory_lock(77)");
  }
  void TearDown() override {
    gate_.reset();
    Scene::TearDown();
  }
  void open_the_gate() { gate_->execute("SELECT pg_advisory_unlock(77)"); }
  /// An `up` in a thread of its own, held up in its first migration.
  std::jthread held_up(std::optional<Error>& error) {
    std::jthread thread([this, &error] {
      journal::Journal journal(home_.path() / "other.db");
      try {
        const auto one = a_run(journal);
        apply::up(one, folder(), {});
      } catch (const Error& thrown) {
        error = thrown;
      }
    });
    EXPECT_TRUE(eventually([&] { return somebody_waits(); }));
    return thread;
  }
  std::optional<pg::Session> gate_;
};

TEST_F(Leases, LetOneWorkAndNameTheHolderToTheNext) {
  std::optional<Error> first;
  auto thread = held_up(first);
  auto impatient = a_run();
  impatient.lock_wait = 0ms;
  const auto error = error_of([&] { apply::up(impatient, folder(), {}); });
  EXPECT_EQ(error.code(), Code::lock_held);
  const auto holder = value("SELECT holder || ' on ' || host || ' (backend ' || backend_pid FROM _migration_locks");
  EXPECT_NE(error.message().find(holder), std::string::npos) << error.message();
  EXPECT_NE(error.message().find(value("SELECT run_id FROM _migration_locks")), std::string::npos);
  EXPECT_TRUE(error.hint().ends_with(
      fmt::format("'lockkeeper lock release' ends what it left on the server, backend {}, which frees the lock.",
                  value("SELECT backend_pid FROM _migration_locks"))))
      << error.hint();
  open_the_gate();
  EXPECT_TRUE(up().applied.empty()) << "it waits, and finds the work done";
  thread.join();
  EXPECT_FALSE(first);
  EXPECT_EQ(history(), "001 applied");
}

TEST_F(Leases, AreReleasedOnlyWhereTheirRunNoLongerRenewsThem) {
  EXPECT_FALSE(read_lock(*gate_, "public").backend);
  std::optional<Error> first;
  auto thread = held_up(first);
  auto session = connect();
  const auto alive = read_lock(session, "public");
  ASSERT_TRUE(alive.holder);
  EXPECT_EQ(std::to_string(alive.backend->pid), value("SELECT backend_pid FROM _migration_locks"));
  EXPECT_FALSE(alive.expired);
  EXPECT_NE(why_not_released(alive).value_or("").find("it is at work"), std::string::npos);
  EXPECT_EQ(error_of([&] { release_lock(session, "public", alive); }).code(), Code::lock_held);
  EXPECT_EQ(read_lock(session, "public").backend->pid, alive.backend->pid);
  open_the_gate();
  thread.join();
  EXPECT_FALSE(first);
  EXPECT_FALSE(read_lock(session, "public").backend);
}

TEST_F(Leases, OfARunThatStandsStillAreReleased) {
  std::optional<Error> first;
  std::jthread thread([&] {
    journal::Journal journal(home_.path() / "other.db");
    auto one = a_run(journal);
    one.lease = 300ms;
    one.heartbeat = 1h;
    first = error_of([&] { apply::up(one, folder(), {}); });
  });
  ASSERT_TRUE(eventually([&] { return somebody_waits(); }));
  auto session = connect();
  ASSERT_TRUE(eventually([&] { return read_lock(session, "public").expired; }));
  const auto still = read_lock(session, "public");
  EXPECT_EQ(why_not_released(still), std::nullopt);
  release_lock(session, "public", still);
  EXPECT_FALSE(read_lock(session, "public").backend);
  open_the_gate();
  thread.join();
  ASSERT_TRUE(first);
  EXPECT_EQ(first->code(), Code::lease_lost);
  EXPECT_EQ(up().applied, std::vector<std::string>{"001_a"});
}

TEST_F(Leases, WithoutARecordAreNotReleased) {
  auto holder = connect();
  holder.query("SELECT pg_advisory_lock($1)", {std::to_string(lock_key("public"))});
  auto session = connect();
  const auto state = read_lock(session, "public");
  ASSERT_TRUE(state.backend);
  EXPECT_FALSE(state.holder);
  EXPECT_NE(why_not_released(state).value_or("").find("held without a record"), std::string::npos);
}

TEST_F(Leases, AreRenewedWhileTheWorkGoesOn) {
  std::optional<Error> first;
  std::jthread thread([&] {
    journal::Journal journal(home_.path() / "other.db");
    auto one = a_run(journal);
    one.heartbeat = 50ms;
    apply::up(one, folder(), {});
  });
  ASSERT_TRUE(eventually([&] { return somebody_waits(); }));
  const auto beat = value("SELECT heartbeat_at FROM _migration_locks");
  EXPECT_TRUE(eventually([&] { return value("SELECT heartbeat_at FROM _migration_locks") != beat; }));
  open_the_gate();
}

TEST_F(Leases, FenceOffACommitAfterATakeover) {
  std::optional<Error> first;
  auto thread = held_up(first);
  connect().execute("UPDATE _migration_locks SET token = token + 1, holder = 'somebody else'");
  open_the_gate();
  thread.join();
  ASSERT_TRUE(first);
  EXPECT_EQ(first->code(), Code::lease_lost);
  EXPECT_EQ(value("SELECT to_regclass('a') IS NULL"), "t");
  EXPECT_EQ(value("SELECT count(*) FROM _migration_history"), "0");
}

TEST_F(Leases, FenceOffACommitAfterTheRowWasDeleted) {
  std::optional<Error> first;
  auto thread = held_up(first);
  connect().execute("DELETE FROM _migration_locks");
  open_the_gate();
  thread.join();
  ASSERT_TRUE(first);
  EXPECT_EQ(first->code(), Code::lease_lost);
  EXPECT_EQ(value("SELECT to_regclass('a') IS NULL"), "t");
}

TEST_F(Leases, StopTheWorkWhenTheHeartbeatFindsThemLost) {
  std::optional<Error> first;
  std::jthread thread([&] {
    journal::Journal journal(home_.path() / "other.db");
    auto one = a_run(journal);
    one.heartbeat = 50ms;
    first = error_of([&] { apply::up(one, folder(), {}); });
  });
  ASSERT_TRUE(eventually([&] { return somebody_waits(); }));
  connect().execute("SELECT pg_terminate_backend(backend_pid) FROM _migration_locks");
  thread.join();
  ASSERT_TRUE(first);
  EXPECT_EQ(first->code(), Code::lease_lost);
  EXPECT_EQ(value("SELECT to_regclass('a') IS NULL"), "t");

  open_the_gate();
  EXPECT_EQ(up().applied, std::vector<std::string>{"001_a"})
      << "the lease of a session that is gone is taken over at once";
  EXPECT_EQ(value("SELECT token FROM _migration_locks"), "2");
}

TEST_F(Leases, AreNotTakenFromASessionThatMayLive) {
  open_the_gate();
  up();
  // A holder whose session lives but does not hold the advisory lock: through a pooler, or on another server once.
  auto living = connect();
  living.query(
      "UPDATE _migration_locks SET expires_at = clock_timestamp() + interval '1500 milliseconds', holder = 'the "
      "living',"
      " backend_pid = pg_backend_pid(),"
      " backend_start = (SELECT backend_start FROM pg_stat_activity WHERE pid = pg_backend_pid())");
  write("002_b.sql", "SELECT 1;");
  auto impatient = a_run();
  impatient.lock_wait = 100ms;
  const auto error = error_of([&] { apply::up(impatient, folder(), {}); });
  EXPECT_EQ(error.code(), Code::lock_held);
  EXPECT_NE(error.message().find("the living"), std::string::npos);
  EXPECT_EQ(up().applied, std::vector<std::string>{"002_b"}) << "it waits for the expiry";
}

TEST_F(Leases, NeverUseATokenTwice) {
  open_the_gate();
  up();
  connect().execute("DELETE FROM _migration_locks");
  write("002_b.sql", "SELECT 1;");
  up();
  EXPECT_EQ(value("SELECT token FROM _migration_locks"), "2");
}

TEST_F(Leases, AskTheServerWhenTheLastHeartbeatIsOld) {
  open_the_gate();
  auto sleepy = a_run();
  sleepy.lease = 300ms;
  sleepy.heartbeat = 60s;  // as if the process had been suspended
  pg::Session control(control_options(sleepy));
  Operation operation(sleepy, std::move(control), {});
  operation.check();
  base::system_clock().sleep(250ms);
  operation.check();  // renewed
  connect().execute("UPDATE _migration_locks SET token = token + 1");
  base::system_clock().sleep(250ms);
  EXPECT_EQ(error_of([&] { operation.check(); }).code(), Code::lease_lost);
}

TEST_F(Leases, WaitForPrismaWhereItsHistoryIs) {
  open_the_gate();
  layout_ = "prisma";
  write("migration_lock.toml", "provider = \"postgresql\"\n");
  write("001_a/migration.sql", "SELECT 1;\n");
  auto other = connect();
  make_history(other, "prisma");
  other.execute("SELECT pg_advisory_lock(72707369)");
  auto impatient = a_run();
  impatient.lock_wait = 0ms;
  const auto error = error_of([&] { apply::up(impatient, folder(), {}); });
  EXPECT_EQ(error.code(), Code::lock_held);
  EXPECT_NE(error.message().find("Prisma"), std::string::npos);
  EXPECT_EQ(value("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid <> 72707369"
                  " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"),
            "0");
}

}  // namespace apply
