// The program killed at each of its steps in turn: at every call that writes the journal to disk or speaks to the
// server. A tracer counts these calls, so that each is met once, and none by chance.
#include <array>
#include <fcntl.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>

#include "base/files.h"
#include "base/process.h"
#include "journal/journal.h"
#include "pg/shared_server_test.h"

using namespace std::chrono_literals;

static bool tracing_is_allowed() {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0 ? 0 : 1);
  int status = 1;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

namespace {

class KilledAtEveryStep : public pg::OnServer {
 protected:
  void SetUp() override {
    if (::access(LOCKKEEPER_BINARY, X_OK) != 0) GTEST_SKIP() << "the program is not built";
    if (!tracing_is_allowed()) GTEST_SKIP() << "tracing is not allowed here";
    OnServer::SetUp();
    app_ = "app_" + name();
    connect().execute("CREATE ROLE " + app_ + " LOGIN CONNECTION LIMIT 4");
    environment_ = {"DATABASE_URL=" + url(),
                    "LOCKKEEPER_RUN=", "LOCKKEEPER_JOURNAL=", std::string("PATH=") + ::getenv("PATH"),
                    "HOME=" + folder_.path().string()};
  }
  void TearDown() override {
    if (app_.empty()) return;
    OnServer::TearDown();
    pg::Session({.target = pg::shared_server().url()}).execute("DROP ROLE " + app_);
  }
  void declare(const std::string& fence) {
    base::write_file(
        folder_.path() / "lockkeeper.toml",
        fmt::format("[maintenance]\nfence = \"{}\"\napplication_roles = [\"{}\"]\ndrain = \"0s\"\nsave = [\"cat "
                    "replicas\"]\nenter = \"echo 0 > replicas\"\nleave = 'cat \"$LOCKKEEPER_SAVED_1\" > "
                    "replicas'\n",
                    fence, app_));
    base::write_file(folder_.path() / "replicas", "3\n");
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
  base::Outcome maintenance(const std::string& what) {
    return base::run({.argv = {LOCKKEEPER_BINARY, "maintenance", what},
                      .environment = {{"DATABASE_URL", url()}, {"LOCKKEEPER_RUN", ""}, {"LOCKKEEPER_JOURNAL", ""}},
                      .folder = folder_.path(),
                      .timeout = 60s});
  }
  // False when it came to its end before the `step`th call.
  bool killed_at(int step, const std::string& what);

  base::TemporaryFolder folder_;
  std::string app_;
  std::vector<std::string> environment_;
};

}  // namespace

// After each message to the server as well as before it: what was sent is done, and nobody heard so.
static bool is_a_step(const __ptrace_syscall_info& call, bool& sending) {
  if (call.op == PTRACE_SYSCALL_INFO_ENTRY) {
    const auto number = static_cast<long>(call.entry.nr);
    sending = number == SYS_sendto;
    return sending || number == SYS_fdatasync || number == SYS_fsync;
  }
  return call.op == PTRACE_SYSCALL_INFO_EXIT && std::exchange(sending, false);
}

bool KilledAtEveryStep::killed_at(int step, const std::string& what) {
  std::vector<char*> envp;
  for (auto& entry : environment_) envp.push_back(entry.data());
  envp.push_back(nullptr);
  std::array<std::string, 3> words{LOCKKEEPER_BINARY, "maintenance", what};
  std::array<char*, 4> argv{words[0].data(), words[1].data(), words[2].data(), nullptr};
  const auto folder = folder_.path().string();
  const pid_t child = ::fork();
  if (child == 0) {
    const int nothing = ::open("/dev/null", O_RDWR);
    for (const int descriptor : {0, 1, 2}) ::dup2(nothing, descriptor);
    if (::chdir(folder.c_str()) != 0 || ::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0) ::_exit(126);
    ::execve(argv[0], argv.data(), envp.data());
    ::_exit(127);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  if (!WIFSTOPPED(status)) throw std::runtime_error("the program did not begin");
  ::ptrace(PTRACE_SETOPTIONS, child, nullptr, PTRACE_O_EXITKILL | PTRACE_O_TRACESYSGOOD);
  bool sending = false;
  long pass_on = 0;
  for (int seen = 0;;) {
    ::ptrace(PTRACE_SYSCALL, child, nullptr, pass_on);
    ::waitpid(child, &status, 0);
    if (WIFEXITED(status) || WIFSIGNALED(status)) {
      EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << what << " came to its end with " << status;
      return false;
    }
    pass_on = WSTOPSIG(status) == (SIGTRAP | 0x80) ? 0 : WSTOPSIG(status);
    if (pass_on != 0) continue;
    __ptrace_syscall_info call{};
    ::ptrace(static_cast<__ptrace_request>(PTRACE_GET_SYSCALL_INFO), child, sizeof call, &call);
    if (!is_a_step(call, sending) || ++seen < step) continue;
    ::kill(child, SIGKILL);
    ::waitpid(child, &status, 0);
    return true;
  }
}

static const std::array<std::string, 3> fences{"read_only", "connection_limit", "revoke_connect"};

TEST_F(KilledAtEveryStep, AnEnteringIsMadeGoodByLeavingOrGoneOnWith) {
  int step = 1;
  for (bool more = true; more; ++step) {
    declare(fences.at(static_cast<std::size_t>(step) % fences.size()));
    const auto before = fingerprint();
    more = killed_at(step, "enter");
    if (step % 2 == 0) {
      const auto again = maintenance("enter");
      EXPECT_EQ(again.exit_code, 0) << again.errors << "at step " << step;
      EXPECT_NE(fingerprint(), before) << "at step " << step;
    }
    const auto left = maintenance("leave");
    EXPECT_EQ(left.exit_code, 0) << left.output << left.errors << "at step " << step;
    EXPECT_EQ(fingerprint(), before) << "at step " << step;
  }
  EXPECT_GT(step, 30);
}

TEST_F(KilledAtEveryStep, ALeavingIsRepeatedUntilItHasComeToItsEnd) {
  int step = 1;
  for (bool more = true; more; ++step) {
    declare(fences.at(static_cast<std::size_t>(step) % fences.size()));
    const auto before = fingerprint();
    ASSERT_EQ(maintenance("enter").exit_code, 0);
    more = killed_at(step, "leave");
    const auto left = maintenance("leave");
    EXPECT_EQ(left.exit_code, 0) << left.output << left.errors << "at step " << step;
    EXPECT_EQ(fingerprint(), before) << "at step " << step;
  }
  EXPECT_GT(step, 20);
}

TEST_F(KilledAtEveryStep, OfSeveralWhoEnterAtOnceOneDoes) {
  declare("revoke_connect");
  const auto before = fingerprint();
  const auto script = fmt::format(
      "for i in 1 2 3 4; do {} maintenance enter > out$i 2>&1 & pids=\"$pids $!\"; done; "
      "for p in $pids; do wait $p; echo $?; done",
      LOCKKEEPER_BINARY);
  const auto all =
      base::run({.argv = {"bash", "-c", script},
                 .environment = {{"DATABASE_URL", url()}, {"LOCKKEEPER_RUN", ""}, {"LOCKKEEPER_JOURNAL", ""}},
                 .folder = folder_.path(),
                 .timeout = 60s});
  EXPECT_NE(all.output.find('0'), std::string::npos) << all.output;
  EXPECT_EQ(all.output.find_first_not_of("04\n"), std::string::npos)
      << "entered (0) or told to wait (4): " << all.output;
  const journal::Journal journal(folder_.path() / ".lockkeeper/journal.db");
  EXPECT_EQ(journal.read({.kind = "maintenance.entered"}).size(), 1U);
  EXPECT_EQ(maintenance("leave").exit_code, 0);
  EXPECT_EQ(fingerprint(), before);
}
