#include "journal/journal.h"

#include <fstream>
#include <sys/stat.h>

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "journal/events/lock_released.h"
#include "journal/events/lock_taken.h"
#include "journal/record.h"
#include "journal/testing_sqlite_store.h"
#include "journal/typed.h"

namespace journal {

using namespace std::chrono_literals;

static const base::Instant night = *base::parse_instant("2026-12-06T02:00:00.125Z");

static Event note(const std::string& text, const std::string& run = "") {
  return {.run = run, .kind = "note", .data = {{"text", text}}};
}

static std::string message_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.code(), base::Code::journal);
    EXPECT_NE(error.hint(), "");
    return error.message();
  }
  return "no error";
}

TEST(Journal, GivesBackTheEventAsItIsReadLater) {
  const base::TemporaryFolder folder;
  base::FakeClock clock(night);
  Journal journal(folder.path() / "deep" / "er" / "journal.db", {}, clock);
  const Event written =
      journal.append({.run = "r1", .kind = "step.began", .actor = "dana", .data = {{"step", "a"}, {"n", 1.5}}});
  EXPECT_EQ(written.seq, 1);
  EXPECT_EQ(written.time, night);
  EXPECT_EQ(written.pid, getpid());
  const auto events = journal.read();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(to_json(events[0]).dump(), to_json(written).dump());
  EXPECT_EQ(events[0].actor, "dana");
  EXPECT_EQ(events[0].data.dump(), R"({"step":"a","n":1.5})");
}

TEST(Journal, HashIsOverTheDocumentedBytes) {
  const base::TemporaryFolder folder;
  base::FakeClock clock(night);
  Journal journal(folder.path() / "journal.db", {}, clock);
  const Event first = journal.append(note("é \"quoted\"\n\x01/"));
  const Event second = journal.append(note("two"));
  const std::string zeros(64, '0');
  EXPECT_EQ(first.hash, base::sha256(canonical(first, zeros)));
  EXPECT_EQ(second.hash, base::sha256(canonical(second, first.hash)));
}

// The worked example of docs/journal.md: a change here is a new format.
TEST(Journal, HashesTheExampleOfItsPage) {
  Event first{.seq = 1,
              .time = night,
              .run = "20261206-020000-3f9a",
              .kind = "note",
              .actor = "dana@db1",
              .pid = 4711,
              .data = {{"text", "maintenance mode is on"}}};
  first.hash = base::sha256(canonical(first, std::string(genesis)));
  EXPECT_EQ(first.hash, "a23489c11620706fea200d0abc507d41b3252a8bf87e9c4ebe6df6548a3bbd8b");
  const Event second{
      .seq = 2,
      .time = *base::parse_instant("2026-12-06T02:00:03.007Z"),
      .run = "20261206-020000-3f9a",
      .kind = "question.answered",
      .actor = "Priya Natarajan",
      .pid = 4711,
      .process =
          base::ProcessIdentity{
              .host = "db1", .boot = "5bf0c5a8-9f0e-4a36-8d6c-2a1f6f2b9c11", .pid = 4711, .started = 1860221},
      .data = {{"step", "go-no-go"}, {"answer", "GO"}, {"by", "Priya Natarajan"}}};
  const std::string bytes = canonical(second, first.hash);
  EXPECT_EQ(base::sha256(bytes), "ea7756ca76f6b6d62315a79e938a287344074a07e4fd277b6577f38e8bfa78d0");
  EXPECT_NE(base::read_file(LOCKKEEPER_SOURCE "/docs/journal.md").find(bytes), std::string::npos);
}

TEST(Journal, EveryEventNamesItsProcess) {
  const base::TemporaryFolder folder;
  Journal journal(folder.path() / "journal.db");
  const Event written = journal.append(note("x"));
  EXPECT_EQ(written.process, base::own_identity());
  EXPECT_EQ(written.pid, written.process->pid);
  EXPECT_EQ(journal.read().at(0).process, written.process);
  EXPECT_EQ(to_json(written)["process"]["started"], base::own_identity().started);
}

TEST(Journal, AnotherMachinesProcessOfTheSameNumberIsNotThisOne) {
  auto other = base::own_identity();
  EXPECT_TRUE(is_own({.pid = other.pid, .process = other}));
  other.boot = "of another machine";
  EXPECT_FALSE(is_own({.pid = other.pid, .process = other}));
  EXPECT_TRUE(is_own({.pid = other.pid})) << "an early event has no more than the number";
}

