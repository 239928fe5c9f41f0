// What is left when a runner is killed, suspended or cut off, and what the next one makes of it. The runners here are
// processes of their own.
#include <csignal>
#include <set>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "apply/scene_test.h"
#include "base/error.h"

namespace apply {

class Crash : public Scene {
 protected:
  void TearDown() override {
    for (const auto pid : alive_) {
      ::kill(pid, SIGKILL);
      ::waitpid(pid, nullptr, 0);
    }
    Scene::TearDown();
  }

  /// `up` in a process of its own, with a journal of its own. It ends with 0, or 10 + the error's code.
  pid_t start(std::chrono::milliseconds lock_wait = 10s) {
    const auto journal = home_.path() / fmt::format("journal{}.db", ++started_);
    const auto pid = ::fork();
    if (pid == 0) {
      int code = 1;
      try {
        journal::Journal own(journal);
        auto one = a_run(own);
        one.lock_wait = lock_wait;
        one.on_progress = {};
        apply::up(one, folder(), {});
        code = 0;
      } catch (const Error& error) {
        code = 10 + static_cast<int>(error.code());
      } catch (const std::exception&) {
        code = 2;
      }
      ::_exit(code);  // the test's own objects belong to the parent
    }
    alive_.insert(pid);
    return pid;
  }
  int end_of(pid_t pid) {
    int status = 0;
    ::waitpid(pid, &status, 0);
    alive_.erase(pid);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }
  void kill(pid_t pid) {
    ::kill(pid, SIGKILL);
    EXPECT_EQ(end_of(pid), -SIGKILL);
  }
  [[nodiscard]] static int exit_of(Code code) { return 10 + static_cast<int>(code); }
  void write_marks(int count) const {
    write("000_marks.sql", "CREATE TABLE marks (n int);");
    for (int n = 1; n <= count; ++n)
      write(fmt::format("{:03}_mark.sql", n), fmt::format("INSERT INTO marks VALUES ({});", n));
  }
  [[nodiscard]] std::string marks() const { return value("SELECT count(*) || ' ' || count(DISTINCT n) FROM marks"); }

