// Several processes at one journal, and processes that end in the middle.
#include <csignal>
#include <fstream>
#include <random>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "journal/journal.h"
#include "journal/testing_sqlite_store.h"

namespace journal {

using namespace std::chrono_literals;

// Runs `work` in a child of its own that ends without running this program's destructors.
static pid_t in_a_child(const std::function<void()>& work) {
  const pid_t child = fork();
  if (child != 0) return child;
  try {
    work();
    _exit(0);
  } catch (const std::exception& error) {
    fmt::print(stderr, "child: {}\n", error.what());
    _exit(1);
  }
}

static int end_of(pid_t child) {
  int status = 0;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

TEST(JournalProcesses, EightAtOnceMakeOneChainWithoutGaps) {
  const base::TemporaryFolder folder;
  const auto file = folder.path() / "new" / "journal.db";  // made by all eight at once
  std::vector<pid_t> children;
  for (int c = 0; c < 8; ++c) {
    children.push_back(in_a_child([&] {
      Journal journal(file);
      for (int i = 0; i < 200; ++i) journal.append({.run = std::to_string(c), .kind = "note", .data = {{"i", i}}});
    }));
  }
  for (const pid_t child : children) EXPECT_EQ(end_of(child), 0);
  const Journal journal(file);
  const auto audit = journal.verify();
  EXPECT_EQ(audit.events, 1600);
  EXPECT_FALSE(audit.first_changed) << audit.reason;
  for (int c = 0; c < 8; ++c) {
    const auto events = journal.read({.run = std::to_string(c)});
    ASSERT_EQ(events.size(), 200U);
    for (std::size_t i = 0; i < events.size(); ++i) EXPECT_EQ(events[i].data["i"], i);
  }
}

TEST(JournalProcesses, KilledInTheMiddleEveryAppendThatReturnedIsThere) {
  std::mt19937 random(7);
  for (int round = 0; round < 10; ++round) {
    const base::TemporaryFolder folder;
    const auto file = folder.path() / "journal.db";
    std::array<int, 2> pipe_ends{};
    ASSERT_EQ(pipe(pipe_ends.data()), 0);
    const pid_t child = in_a_child([&] {
      Journal journal(file);
      for (int i = 1;; ++i) {
        journal.append_soon({.kind = "note", .data = {{"soon", i}}});
        const Event event = journal.append({.kind = "note", .data = {{"i", i}}});
        if (write(pipe_ends[1], &event.seq, sizeof event.seq) != sizeof event.seq) _exit(1);
      }
    });
    close(pipe_ends[1]);
    // Killed at some moment after a random number of events has been reported.
    const auto wanted = 1 + random() % 40;
    long long last = 0;
    for (unsigned seen = 0; seen < wanted; ++seen)
      ASSERT_EQ(read(pipe_ends[0], &last, sizeof last), ssize_t{sizeof last});
    kill(child, SIGKILL);
    while (read(pipe_ends[0], &last, sizeof last) == ssize_t{sizeof last}) {
    }
    close(pipe_ends[0]);
    EXPECT_EQ(end_of(child), 128 + SIGKILL);
    Journal journal(file);
    const auto audit = journal.verify();
    EXPECT_FALSE(audit.first_changed) << audit.reason;
    EXPECT_GE(audit.events, last);
    EXPECT_EQ(journal.append({.kind = "note"}).seq, audit.events + 1);
  }
}

TEST(JournalProcesses, FollowSeesWhatOthersAppend) {
  const base::TemporaryFolder folder;
  const auto file = folder.path() / "journal.db";
  Journal journal(file);
  journal.append({.kind = "note", .data = {{"i", 0}}});
  const pid_t child = in_a_child([&] {
    Journal theirs(file);
    for (int i = 1; i <= 20; ++i) theirs.append({.kind = "note", .data = {{"i", i}}});
  });
  std::stop_source stop;
  std::vector<long long> seen;
  {
    std::jthread limit([&](const std::stop_token& token) {
      base::system_clock().sleep(30s, token);
      stop.request_stop();
    });
    journal.follow(
        0,
        [&](const Event& event) {
          seen.push_back(event.seq);
          return event.seq < 21;
        },
        stop.get_token());
  }
  EXPECT_EQ(end_of(child), 0);
  ASSERT_EQ(seen.size(), 21U);
  for (std::size_t i = 0; i < seen.size(); ++i) EXPECT_EQ(seen[i], static_cast<long long>(i) + 1);
}

TEST(JournalProcesses, FollowStopsWhenTold) {
  const base::TemporaryFolder folder;
  const Journal journal(folder.path() / "journal.db");
  std::stop_source stop;
  std::jthread follower([&] { journal.follow(0, [](const Event&) { return true; }, stop.get_token()); });
  stop.request_stop();
  follower.join();  // the test's own limit is the bound
}

TEST(JournalProcesses, FullDiskIsSaidAndLosesNothingThatWasWritten) {
  const base::TemporaryFolder folder;
  const auto file = folder.path() / "journal.db";
  Journal(file).append({.kind = "note"});
  const auto written = folder.path() / "written";
  const pid_t child = in_a_child([&] {
    Journal journal(file);
    signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{.rlim_cur = 300'000, .rlim_max = 300'000};
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0) _exit(2);
    long long last = 0;
    try {
      for (int i = 0; i < 10'000; ++i) {
        last = journal.append({.kind = "note", .data = {{"text", std::string(5000, 'x')}}}).seq;
      }
    } catch (const base::Error& error) {
      base::write_file(written, fmt::format("{} {} {}", last, error.message(), error.hint()));
      return;
    }
    _exit(3);
  });
  ASSERT_EQ(end_of(child), 0);
  const std::string said = base::read_file(written);
  EXPECT_NE(said.find("cannot use the journal " + file.string() + ": disk I/O error (File too large)"),
            std::string::npos)
      << said;
  const Journal journal(file);
  const auto audit = journal.verify();
  EXPECT_FALSE(audit.first_changed) << audit.reason;
  EXPECT_EQ(audit.events, std::stoll(said));
  EXPECT_GT(audit.events, 10);
}

TEST(JournalProcesses, QueuedEventsSurviveADiskThatIsFullForAWhile) {
  const base::TemporaryFolder folder;
  const auto file = folder.path() / "journal.db";
  Journal(file).append({.kind = "note"});
  const pid_t child = in_a_child([&] {
    Journal journal(file);
    signal(SIGXFSZ, SIG_IGN);
    const rlimit tight{.rlim_cur = 1000, .rlim_max = RLIM_INFINITY};
    const rlimit wide{.rlim_cur = RLIM_INFINITY, .rlim_max = RLIM_INFINITY};
    if (setrlimit(RLIMIT_FSIZE, &tight) != 0) _exit(2);
    for (int i = 0; i < 5; ++i) journal.append_soon({.kind = "note", .data = {{"i", i}}});
    bool refused = false;
    try {
      journal.flush();
    } catch (const base::Error&) {
      refused = true;
    }
    if (setrlimit(RLIMIT_FSIZE, &wide) != 0) _exit(2);
    journal.append({.kind = "note", .data = {{"i", 5}}});
    _exit(refused ? 0 : 3);
  });
  ASSERT_EQ(end_of(child), 0);
  const auto events = Journal(file).read({.after = 1});
  ASSERT_EQ(events.size(), 6U);
  for (std::size_t i = 0; i < events.size(); ++i) EXPECT_EQ(events[i].data["i"], i);
}

// As an account that may not write; root may always.
static std::string as_nobody(const std::function<void()>& work) {
  std::array<int, 2> pipe_ends{};
  EXPECT_EQ(pipe(pipe_ends.data()), 0);
  const pid_t child = in_a_child([&] {
    if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) _exit(2);
    std::string said = "no error";
    try {
      work();
    } catch (const base::Error& error) {
      said = error.message();
    }
    _exit(write(pipe_ends[1], said.data(), said.size()) < 0 ? 1 : 0);
  });
  close(pipe_ends[1]);
  std::string said(4096, '\0');
  said.resize(static_cast<std::size_t>(std::max<ssize_t>(0, read(pipe_ends[0], said.data(), said.size()))));
  close(pipe_ends[0]);
  EXPECT_EQ(end_of(child), 0);
  return said;
}

TEST(JournalProcesses, SaysWhenItMayNotWrite) {
  const base::TemporaryFolder folder;
  const auto file = folder.path() / "journal.db";
  Journal(file).append({.kind = "note"});
  std::filesystem::permissions(folder.path(), std::filesystem::perms(0555));
  std::filesystem::permissions(file, std::filesystem::perms(0444));
  EXPECT_EQ(as_nobody([&] { Journal{folder.path() / "other.db"}; }),
            "cannot make the journal " + (folder.path() / "other.db").string() + ": Permission denied");
  EXPECT_EQ(as_nobody([&] { Journal{folder.path() / "sub" / "other.db"}; }),
            "cannot make the folder " + (folder.path() / "sub").string() + " for the journal: Permission denied");
  std::filesystem::permissions(folder.path(), std::filesystem::perms(0777));
  EXPECT_EQ(as_nobody([&] { Journal(file).append({.kind = "note"}); }),
            "cannot write the journal " + file.string() + ": attempt to write a readonly database");
  EXPECT_EQ(as_nobody([&] { EXPECT_EQ(Journal(file).verify().events, 1); }), "no error");
}

}  // namespace journal
