// More time for a maintenance that is on, and what the dead-man makes of it; two people at once.
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "maintenance/guard.h"
#include "maintenance/lock.h"
#include "maintenance/on_server_test.h"

using namespace maintenance;
using namespace std::chrono_literals;

namespace {

// What happens while somebody waits.
class WhileWaiting : public base::Clock {
 public:
  explicit WhileWaiting(std::function<void()> happens) : happens_(std::move(happens)) {}
  [[nodiscard]] base::Instant now() const override { return base::system_clock().now(); }
  bool sleep(base::Milliseconds, const std::stop_token& stop) override {
    happens_();
    return !stop.stop_requested();
  }

 private:
  std::function<void()> happens_;
};

}  // namespace

TEST_F(MaintenanceTest, ATimeGivenLaterIsWatchedByTheDeadMan) {
  config_.maintenance.fence = "read_only";
  const auto before = fingerprint();
  enter(surroundings(), {});
  const auto again = enter(surroundings(), {.span = 1ms, .dead_man = true});
  EXPECT_TRUE(again.already);
  EXPECT_TRUE(again.extended);
  ASSERT_TRUE(again.record.until);
  EXPECT_EQ(guard(config_, journal_, base::system_clock(), {},
                  {.id = again.record.id, .connect = [&](const std::string&) { return connect(); }}),
            Guarded::left);
  EXPECT_EQ(journal_.read({.kind = "maintenance.left"}).back().data.at("cause"), "time over");
  EXPECT_EQ(fingerprint(), before);
}

TEST_F(MaintenanceTest, TimeGivenWhileTheDeadManTriesToLeaveKeepsItOn) {
  config_.maintenance.fence = "read_only";
  config_.maintenance.leave = "false";
  const auto id = enter(surroundings(), {.span = 1ms}).record.id;
  std::stop_source stop;
  int waited = 0;
  WhileWaiting clock([&] {
    if (++waited > 1) stop.request_stop();
    if (journal_.read({.kind = "maintenance.extended"}).empty()) enter(surroundings(), {.span = 1h});
    config_.maintenance.leave = "true";
  });
  EXPECT_EQ(guard(config_, journal_, clock, stop.get_token(),
                  {.id = id, .connect = [&](const std::string&) { return connect(); }}),
            Guarded::stopped);
  EXPECT_TRUE(journal_.read({.kind = "maintenance.left"}).empty());
  EXPECT_FALSE(may_write());
  leave(surroundings(), {});
}

TEST_F(MaintenanceTest, TimeOrAnOwnerGivenAtTheLastMomentKeepsItOn) {
  config_.maintenance.fence = "read_only";
  config_.maintenance.grace = 0ms;
  const pid_t owner = ::fork();
  if (owner == 0) {
    ::pause();
    ::_exit(0);
  }
  const auto by_time = [&] { return enter(surroundings(), {.span = 1ms}).record.id; };
  const auto by_owner = [&] {
    auto id = enter(surroundings(), {.owner_pid = owner}).record.id;
    ::kill(owner, SIGKILL);
    ::waitpid(owner, nullptr, 0);
    return id;
  };
  const std::vector<std::pair<std::function<std::string()>, EnterOptions>> both = {
      {by_time, {.span = 1h}}, {by_owner, {.owner_pid = ::getpid()}}};
  for (const auto& [begin, more] : both) {
    const auto id = begin();
    const auto left_before = journal_.read({.kind = "maintenance.left"}).size();
    std::stop_source stop;
    WhileWaiting clock([&] { stop.request_stop(); });
    const auto how = guard(config_, journal_, clock, stop.get_token(), {.id = id, .connect = [&](const std::string&) {
                                                                          enter(surroundings(), more);
                                                                          return connect();
                                                                        }});
    EXPECT_EQ(how, Guarded::stopped);
    EXPECT_EQ(journal_.read({.kind = "maintenance.left"}).size(), left_before);
    leave(surroundings(), {});
  }
}

TEST_F(MaintenanceTest, TimeIsAddedBeforeItIsOver) {
  config_.maintenance.enter = "true";
  const auto first = enter(surroundings(), {.span = 1h}).record;
  const auto second = enter(surroundings(), {.span = 2h}).record;
  EXPECT_GT(*second.until, *first.until + 30min);
  const auto event = journal_.read({.kind = "maintenance.extended"}).back();
  EXPECT_EQ(event.data.at("was"), base::format_instant(*first.until));
  EXPECT_EQ(enter(surroundings(), {}).record.until, second.until) << "entering without a time changes none";
  EXPECT_EQ(journal_.read({.kind = "maintenance.extended"}).size(), 1U);
  leave(surroundings(), {});
}

