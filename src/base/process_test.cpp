#include "base/process.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "base/text.h"

using namespace base;
using namespace std::chrono_literals;

static bool comes_true(const std::function<bool()>& condition) {
  for (int i = 0; i < 500; ++i) {
    if (condition()) return true;
    ::usleep(10'000);
  }
  return false;
}

static bool alive(pid_t pid) {
  return ::kill(pid, 0) == 0;
}

TEST(Run, KeepsOutputErrorsAndExitCodeApart) {
  const auto outcome = run({.argv = {"sh", "-c", "echo out; echo err >&2; exit 7"}});
  EXPECT_EQ(outcome.output, "out\n");
  EXPECT_EQ(outcome.errors, "err\n");
  EXPECT_EQ(outcome.exit_code, 7);
}

TEST(Run, GivesInputAndEnvironmentAndFolder) {
  const auto outcome = run({.argv = {"sh", "-c", "cat; echo $COLOUR; pwd"},
                            .environment = {{"COLOUR", "blue"}},
                            .folder = "/",
                            .input = "from us\n"});
  EXPECT_EQ(outcome.output, "from us\nblue\n/\n");
}

TEST(Run, PassesMoreThanAPipeHolds) {
  const std::string big(1 << 20, 'x');
  EXPECT_EQ(run({.argv = {"cat"}, .input = big}).output, big);
}

TEST(Run, ACommandNeedNotReadItsInput) {
  EXPECT_EQ(run({.argv = {"sh", "-c", "exec <&-; exit 7"}, .input = std::string(1'000'000, 'x')}).exit_code, 7);
}

TEST(Run, EndsTheWholeFamilyOnTimeout) {
  const TemporaryFolder folder;
  const auto note = folder.path() / "pid";
  const auto outcome =
      run({.argv = {"sh", "-c", "sleep 60 & echo $! > " + note.string() + "; wait"}, .timeout = 300ms});
  EXPECT_TRUE(outcome.timed_out);
  const auto grandchild = static_cast<pid_t>(std::stol(read_file(note)));
  EXPECT_TRUE(comes_true([&] { return !alive(grandchild); }));
}

TEST(Run, SaysWhichProgramIsMissing) {
  try {
    run({.argv = {"no-such-program-here"}});
    FAIL() << "ran";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), Code::command);
    EXPECT_EQ(error.message(), "no-such-program-here is not installed or not in PATH");
  }
}

TEST(Run, LeavesBackgroundWorkAloneWhenTheCommandEnds) {
  const auto outcome = run({.argv = {"sh", "-c", "sleep 30 & echo $!"}});
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_LT(outcome.duration, 5s);
  ::kill(static_cast<pid_t>(std::stol(outcome.output)), SIGKILL);
}

// The reason for the supervisor: what we started ends with us, however we end.
TEST(Run, ItsCommandDiesWithUsWhenWeAreKilled) {
  const TemporaryFolder folder;
  const auto note = folder.path() / "pid";
  const pid_t us = ::fork();
  if (us == 0) {
    run({.argv = {"sh", "-c", "echo $$ > " + note.string() + "; sleep 60 & wait"}});
    ::_exit(0);
  }
  ASSERT_TRUE(comes_true([&] { return std::filesystem::exists(note) && !read_file(note).empty(); }));
  const auto command = static_cast<pid_t>(std::stol(read_file(note)));
  ::kill(us, SIGKILL);
  ::waitpid(us, nullptr, 0);
  EXPECT_TRUE(comes_true([&] { return !alive(command); }));
}

TEST(Daemon, EndsAndTakesItsFolderAlong) {
  auto folder = std::filesystem::temp_directory_path() / ("lockkeeper-daemon-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder / "deep");
  Daemon daemon({.argv = {"sleep", "60"}}, {.remove_folder = folder});
  EXPECT_TRUE(daemon.running());
  daemon.end();
  EXPECT_FALSE(daemon.running());
  EXPECT_FALSE(std::filesystem::exists(folder));
}
