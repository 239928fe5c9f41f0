#include "pg/temporary_server.h"

#include <fstream>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "base/files.h"
#include "pg/shared_server_test.h"

using namespace pg;
using base::Code;
namespace fs = std::filesystem;

static bool comes_true(const std::function<bool()>& condition) {
  for (int i = 0; i < 3000; ++i) {
    if (condition()) return true;
    ::usleep(10'000);
  }
  return false;
}

static pid_t postmaster(const fs::path& data) {
  std::ifstream file(data / "postmaster.pid");
  pid_t pid = 0;
  file >> pid;
  return pid;
}

static bool alive(pid_t pid) {
  return pid > 0 && ::kill(pid, 0) == 0;
}

// Starts a server in a child process, tells where its data is, and waits to be killed.
static pid_t start_in_child(const TemporaryServer::Options& options, const fs::path& note) {
  const pid_t child = ::fork();
  if (child != 0) return child;
  try {
    TemporaryServer server(options);
    Session({.target = server.url()}).execute("CREATE TABLE kept (i int); INSERT INTO kept VALUES (42)");
    base::write_file(note, server.data_folder().string());
    ::pause();
  } catch (const base::Error& error) {
    base::write_file(note, base::render(error));
  }
  ::_exit(1);
}

TEST(TemporaryServer, AnswersOnASocketOfItsOwnAndIsGoneAfterwards) {
  fs::path folder;
  pid_t pid = 0;
  {
    TemporaryServer server({.settings = {{"work_mem", "7MB"}}});
    folder = server.socket_folder();
    pid = postmaster(server.data_folder());
    EXPECT_TRUE(alive(pid));
    Session session({.target = server.url()});
    EXPECT_EQ(session.server_major(), server.major());
    EXPECT_EQ(session.query("SHOW listen_addresses").at(0, 0), "");
    EXPECT_EQ(session.query("SHOW fsync").at(0, 0), "off");
    EXPECT_EQ(session.query("SHOW work_mem").at(0, 0), "7MB");
    EXPECT_EQ(session.query("SHOW server_encoding").at(0, 0), "UTF8");
    EXPECT_LT((server.socket_folder() / ".s.PGSQL.5432").string().size(), 107U);
    const auto mode = fs::status(server.socket_folder()).permissions();
    EXPECT_EQ(mode & (fs::perms::group_all | fs::perms::others_all), fs::perms::none);
  }
  EXPECT_FALSE(alive(pid));
  EXPECT_FALSE(fs::exists(folder));
}

TEST(TemporaryServer, ItsUrlTakesAnyDatabaseName) {
  Session(Options{.target = shared_server().url()}).execute("CREATE DATABASE \"odd /?%näme\"");
  EXPECT_EQ(Session({.target = shared_server().url("odd /?%näme")}).database(), "odd /?%näme");
  Session(Options{.target = shared_server().url()}).execute("DROP DATABASE \"odd /?%näme\"");
}

TEST(TemporaryServer, NothingIsLeftWhenItsOwnerIsKilled) {
  const base::TemporaryFolder notes;
  const auto note = notes.path() / "data";
  const pid_t owner = start_in_child({}, note);
  ASSERT_TRUE(comes_true([&] { return fs::exists(note); }));
  const fs::path data = base::read_file(note);
  const pid_t server = postmaster(data);
  ASSERT_TRUE(alive(server)) << data;
  ::kill(owner, SIGKILL);
  ::waitpid(owner, nullptr, 0);
  EXPECT_TRUE(comes_true([&] { return !alive(server); }));
  EXPECT_TRUE(comes_true([&] { return !fs::exists(data.parent_path()); }));
}

// The pauses only spread the kills over the start: before the folder, in initdb, in postgres.
TEST(TemporaryServer, NothingIsLeftWhereverItsOwnerIsKilled) {
  const base::TemporaryFolder notes;
  // Its own TMPDIR, so that what it leaves would be seen.
  const auto place = notes.path() / "tmp";
  fs::create_directories(place);
  fs::permissions(notes.path(), fs::perms::all);
  fs::permissions(place, fs::perms::all);
  for (const int milliseconds : {0, 1, 2, 3, 5, 8, 13, 21, 40, 80, 160, 320, 640}) {
    const pid_t owner = ::fork();
    if (owner == 0) {
      ::setenv("TMPDIR", place.c_str(), 1);
      TemporaryServer server;
      ::pause();
    }
    ::usleep(static_cast<useconds_t>(milliseconds) * 1000);
    ::kill(owner, SIGKILL);
    ::waitpid(owner, nullptr, 0);
    ASSERT_TRUE(comes_true([&] { return fs::is_empty(place); })) << "killed after " << milliseconds << " ms";
  }
}

TEST(TemporaryServer, AKeptFolderHoldsItsDataAcrossAKill) {
  const base::TemporaryFolder folder;
  fs::permissions(folder.path(), fs::perms::all);
  // Deep on purpose: no socket path could be that long.
  const TemporaryServer::Options options{.folder = folder.path() / std::string(80, 'a') / std::string(80, 'b'),
                                         .durable = true};
  const auto note = folder.path() / "note";
  const pid_t owner = start_in_child(options, note);
  ASSERT_TRUE(comes_true([&] { return fs::exists(note); }));
  const fs::path data = base::read_file(note);
  EXPECT_TRUE(alive(postmaster(data))) << data;
  ::kill(owner, SIGKILL);
  ::waitpid(owner, nullptr, 0);
  fs::path sockets;
  {
    TemporaryServer again(options);  // at once: the killed one's server may still be shutting down
    EXPECT_EQ(Session({.target = again.url()}).query("SELECT i FROM kept").at(0, 0), "42");
    EXPECT_EQ(Session({.target = again.url()}).query("SHOW fsync").at(0, 0), "on");
    sockets = again.socket_folder();

    const auto second = error_of([&] { TemporaryServer(TemporaryServer::Options(options)); });
    EXPECT_EQ(second.code(), Code::command);
    EXPECT_NE(second.message().find("another lockkeeper is running a server in"), std::string::npos)
        << second.message();
  }
  EXPECT_FALSE(fs::exists(sockets));
  EXPECT_TRUE(fs::exists(data / "PG_VERSION"));

  std::ofstream(data / "postmaster.pid") << "999999\n" << data.string() << "\n";  // as a crash leaves it
  TemporaryServer after_crash(options);
  EXPECT_EQ(Session({.target = after_crash.url()}).query("SELECT i FROM kept").at(0, 0), "42");
}

TEST(TemporaryServer, AKeptFolderIsWaitedForWhereOneWasKilledInInitdb) {
  for (const int milliseconds : {30, 120, 250, 400}) {
    const base::TemporaryFolder folder;
    fs::permissions(folder.path(), fs::perms::all);
    const TemporaryServer::Options options{.folder = folder.path() / "kept"};
    const pid_t owner = start_in_child(options, folder.path() / "note");
    comes_true([&] { return fs::exists(folder.path() / "kept/data.new"); });
    ::usleep(static_cast<useconds_t>(milliseconds) * 1000);
    ::kill(owner, SIGKILL);
    ::waitpid(owner, nullptr, 0);
    TemporaryServer again(options);
    EXPECT_EQ(Session({.target = again.url()}).query("SELECT 1").at(0, 0), "1");
  }
}

TEST(TemporaryServer, ASettingThatTheServerRefusesShowsItsLog) {
  const auto error = error_of([] { TemporaryServer({.settings = {{"no_such_setting", "1"}}}); });
  EXPECT_EQ(error.code(), Code::command);
  EXPECT_NE(fact(error, "log").find("unrecognized configuration parameter \"no_such_setting\""), std::string::npos)
      << base::render(error);
}

TEST(TemporaryServer, NamesThePackageWhereNoServerIsInstalled) {
  const auto error = error_of([] { TemporaryServer({.bindir = "/nowhere"}); });
  EXPECT_EQ(error.code(), Code::configuration);
  EXPECT_NE(error.hint().find("apt-get install postgresql"), std::string::npos);
}