TEST(Journal, AnEventNamesTheDatabaseItIsAbout) {
  const base::TemporaryFolder folder;
  Journal journal(folder.path() / "journal.db");
  const pg::Identity shop{.cluster = "7714034039086989916", .oid = "16384", .database = "shop"};
  journal.append(note("x"));
  journal.append(event(LockTaken{.token = 7}, shop));
  journal.append(event(LockReleased{.token = 7}, {.database = "shop"}));
  const auto events = journal.read();
  EXPECT_EQ(events.at(0).database, pg::Identity{});
  EXPECT_FALSE(to_json(events.at(0)).contains("database"));
  EXPECT_EQ(events.at(1).database, shop);
  EXPECT_EQ(to_json(events.at(1))["database"].dump(),
            R"({"cluster":"7714034039086989916","oid":"16384","name":"shop"})");
  EXPECT_EQ(to_json(events.at(2))["database"].dump(), R"({"name":"shop"})");
  EXPECT_EQ(journal.verify().first_changed, std::nullopt);
}

TEST(Journal, TheHashCoversProcessAndDatabase) {
  for (const auto* change :
       {"process = replace(process, 'started', 'begun')", "process = NULL", "process = ''", "database = NULL",
        "database = '{\"name\":\"shop_staging\"}'", "process = CAST(process AS BLOB)"}) {
    const base::TemporaryFolder folder;
    const auto file = folder.path() / "journal.db";
    Journal(file).append(event(LockTaken{.token = 7}, {.database = "shop"}));
    change_table(file, fmt::format("UPDATE events SET {}", change));
    EXPECT_EQ(Journal(file).verify().first_changed, 1) << change;
  }
}

TEST(Journal, IsReadableByItsOwnerOnly) {
  const base::TemporaryFolder folder;
  const auto file = folder.path() / "journal.db";
  Journal journal(file);
  journal.append(note("x"));
  for (const char* suffix : {"", "-wal", "-shm"}) {
    struct stat found{};
    ASSERT_EQ(stat((file.string() + suffix).c_str(), &found), 0) << suffix;
    EXPECT_EQ(found.st_mode & 0777U, 0600U) << suffix;
  }
}

TEST(Journal, NamesThePersonOrTheAccount) {
  const base::TemporaryFolder folder;
  {
    Journal journal(folder.path() / "journal.db");
    EXPECT_NE(journal.append(note("x")).actor.find('@'), std::string::npos);
  }
  {
    Journal journal(folder.path() / "journal.db", {.run = "run-7", .step = "step-3", .actor = "Dana Reyes"});
    const Event event = journal.append(note("x"));
    EXPECT_EQ(event.actor, "Dana Reyes");
    EXPECT_EQ(event.run, "run-7");
    EXPECT_EQ(event.data["step"], "step-3");
    EXPECT_EQ(journal.append(note("x", "other")).run, "other");
  }
}

TEST(Journal, FiltersByRunKindAndNumber) {
  const base::TemporaryFolder folder;
  Journal journal(folder.path() / "journal.db");
  for (int i = 0; i < 10; ++i) {
    journal.append(
        {.run = i % 2 == 0 ? "even" : "odd", .kind = i < 5 ? "step.began" : "stepping.out", .data = {{"i", i}}});
  }
  EXPECT_EQ(journal.read({.run = "even"}).size(), 5U);
  EXPECT_EQ(journal.read({.kind = "step."}).size(), 5U);
  EXPECT_EQ(journal.read({.kind = "step.began"}).size(), 5U);
  EXPECT_EQ(journal.read({.kind = "step"}).size(), 0U);
  EXPECT_EQ(journal.read({.run = "odd", .kind = "stepping.", .after = 6}).size(), 2U);
  const auto newest = journal.read({.at_most = 3});
  ASSERT_EQ(newest.size(), 3U);
  EXPECT_EQ(newest.front().seq, 8);
  EXPECT_EQ(newest.back().seq, 10);
}

TEST(Journal, KeepsQueuedEventsInOrderBeforeTheNextAppend) {
  const base::TemporaryFolder folder;
  Journal journal(folder.path() / "journal.db");
  for (int i = 0; i < 300; ++i) {
    const Event event{.kind = "note", .data = {{"i", i}}};
    if (i % 50 == 49) {
      EXPECT_EQ(journal.append(event).seq, i + 1);
    } else {
      journal.append_soon(event);
    }
  }
  const auto events = journal.read();
  ASSERT_EQ(events.size(), 300U);
  for (std::size_t i = 0; i < events.size(); ++i) EXPECT_EQ(events[i].data["i"], i);
  EXPECT_FALSE(journal.verify().first_changed);
}

TEST(Journal, WritesQueuedEventsByItself) {
  const base::TemporaryFolder folder;
  Journal journal(folder.path() / "journal.db");
  journal.append_soon(note("alone"));
  // Another connection of ours would flush; the thread has to do it, so the table itself is asked.
  const auto deadline = std::chrono::steady_clock::now() + 20s;
  while (count_in_table(journal.file()) == 0 && std::chrono::steady_clock::now() < deadline)
    std::this_thread::sleep_for(1ms);
  EXPECT_EQ(count_in_table(journal.file()), 1);
}