  std::set<pid_t> alive_;
  int started_ = 0;
};

TEST_F(Crash, KilledInATransactionNothingIsLeftAndTheNextRunAppliesIt) {
  write("001_a.sql", "CREATE TABLE a (id int);\nSELECT pg_advisory_lock(77);\nSELECT pg_advisory_unlock(77);");
  auto gate = connect();
  gate.execute("SELECT pg_advisory_lock(77)");
  const auto pid = start();
  ASSERT_TRUE(eventually([&] { return somebody_waits(); }));
  kill(pid);
  // Its backend notices that nobody is there any more; before that, what was sent would still run to its end.
  EXPECT_TRUE(eventually([&] { return !somebody_waits(); }));
  gate.execute("SELECT pg_advisory_unlock(77)");
  EXPECT_EQ(up().applied, std::vector<std::string>{"001_a"});
  EXPECT_EQ(history(), "001 applied");
}

TEST_F(Crash, KilledWhileAnIndexIsBuiltTheNextRunBuildsIt) {
  connect().execute("CREATE TABLE t (i int)");
  write("001_a.sql", "CREATE INDEX CONCURRENTLY a ON t (i);\nCREATE INDEX CONCURRENTLY IF NOT EXISTS b ON t (i);");
  auto writer = connect();
  writer.execute("BEGIN; INSERT INTO t VALUES (1)");  // what the build waits for
  const auto pid = start();
  ASSERT_TRUE(eventually([&] {
    return value("SELECT count(*) FROM pg_stat_progress_create_index WHERE phase LIKE 'waiting%'") == "1";
  }));
  kill(pid);
  writer.execute("COMMIT");
  up();
  EXPECT_EQ(value("SELECT count(*) || ' ' || bool_and(indisvalid) FROM pg_index WHERE indrelid = 't'::regclass"),
            "2 true");
  EXPECT_EQ(value("SELECT count(*) FROM _migration_history WHERE state = 'applied'"), "1");
}

TEST_F(Crash, KilledAgainAndAgainEachMigrationIsAppliedOnce) {
  write_marks(60);
  for (int round = 1; round <= 5; ++round) {
    const auto pid = start();
    const auto enough = std::to_string(round * 10);
    EXPECT_TRUE(eventually([&] {
      return value("SELECT to_regclass('marks') IS NOT NULL") == "t" &&
             value("SELECT count(*) >= " + enough + " FROM marks") == "t";
    }));
    ::kill(pid, SIGKILL);
    end_of(pid);  // it may have been quicker
  }
  up();
  EXPECT_EQ(marks(), "60 60");
  EXPECT_EQ(
      value("SELECT count(*) || ' ' || count(DISTINCT version) FROM _migration_history WHERE state = 'applied'"),
      "61 61");
}

TEST_F(Crash, FiftyAtOnceApplyEachMigrationOnce) {
  write_marks(10);
  std::vector<pid_t> runners;
  for (int i = 0; i < 25; ++i) {
    runners.push_back(start(60s));
    runners.push_back(start(0ms));
  }
  int done = 0;
  for (const auto pid : runners) {
    const int end = end_of(pid);
    done += end == 0 ? 1 : 0;
    EXPECT_TRUE(end == 0 || end == exit_of(Code::lock_held)) << end;
  }
  EXPECT_GE(done, 25);
  EXPECT_EQ(marks(), "10 10");
  EXPECT_EQ(value("SELECT count(*) FROM _migration_history"), "11");
}

TEST_F(Crash, SuspendedAndTakenOverItCommitsNothingWhenItWakes) {
  write("001_a.sql", "CREATE TABLE a (id int);\nSELECT pg_advisory_lock(77);\nSELECT pg_advisory_unlock(77);");
  auto gate = connect();
  gate.execute("SELECT pg_advisory_lock(77)");
  const auto pid = start();
  ASSERT_TRUE(eventually([&] { return somebody_waits(); }));
  ::kill(pid, SIGSTOP);
  // Its connection to the lock goes (a failover, a firewall); the one it works in is still there.
  connect().execute("SELECT pg_terminate_backend(backend_pid) FROM _migration_locks");
  gate.execute("SELECT pg_advisory_unlock(77)");
  EXPECT_TRUE(eventually(
      [&] { return value("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 77") == "0"; }));
  const auto result = up();
  ::kill(pid, SIGCONT);
  const int end = end_of(pid);
  EXPECT_TRUE(end == exit_of(Code::lease_lost) || end == exit_of(Code::connection) || end == 0) << end;
  EXPECT_EQ(history(), "001 applied");
  // All statements were sent in one flight: the suspended run may have been through before the takeover, never after.
  EXPECT_EQ(result.applied.empty(), value("SELECT lease_token FROM _migration_history") == "1");
}

TEST(LostConnection, AtTheCommitItIsTheHistoryThatTells) {
  // A COMMIT that is durable here, waits for a standby that does not exist, and is cut off while it waits.
  const pg::TemporaryServer server({.settings = {{"wal_level", "replica"},
                                                 {"max_wal_senders", "2"},
                                                 {"synchronous_standby_names", "nobody"},
                                                 {"synchronous_commit", "local"}}});
  const base::TemporaryFolder home("lockkeeper-apply-test");
  base::write_file(home.path() / "migrations/001_a.sql",
                   "SET LOCAL synchronous_commit = on;\nCREATE TABLE a (id int);");
  journal::Journal journal(home.path() / "journal.db");
  auto run = make_run({.target = server.url()}, {}, journal);
  std::string notes;
  run.on_progress = [&](const Progress& progress) { notes += progress.text + "\n"; };
  std::jthread killer([&] {
    pg::Session session({.target = server.url()});
    for (int i = 0; i < 1000; ++i) {
      const auto cut = session.query(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
          " AND application_name LIKE '% work %'");
      if (!cut.empty()) return;
      base::system_clock().sleep(10ms);
    }
  });
  config::Migrations settings;
  settings.dir = home.path() / "migrations";
  const auto folder = migration::read_folder(settings);
  EXPECT_EQ(up(run, folder, {}).applied, std::vector<std::string>{"001_a"});
  EXPECT_NE(notes.find("was committed all the same"), std::string::npos) << notes;
  EXPECT_EQ(journal.read({.kind = "migration.applied"}).size(), 1U);
}

}  // namespace apply
