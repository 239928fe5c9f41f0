// PgBouncer, where it is installed, between us and the private server.
#include "pg/pooler.h"

#include <fstream>
#include <pwd.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <thread>

#include "base/error.h"
#include "base/files.h"
#include "pg/shared_server_test.h"

using namespace pg;
using base::Code;
using namespace std::chrono_literals;

static constexpr auto pgbouncer = "/usr/sbin/pgbouncer";

class Pooler : public OnServer {
 protected:
  void start(const std::string& mode) {
    const Session direct({.target = url()});
    const auto folder = folder_.path().string();
    std::filesystem::permissions(folder_.path(), std::filesystem::perms::all);
    user_ = direct.user();
    base::write_file(folder_.path() / "users", fmt::format("\"{}\" \"\"\n", user_));
    base::write_file(
        folder_.path() / "ini",
        fmt::format("[databases]\n* = host={0} port={1}\n[pgbouncer]\nlisten_addr =\nlisten_port = 6432\n"
                    "unix_socket_dir = {2}\nauth_type = trust\nauth_file = {2}/users\npool_mode = {3}\n"
                    "default_pool_size = 6\n",
                    direct.host(), direct.port(), folder, mode));
    std::filesystem::permissions(folder_.path() / "users", std::filesystem::perms(0644));
    std::filesystem::permissions(folder_.path() / "ini", std::filesystem::perms(0644));
    std::vector<std::string> words{pgbouncer, "-q", folder + "/ini"};
    if (::geteuid() == 0) words.insert(words.begin() + 1, {"-u", "postgres"});
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    ASSERT_EQ(::posix_spawn(&pid_, pgbouncer, nullptr, nullptr, arguments.data(), environ), 0);
    for (int i = 0; i < 100 && !std::filesystem::exists(folder_.path() / ".s.PGSQL.6432"); ++i)
      base::system_clock().sleep(50ms);
  }
  void SetUp() override {
    if (!std::filesystem::exists(pgbouncer)) GTEST_SKIP() << "there is no pgbouncer here";
    OnServer::SetUp();
  }
  void TearDown() override {
    if (pid_ == 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    OnServer::TearDown();
  }
  [[nodiscard]] Options pooled() const {
    return {.target = fmt::format("host={} port=6432 user={} dbname={}", folder_.path().string(), user_, name())};
  }
  /// Other clients, who begin and end transactions all the time.
  [[nodiscard]] std::vector<std::jthread> traffic() const {
    std::vector<std::jthread> crowd;
    for (int i = 0; i < 4; ++i) {
      crowd.emplace_back([options = pooled()](const std::stop_token& stop) {
        Session session(options);
        while (!stop.stop_requested()) session.execute("BEGIN; SELECT pg_sleep(0.002); COMMIT");
      });
    }
    return crowd;
  }

  base::TemporaryFolder folder_{"lockkeeper-pooler"};
  std::string user_;
  pid_t pid_ = 0;
};

TEST_F(Pooler, InTransactionModeIsFoundOutUnderTrafficBeforeAnythingIsSet) {
  start("transaction");
  const auto crowd = traffic();
  for (int i = 0; i < 10; ++i) {
    Session session(pooled());
    EXPECT_TRUE(session.through_pooler());
    EXPECT_EQ(error_of([&] { refuse_shared_backends(session); }).code(), Code::configuration) << i;
    auto with_settings = pooled();
    with_settings.settings.emplace_back("work_mem", "77MB");
    EXPECT_EQ(error_of([&] { const Session other(with_settings); }).code(), Code::configuration);
  }
  for (int i = 0; i < 20; ++i) {
    Session application(pooled());
    EXPECT_EQ(application
                  .query("SELECT concat_ws(' ', current_setting('work_mem'), "
                         "current_setting('client_connection_check_interval')) AS found")
                  .text(0, "found"),
              "4MB 0");
  }
}

TEST_F(Pooler, InStatementModeIsFoundOutToo) {
  start("statement");
  Session session(pooled());
  EXPECT_EQ(error_of([&] { refuse_shared_backends(session); }).code(), Code::configuration);
}

TEST_F(Pooler, InSessionModeIsNoHindrance) {
  start("session");
  auto options = pooled();
  options.settings.emplace_back("work_mem", "77MB");
  Session session(options);
  EXPECT_TRUE(session.through_pooler());
  EXPECT_EQ(session.query("SHOW work_mem").at(0, 0U), "77MB");
  EXPECT_NO_THROW(refuse_shared_backends(session));
}

TEST_F(OnServer, WithoutAPoolerThereIsNone) {
  auto session = connect();
  EXPECT_FALSE(session.through_pooler());
  EXPECT_NO_THROW(refuse_shared_backends(session));
}