TEST(Journal, WritesWhatIsQueuedWhenItEnds) {
  const base::TemporaryFolder folder;
  const auto file = folder.path() / "journal.db";
  {
    Journal journal(file);
    for (int i = 0; i < 20; ++i) journal.append_soon(note("n"));
  }
  EXPECT_EQ(Journal(file).verify().events, 20);
}

TEST(Journal, TakesEventsFromManyThreads) {
  const base::TemporaryFolder folder;
  Journal journal(folder.path() / "journal.db");
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&journal, t] {
        for (int i = 0; i < 50; ++i) {
          const Event event{.run = std::to_string(t), .kind = "note", .data = {{"i", i}}};
          if (i % 5 == 0) {
            journal.append(event);
          } else {
            journal.append_soon(event);
          }
        }
      });
    }
  }
  const auto audit = journal.verify();
  EXPECT_EQ(audit.events, 200);
  EXPECT_FALSE(audit.first_changed) << audit.reason;
  for (int t = 0; t < 4; ++t) {
    const auto events = journal.read({.run = std::to_string(t)});
    ASSERT_EQ(events.size(), 50U);
    for (std::size_t i = 0; i < events.size(); ++i) EXPECT_EQ(events[i].data["i"], i);
  }
}

TEST(Journal, KeepsSecretsOut) {
  const base::TemporaryFolder folder;
  Journal journal(folder.path() / "journal.db");
  const auto event =
      journal.append({.kind = "note",
                      .actor = "postgres://u:hunter2@h/d",
                      .data = {{"list", {"PGPASSWORD=hunter2 psql", {{"url", "postgresql://me:hunter2@db/x"}}}},
                               {"password", "hunter2"}}});
  EXPECT_EQ(base::read_file(journal.file().string() + "-wal").find("hunter2"), std::string::npos);
  EXPECT_EQ(event.data["list"][1]["url"], "postgresql://me:***@db/x");
  EXPECT_EQ(event.data["password"], "***");
}

TEST(Journal, TakesWhatAProgramPrintsWhateverItIs) {
  const base::TemporaryFolder folder;
  Journal journal(folder.path() / "journal.db");
  std::string wild = "a\xff\xc3(b";
  wild += '\0';
  wild += "c://";
  wild += std::string(300'000, 'x');
  const auto event = journal.append(note(wild));
  EXPECT_EQ(journal.read().front().data, event.data);
  EXPECT_TRUE(event.data["text"].get<std::string>().starts_with("a\xef\xbf\xbd"));
  EXPECT_FALSE(journal.verify().first_changed);
}

TEST(Journal, RefusesWhatIsNotAJournal) {
  const base::TemporaryFolder folder;
  const auto text = folder.path() / "text.db";
  base::write_file(text, std::string(5000, 'x'));
  EXPECT_EQ(message_of([&] { Journal{text}; }), text.string() + " is not a journal: file is not a database");
  EXPECT_EQ(base::read_file(text), std::string(5000, 'x'));

  const auto foreign = folder.path() / "foreign.db";
  base::write_file(foreign, "");
  change_table(foreign, "CREATE TABLE mine (a)");
  EXPECT_EQ(message_of([&] { Journal{foreign}; }),
            foreign.string() + " is a database of something else, not a journal");

  const auto newer = folder.path() / "newer.db";
  Journal(newer).append(note("x"));
  change_table(newer, "PRAGMA user_version = 9");
  EXPECT_EQ(
      message_of([&] { Journal{newer}; }),
      "the journal " + newer.string() + " was written by a newer lockkeeper: its format is 9, this one knows 2");
}

TEST(Journal, SaysWhenTheFolderCannotBeMade) {
  const base::TemporaryFolder folder;
  base::write_file(folder.path() / "file", "");
  const auto message = message_of([&] { Journal{folder.path() / "file" / "journal.db"}; });
  EXPECT_EQ(message,
            "cannot make the folder " + (folder.path() / "file").string() + " for the journal: Not a directory");
  EXPECT_EQ(message_of([&] { Journal{folder.path()}; }).substr(0, 26),
            "cannot open the journal " + folder.path().string().substr(0, 2));
}

TEST(Journal, WaitsForOtherWritersAndThenSaysWhoIsInTheWay) {
  const base::TemporaryFolder folder;
  Journal journal(folder.path() / "journal.db", {}, base::system_clock(), 200ms);
  journal.append(note("x"));
  {
    const TableLock lock(journal.file());
    EXPECT_EQ(message_of([&] { journal.append(note("y")); }),
              "the journal " + journal.file().string() + " is in use: another process has kept it locked for 200 ms");
    EXPECT_EQ(journal.read().size(), 1U);  // reading never waits
  }
  EXPECT_EQ(journal.append(note("y")).seq, 2);
}

TEST(RunId, SortsByTime) {
  const std::string id = new_run_id(night);
  EXPECT_EQ(id.substr(0, 16), "20261206-020000-");
  EXPECT_EQ(id.size(), 20U);
}

}  // namespace journal
