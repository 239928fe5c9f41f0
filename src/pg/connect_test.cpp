#include "pg/connect.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/error.h"
#include "base/files.h"
#include "pg/shared_server_test.h"

using namespace pg;
using base::Code;
using namespace std::chrono_literals;

static base::Error refusal_of(const std::string& target, const std::string& database = "") {
  return error_of([&] { Session({.target = target, .database = database}); });
}

static bool contains(std::string_view text, std::string_view piece) {
  return text.find(piece) != std::string_view::npos;
}

TEST(Connect, RefusedSaysWhereAndWhatToCheck) {
  // Port 1 (tcpmux) is not served on any machine that runs tests.
  const auto error = refusal_of("postgresql://deploy:hunter22@127.0.0.1:1/shop");
  EXPECT_EQ(error.code(), Code::connection);
  EXPECT_EQ(error.message(), "cannot connect to shop on 127.0.0.1:1 as deploy: Connection refused");
  EXPECT_TRUE(contains(error.hint(), "Check that the server runs there"));
}

TEST(Connect, UnknownHost) {
  const auto error = refusal_of("host=no-such-host.invalid dbname=shop user=deploy password=hunter22");
  EXPECT_EQ(error.code(), Code::connection);
  EXPECT_TRUE(contains(error.message(), "could not translate host name \"no-such-host.invalid\"")) << error.message();
  EXPECT_TRUE(contains(error.hint(), "host's name"));
}

TEST(Connect, ASocketFolderWithoutAServer) {
  const base::TemporaryFolder folder;
  const auto error = refusal_of("host=" + folder.path().string() + " dbname=shop user=deploy");
  EXPECT_TRUE(contains(error.message(), "No such file or directory")) << error.message();
  EXPECT_TRUE(contains(error.hint(), "Check that the server runs there"));
}

TEST(Connect, AnUnansweredConnectionEndsAtTheTimeout) {
  // A listening socket whose queue nobody reads: TCP connects, and then there is silence.
  const int listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const base::TemporaryFolder folder;
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const auto path = (folder.path() / ".s.PGSQL.5432").string();
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  ASSERT_EQ(::bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  ASSERT_EQ(::listen(listener, 5), 0);
  const auto target = "host=" + folder.path().string() + " port=5432 dbname=shop user=deploy";
  const auto late = error_of([&] { Session({.target = target, .connect_timeout = 200ms}); });
  EXPECT_EQ(late.code(), Code::connection);
  EXPECT_TRUE(contains(late.message(), "no answer within 200 ms")) << late.message();
  std::stop_source source;
  source.request_stop();
  EXPECT_EQ(error_of([&] { Session({.target = target, .stop = source.get_token()}); }).code(), Code::stopped);
  ::close(listener);
}

using ConnectTest = OnServer;

TEST_F(ConnectTest, NoSuchDatabase) {
  const auto error = refusal_of(url(), "nowhere");
  EXPECT_EQ(error.code(), Code::connection);
  EXPECT_EQ(error.sqlstate(), "3D000");
  EXPECT_TRUE(contains(error.message(), "database \"nowhere\" does not exist")) << error.message();
  EXPECT_FALSE(contains(error.message(), "LOCATION")) << error.message();
}

TEST_F(ConnectTest, NoSuchRole) {
  const auto error =
      refusal_of("host=" + shared_server().socket_folder().string() + " port=5432 dbname=postgres user=nobody_here");
  EXPECT_EQ(error.sqlstate(), "28000");
  EXPECT_TRUE(contains(error.hint(), "user's name"));
}

TEST_F(ConnectTest, ASettingThatIsUnknownIsAServersRefusal) {
  const auto error = error_of([&] { Session({.target = url(), .settings = {{"lock_timeouts", "2s"}}}); });
  EXPECT_EQ(error.code(), Code::server);
  EXPECT_TRUE(contains(error.message(), "lock_timeouts"));
}

// A server of its own: it is the only way to ask for a password.
TEST(ConnectPassword, WrongMissingAndRight) {
  const base::TemporaryFolder folder;
  std::filesystem::permissions(folder.path(), std::filesystem::perms::all);
  const auto rules = folder.path() / "pg_hba.conf";
  base::write_file(rules, "local all deploy scram-sha-256\nlocal all all trust\n", 0644);
  TemporaryServer server({.settings = {{"hba_file", rules.string()}}});
  Session({.target = server.url()}).execute("CREATE ROLE deploy LOGIN PASSWORD 'right one'");
  const auto target = "host=" + server.socket_folder().string() + " port=5432 dbname=postgres user=deploy ";

  const auto wrong = refusal_of(target + "password=wrong-one");
  EXPECT_EQ(wrong.code(), Code::connection);
  EXPECT_EQ(wrong.sqlstate(), "28P01");
  EXPECT_TRUE(contains(wrong.message(), "password authentication failed for user \"deploy\"")) << wrong.message();
  EXPECT_TRUE(contains(wrong.hint(), "Check user and password"));
  EXPECT_FALSE(contains(base::render(wrong), "wrong-one"));
  const auto missing = refusal_of(target + "passfile=/nowhere/pgpass");
  EXPECT_TRUE(contains(missing.message(), "no password supplied")) << missing.message();
  EXPECT_TRUE(contains(missing.hint(), "PGPASSWORD"));
  const Session right({.target = target + "password='right one'"});
  EXPECT_FALSE(contains(right.described(), "right one"));
}

TEST(ExplainRefusal, DropsRepeatsAdviceAndLocation) {
  const auto refusal = explain_refusal(
      "connection to server at \"localhost\" (::1), port 5 failed: Connection refused\n"
      "\tIs the server running on that host and accepting TCP/IP connections?\n"
      "connection to server at \"localhost\" (127.0.0.1), port 5 failed: Connection refused\n");
  EXPECT_EQ(refusal.reason, "Connection refused");
  const auto verbose = explain_refusal(
      "connection to server on socket \"/run/.s.PGSQL.5432\" failed: FATAL:  53300: sorry, too many clients already\n"
      "LOCATION:  ProcArrayAdd, procarray.c:486\n");
  EXPECT_EQ(verbose.reason, "sorry, too many clients already");
  EXPECT_EQ(verbose.sqlstate, "53300");
}

TEST(ExplainRefusal, HintsAtTls) {
  EXPECT_TRUE(
      contains(explain_refusal("connection to server at \"db\" (10.0.0.1), port 5432 failed: server does not support "
                               "SSL, but SSL was required\n")
                   .hint,
               "TLS"));
  EXPECT_TRUE(
      contains(explain_refusal("connection to server at \"db\" (10.0.0.1), port 5432 failed: FATAL:  28000: no "
                               "pg_hba.conf entry for host \"10.0.0.2\", user \"u\", database \"d\", no encryption\n")
                   .hint,
               "sslmode=require"));
}

TEST(ExplainRefusal, EveryReasonHasAHint) {
  EXPECT_FALSE(explain_refusal("").hint.empty());
}