TEST_F(MaintenanceTest, ADeadManThatWouldWatchNothingIsRefusedAlsoWhenItIsOn) {
  config_.maintenance.enter = "true";
  const auto refused = [&] { return pg::error_of([&] { enter(surroundings(), {.dead_man = true}); }); };
  EXPECT_EQ(refused().code(), base::Code::usage);
  EXPECT_TRUE(journal_.read({.kind = "maintenance."}).empty());
  enter(surroundings(), {});
  EXPECT_EQ(refused().message(), "a dead-man without a time, an owner or a run would watch nothing");
  base::FakeClock clock(base::system_clock().now() - 1h);
  enter({.session = *session_, .config = config_, .journal = journal_, .clock = clock}, {.span = 1min});
  EXPECT_NE(refused().message().find("would leave at once"), std::string::npos);
  EXPECT_EQ(enter(surroundings(), {.span = 1h, .dead_man = true}).already, true);
  leave(surroundings(), {});
}

TEST_F(MaintenanceTest, ADeclaredOwnerIsWatchedInPlaceOfTheRun) {
  config_.maintenance.enter = "true";
  config_.maintenance.grace = 0ms;
  base::FakeClock clock(base::system_clock().now());
  const pid_t owner = ::fork();
  if (owner == 0) {
    ::pause();
    ::_exit(0);
  }
  journal_.append({.run = "night", .kind = "run.began"});  // by this process, which lives on
  journal::Journal of_run(journal_.file(), {.run = "night"});
  const auto id = enter({.session = *session_, .config = config_, .journal = of_run, .clock = clock},
                        {.span = 1h, .owner_pid = owner})
                      .record.id;
  ::kill(owner, SIGKILL);
  ::waitpid(owner, nullptr, 0);
  EXPECT_EQ(guard(config_, journal_, clock, {}, {.id = id, .connect = [&](const std::string&) { return connect(); }}),
            Guarded::left);
  EXPECT_EQ(journal_.read({.kind = "maintenance.left"}).back().data.at("cause"), "owner gone");
}

TEST_F(MaintenanceTest, AFenceThatStandsAlreadyIsNotTakenForTheStateBefore) {
  const auto before = fingerprint();
  journal::Journal other(folder_.path() / "other/journal.db");
  const Surroundings second{.session = *session_, .config = config_, .journal = other};
  for (const char* fence : {"read_only", "connection_limit", "revoke_connect"}) {
    SCOPED_TRACE(fence);
    config_.maintenance.fence = fence;
    enter(surroundings(), {});
    const auto error = pg::error_of([&] { enter(second, {}); });
    EXPECT_EQ(error.code(), base::Code::configuration);
    EXPECT_EQ(error.message(), fmt::format("the fence {} stands already, and this journal knows of none", fence));
    EXPECT_TRUE(other.read().empty());
    leave(surroundings(), {});
    EXPECT_EQ(fingerprint(), before);
  }
}

// The server goes on with what a killed process sent it, and whoever comes next has to see what came of it.
TEST_F(MaintenanceTest, AChangeThatIsUnderWayAtTheServerIsWaitedFor) {
  config_.maintenance.fence = "read_only";
  enter(surroundings(), {});
  auto orphan = connect();
  orphan.query(fmt::format("SELECT pg_advisory_lock({})", lock_key));
  int waited = 0;
  WhileWaiting clock([&] {
    ++waited;
    orphan.query("SELECT pg_advisory_unlock_all()");
  });
  EXPECT_TRUE(leave({.session = *session_, .config = config_, .journal = journal_, .clock = clock}, {}).record);
  EXPECT_EQ(waited, 1);
}

TEST_F(MaintenanceTest, AnotherOneAtWorkOnTheSameDatabaseIsNamed) {
  auto other = connect();
  other.query(fmt::format("SELECT pg_advisory_lock({})", lock_key));
  base::FakeClock clock(base::system_clock().now());
  const auto error = pg::error_of(
      [&] { enter({.session = *session_, .config = config_, .journal = journal_, .clock = clock}, {}); });
  EXPECT_EQ(error.code(), base::Code::lock_held);
  EXPECT_NE(error.message().find(fmt::format("process {}", other.backend_pid())), std::string::npos)
      << error.message();
  EXPECT_TRUE(journal_.read().empty());
}
