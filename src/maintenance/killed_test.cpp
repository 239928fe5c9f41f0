// The program itself, killed with SIGKILL wherever it happens to be; and the dead-man that outlives its run.
#include <signal.h>
#include <thread>
#include <unistd.h>

#include "base/files.h"
#include "base/process.h"
#include "maintenance/guard.h"
#include "pg/shared_server_test.h"

using namespace maintenance;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

class KilledTest : public pg::OnServer {
 protected:
  void SetUp() override {
    if (::access(LOCKKEEPER_BINARY, X_OK) != 0) GTEST_SKIP() << "the program is not built";
    OnServer::SetUp();
    app_ = "app_" + name();
    connect().execute("CREATE ROLE " + app_ + " LOGIN CONNECTION LIMIT 4");
  }
  void TearDown() override {
    if (app_.empty()) return;
    OnServer::TearDown();
    pg::Session({.target = pg::shared_server().url()}).execute("DROP ROLE " + app_);
  }
  void declare(const std::string& fence, const std::string& more = {}) {
    base::write_file(
        folder_.path() / "lockkeeper.toml",
        fmt::format("[maintenance]\nfence = \"{}\"\napplication_roles = [\"{}\"]\ndrain = \"0s\"\nsave = [\"cat "
                    "replicas\"]\nenter = \"echo 0 > replicas\"\nleave = 'cat \"$LOCKKEEPER_SAVED_1\" > "
                    "replicas'\n{}",
                    fence, app_, more));
    base::write_file(folder_.path() / "replicas", "3\n");
  }
  [[nodiscard]] base::Command command(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {LOCKKEEPER_BINARY, "maintenance"});
    return {.argv = std::move(arguments),
            .environment = {{"DATABASE_URL", url()}, {"LOCKKEEPER_RUN", ""}, {"LOCKKEEPER_JOURNAL", ""}},
            .folder = folder_.path(),
            .timeout = 60s};
  }
  std::string fingerprint() {
    return base::read_file(folder_.path() / "replicas") +
           connect()
               .query(
                   "SELECT concat_ws(' / ', datconnlimit, coalesce(datacl::text, 'NULL'), (SELECT "
                   "string_agg(concat(setdatabase, setrole, setconfig), ',') FROM pg_db_role_setting), (SELECT "
                   "string_agg(concat(rolname, rolconnlimit), ',' ORDER BY rolname) FROM pg_roles)) AS all FROM "
                   "pg_database WHERE datname = current_database()")
               .text(0, "all");
  }
  journal::Journal open_journal() { return journal::Journal(folder_.path() / ".lockkeeper/journal.db"); }
  std::optional<Record> record() {
    const auto events = open_journal().read({.kind = "maintenance.entered"});
    if (events.empty()) return std::nullopt;
    return find(open_journal().read({.kind = "maintenance."}), events.back().data.at("id").get<std::string>());
  }
  template <class Condition>
  static bool comes_true(Condition&& condition) {
    for (const auto until = std::chrono::steady_clock::now() + 60s; std::chrono::steady_clock::now() < until;) {
      if (condition()) return true;
      std::this_thread::sleep_for(20ms);
    }
    return false;
  }

  base::TemporaryFolder folder_;
  std::string app_;
};

}  // namespace

// Where it is when it dies is chance, spread over the time an entering takes; what counts is that leaving always ends
// in the state before, and that the deaths fell on both sides of the changes.
TEST_F(KilledTest, AnEnteringKilledAnywhereIsMadeGoodByLeaving) {
  int unchanged = 0;
  int changed = 0;
  for (int round = 0; round < 24; ++round) {
    constexpr std::array<std::string_view, 3> fences{"read_only", "connection_limit", "revoke_connect"};
    declare(std::string(fences.at(static_cast<std::size_t>(round) % fences.size())));
    const auto before = fingerprint();
    const auto whole = base::run(command({"status"})).duration;
    {
      const base::Daemon killed(command({"enter"}), {.gentle_signal = SIGKILL, .patience = 1s});
      std::this_thread::sleep_for(whole * round / 10);
    }
    (fingerprint() == before ? unchanged : changed) += 1;
    const auto left = base::run(command({"leave"}));
    EXPECT_EQ(left.exit_code, 0) << left.output << left.errors;
    EXPECT_EQ(fingerprint(), before) << "round " << round;
  }
  EXPECT_GT(unchanged, 0);
  EXPECT_GT(changed, 0);
}

TEST_F(KilledTest, AnEnteringKilledAfterTheFenceIsGoneOnWith) {
  declare("read_only");
  const auto before = fingerprint();
  EXPECT_EQ(base::run(command({"enter"})).exit_code, 0);
  const auto first = record().value();
  EXPECT_EQ(base::run(command({"enter"})).exit_code, 0);
  EXPECT_EQ(record()->id, first.id) << "the state before is the one saved first";
  EXPECT_EQ(base::run(command({"leave"})).exit_code, 0);
  EXPECT_EQ(fingerprint(), before);
}

// As in a runbook: the step is a child of the run's supervisor, which ends the whole family when the run is killed.
TEST_F(KilledTest, TheDeadManOutlivesTheFamilyOfItsRunAndLeaves) {
  declare("connection_limit", "grace = \"100ms\"\n");
  const auto before = fingerprint();
  auto owner = std::make_unique<base::Daemon>(base::Command{.argv = {"sleep", "600"}}, base::Daemon::Options{});
  const auto seed = command({"enter"});
  const auto script = fmt::format(
      "sleep 600 & echo $! > owner; {} maintenance enter --dead-man --owner $(cat owner) && wait", LOCKKEEPER_BINARY);
  auto run = std::make_unique<base::Daemon>(
      base::Command{.argv = {"bash", "-c", script}, .environment = seed.environment, .folder = folder_.path()},
      base::Daemon::Options{.patience = 2s});
  ASSERT_TRUE(comes_true([&] {
    const auto now = record();
    return now && guard_of(open_journal(), now->id).has_value();
  }));
  EXPECT_FALSE(record()->left);
  const auto guard = guard_of(open_journal(), record()->id).value();
  run.reset();  // the family is ended, first gently, then not
  EXPECT_TRUE(comes_true([&] { return record()->left; }));
  EXPECT_TRUE(comes_true([&] { return !process(guard).has_value(); })) << "the guard ends when it has left";
  EXPECT_EQ(open_journal().read({.kind = "maintenance.left"}).back().data.at("cause"), "owner gone");
  EXPECT_EQ(fingerprint(), before);
}

TEST_F(KilledTest, TheDeadManLeavesWhenTheTimeIsOver) {
  declare("read_only");
  const auto before = fingerprint();
  EXPECT_EQ(base::run(command({"enter", "--dead-man", "--for", "300ms"})).exit_code, 0);
  EXPECT_TRUE(comes_true([&] { return record()->left; }));
  EXPECT_EQ(open_journal().read({.kind = "maintenance.left"}).back().data.at("cause"), "time over");
  EXPECT_EQ(fingerprint(), before);
}
