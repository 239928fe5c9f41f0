// A run that is cut off at any point goes on where it was: nothing finished runs again, what is in doubt asks.
#include <atomic>
#include <fstream>

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/file_lock.h"
#include "base/text.h"
#include "runner/scene.h"

namespace runner {

static const char* const night = R"(# Night

## Preparation

### T-1 day: Check

- [ ] Tell the team

```bash {id=one repeatable}
echo one >>trace
NAME=ship
```

## Execution

### Step 1 (T+0)

```bash {id=two}
echo "two $NAME" >>trace
```

```sql {id=three}
SELECT 3 AS three;
```

**Checkpoint:** There
- **Time:** T+____

```bash {id=four repeatable}
echo "four $NAME" >>trace
```
)";

namespace {

// Thrown where the process would have been killed.
struct Killed {};

// Answers everything; asked about a broken-off step it says what the trace shows.
class Watchful : public AnswerSource {
 public:
  explicit Watchful(std::filesystem::path trace) : trace_(std::move(trace)) {}
  std::optional<Answer> ask(const Question& question) override {
    if (question.when != "interrupted") return Answer{.answer = "done", .by = "Ada"};
    ++doubts;
    std::ifstream file(trace_);
    for (std::string line; std::getline(file, line);) {
      if (line.starts_with(question.step)) return Answer{.answer = "done", .by = "Ada"};
    }
    return Answer{.answer = "retry", .by = "Ada"};
  }
  int doubts = 0;

 private:
  std::filesystem::path trace_;
};

}  // namespace

static std::vector<std::string> lines_of(const std::filesystem::path& file) {
  std::vector<std::string> out;
  std::ifstream stream(file);
  for (std::string line; std::getline(stream, line);) out.push_back(line);
  return out;
}

TEST(Resume, CutAfterEachRecordEndsTheSame) {
  std::size_t events = 0;
  {
    Scene scene;
    scene.database = test_server().url();
    scene.write(night);
    Watchful people(scene.folder.path() / "trace");
    ASSERT_EQ(scene.run(&people).exit_code, 0);
    events = scene.screen.events.size();
    ASSERT_EQ(lines_of(scene.folder.path() / "trace"), (std::vector<std::string>{"one", "two ship", "four ship"}));
  }
  ASSERT_GT(events, 14u);
  for (std::size_t cut = 1; cut < events; ++cut) {
    SCOPED_TRACE(fmt::format("killed after event {}", cut));
    Scene scene;
    scene.database = test_server().url();
    scene.write(night);
    Watchful people(scene.folder.path() / "trace");
    scene.screen.on_event = [&](const journal::Event&) {
      if (scene.screen.events.size() == cut) throw Killed{};
    };
    try {
      scene.run(&people);
      FAIL() << "it was not killed";
    } catch (const Killed&) {
    }
    scene.screen.on_event = {};
    const auto result = scene.run(&people);
    EXPECT_EQ(result.exit_code, 0) << result.reason;
    EXPECT_EQ(result.state, "passed");
    // Only what is marked repeatable may leave its trace twice, and only when it was broken off.
    std::map<std::string, int> finished;
    for (const auto& event : scene.journal().read({.kind = "step.finished"}))
      ++finished[event.data["step"].get<std::string>()];
    EXPECT_EQ(finished.size(), 6u);
    for (const auto& [step, times] : finished) EXPECT_EQ(times, 1) << step;
    EXPECT_EQ(scene.journal().read({.kind = "run.began"}).size(), 1u);
    EXPECT_EQ(scene.journal().read({.kind = "run.finished"}).size(), 1u);
    const auto trace = lines_of(scene.folder.path() / "trace");
    EXPECT_EQ(std::count(trace.begin(), trace.end(), "two ship"), 1);
    EXPECT_EQ(trace.back(), "four ship");
  }
}

TEST(Resume, AStepInDoubtAsksAndAReadDoesNot) {
  Scene scene;
  scene.database = test_server().url();
  scene.write("# T\n## A\n```sql {id=reads}\nSELECT 1;\n```\n```bash {id=writes}\necho x >>trace\n```\n");
  const auto cut_at = [&](const char* step) {
    scene.screen.on_event = [step](const journal::Event& event) {
      if (event.kind == "step.began" && event.data["step"] == step) throw Killed{};
    };
    EXPECT_THROW(scene.run(), Killed);
    scene.screen.on_event = {};
  };
  cut_at("reads");
  cut_at("writes");
  EXPECT_EQ(scene.finished(), (std::vector<std::string>{"passed reads: 1 row"}))
      << "a query that only reads is done again unasked";
  const auto stopped = scene.run();
  EXPECT_EQ(stopped.exit_code, 5);
  ASSERT_EQ(scene.people.asked.size(), 1u);
  EXPECT_EQ(scene.people.asked[0].when, "interrupted");
  EXPECT_NE(stopped.toml.find("when = \"interrupted\""), std::string::npos);
  scene.people.answers.push_back({.answer = "done", .by = "Ada"});
  EXPECT_EQ(scene.run().exit_code, 0);
  EXPECT_FALSE(std::filesystem::exists(scene.folder.path() / "trace")) << "a person said it was done";
}

// What is repeatable may be done again, but not beside what the killed process left running.
TEST(Resume, ARepeatableStepIsNotBegunBesideItsLeftovers) {
  Scene scene;
  scene.write("# T\n## A\n```bash {id=one repeatable}\necho ran >>trace\n```\n");
  scene.screen.on_event = [](const journal::Event& event) {
    if (event.kind == "step.began") throw Killed{};
  };
  EXPECT_THROW(scene.run(), Killed);
  scene.screen.on_event = {};
  const auto id = scene.journal().read({.kind = "run.began"}).at(0).run;
  auto settings = scene.settings();
  settings.leftover_patience = base::Milliseconds(50);
  const auto again = [&] {
    return run(runbook::load(scene.file()), settings, scene.journal(), scene.people, scene.screen);
  };
  {
    const base::Daemon left(
        {.argv = {"sleep", "611"}, .environment = {{"LOCKKEEPER_RUN", id}, {"LOCKKEEPER_STEP", "one"}}}, {});
    EXPECT_EQ(again().exit_code, 5);
    EXPECT_FALSE(std::filesystem::exists(scene.folder.path() / "trace"));
    ASSERT_EQ(scene.people.asked.size(), 1u);
    EXPECT_EQ(scene.people.asked[0].when, "interrupted");
    EXPECT_NE(scene.people.asked[0].about.find("sleep 611"), std::string::npos) << scene.people.asked[0].about;
  }
  EXPECT_EQ(again().exit_code, 0) << "nothing is left of it";
  EXPECT_EQ(lines_of(scene.folder.path() / "trace"), (std::vector<std::string>{"ran"}));
}

TEST(Resume, TheDurationIsThatOfTheRun) {
  Scene scene;
  scene.write("# T\n## A\n- [ ] one\n");
  base::FakeClock clock(base::Instant(std::chrono::hours(1)));
  journal::Journal journal(scene.folder.path() / ".lockkeeper/journal.db", {}, clock);
  const auto carry_out = [&] {
    return run(runbook::load(scene.file()), scene.settings(), journal, scene.people, scene.screen, clock);
  };
  EXPECT_EQ(carry_out().exit_code, 5);
  clock.advance(std::chrono::hours(3));
  scene.people.answers = {{.answer = "done", .by = "Ada"}};
  const auto result = carry_out();
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_GE(result.duration, std::chrono::hours(3));
}

TEST(Resume, AFailedStepAsksBeforeItIsTriedAgainAndAJudgementIsAskedAgain) {
  Scene scene;
  scene.write(
      "# T\n## A\n```bash {id=one}\necho one >>trace\n```\n```bash {id=file}\ncat wanted\n```\n```bash {id=said "
      "expect=\"2\"}\necho 1; echo again >>trace\n```\n");
  EXPECT_EQ(scene.run().exit_code, 1);
  EXPECT_EQ(scene.run().exit_code, 1) << "nobody said that it may be tried again";
  EXPECT_EQ(scene.people.asked.back().when, "failed");
  EXPECT_EQ(scene.journal().read({.kind = "step.began"}).size(), 2u);
  base::write_file(scene.folder.path() / "wanted", "here\n");
  scene.people.answers.push_back({.answer = "retry", .by = "Ada"});
  scene.screen.on_event = [&](const journal::Event& event) {  // killed while a person looks at the difference
    if (event.kind == "question.asked" && event.data["when"] == "difference") throw Killed{};
  };
  EXPECT_THROW(scene.run(), Killed);
  scene.screen.on_event = {};
  scene.people.answers.push_back({.answer = "accept", .by = "Ada", .reason = "fine"});
  const auto result = scene.run();
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.states.at("waived"), 1);
  EXPECT_EQ(lines_of(scene.folder.path() / "trace"), (std::vector<std::string>{"one", "again"}))
      << "the work itself is not done again";
}

TEST(Resume, AFinishedRunIsNotResumed) {
  Scene scene;
  scene.write("# T\n## A\n```bash {id=one}\necho one >>trace\n```\n");
  const auto first = scene.run();
  const auto second = scene.run();
  EXPECT_NE(first.run, second.run);
  EXPECT_EQ(lines_of(scene.folder.path() / "trace").size(), 2u);
  EXPECT_FALSE(std::filesystem::exists(scene.settings().runs.path() / first.run))
      << "the shell's variables may hold secrets";
}

TEST(Resume, FromStartLeavesTheOldRunStopped) {
  Scene scene;
  scene.write("# T\n## A\n- [ ] one\n");
  const auto first = scene.run();
  EXPECT_EQ(first.exit_code, 5);
  auto settings = scene.settings();
  settings.from_start = true;
  scene.people.answers.push_back({.answer = "done", .by = "Ada"});
  const auto second = run(runbook::load(scene.file()), settings, scene.journal(), scene.people, scene.screen);
  EXPECT_EQ(second.exit_code, 0);
  EXPECT_NE(first.run, second.run);
  const auto ends = scene.journal().read({.kind = "run.finished"});
  ASSERT_EQ(ends.size(), 2u);
  EXPECT_EQ(ends[0].run, first.run);
  EXPECT_EQ(ends[0].data["state"], "stopped");
}

TEST(Resume, AChangedRunbookIsSaidAndGoesOn) {
  Scene scene;
  scene.write("# T\n## A\n```bash {id=one}\necho one >>trace\n```\n```bash {id=two}\nfalse\n```\n");
  EXPECT_EQ(scene.run().exit_code, 1);
  scene.write(
      "# T\n## A\n```bash {id=one}\necho one >>trace\n```\n```bash {id=two}\ntrue\n```\n```bash "
      "{id=three}\ntrue\n```\n");
  scene.people.answers.push_back({.answer = "retry", .by = "Ada"});
  EXPECT_EQ(scene.run().exit_code, 0);
  EXPECT_EQ(lines_of(scene.folder.path() / "trace").size(), 1u);
  EXPECT_EQ(scene.journal().read({.kind = "run.resumed"}).at(0).data["steps"].size(), 3u);
}

TEST(Run, WhileAnotherProcessHasTheTurnNothingIsDone) {
  Scene scene;
  scene.write("# T\n## A\n```bash {id=a}\necho x >>trace\n```\n");
  std::filesystem::create_directories(scene.settings().runs.path());
  const auto path = path_of(runbook::load(scene.file()));
  std::optional<base::FileLock> other(std::in_place,
                                      scene.settings().runs.path() / (base::sha256(path).substr(0, 16) + ".lock"));
  ASSERT_TRUE(other->held());
  const journal::Journal seen(scene.journal().file());  // the scene's own is the runner's
  std::atomic<bool> over = false;
  std::jthread runner([&] {
    EXPECT_EQ(scene.run().exit_code, 0);
    over = true;
  });
  const auto waits = [&] { return !seen.read({.kind = "run.began"}).empty(); };
  for (int i = 0; i < 2000 && !waits(); ++i) base::system_clock().sleep(base::Milliseconds(5));
  ASSERT_TRUE(waits());
  base::system_clock().sleep(base::Milliseconds(100));
  EXPECT_FALSE(over);
  EXPECT_TRUE(lines_of(scene.folder.path() / "trace").empty());
  other.reset();
  runner.join();
  EXPECT_EQ(lines_of(scene.folder.path() / "trace").size(), 1u);
}

TEST(Run, NoLockFilesAreLeftWhenItIsOver) {
  Scene scene;
  scene.write("# T\n## A\n- [ ] one\n");
  const auto locks = [&] {
    int found = 0;
    for (const auto& entry : std::filesystem::directory_iterator(scene.settings().runs.path()))
      found +=
          entry.path().filename().string().find('.') != std::string::npos && std::filesystem::file_size(entry) == 0;
    return found;
  };
  scene.run();
  EXPECT_EQ(locks(), 4) << "the run goes on";
  scene.people.answers = {{.answer = "done", .by = "Ada"}};
  EXPECT_EQ(scene.run().exit_code, 0);
  EXPECT_EQ(locks(), 0);
}

TEST(Run, FromStartIsRefusedWhileOthersDriveTheRun) {
  Scene scene;
  scene.write("# T\n## A\n- [ ] one\n");
  EXPECT_EQ(scene.run().exit_code, 5);
  base::FileLock other(scene.settings().runs.path() /
                       (base::sha256(path_of(runbook::load(scene.file()))).substr(0, 16) + ".here"));
  ASSERT_TRUE(other.share());
  auto settings = scene.settings();
  settings.from_start = true;
  EXPECT_THROW(run(runbook::load(scene.file()), settings, scene.journal(), scene.people, scene.screen), base::Error);
}

TEST(Run, OnePhaseAtATimeKeepsTheRunOpen) {
  Scene scene;
  scene.write("# T\n## First\n```bash {id=a}\nA=1\n```\n## Second\n```bash {id=b}\necho \"A=$A\"\n```\n");
  auto settings = scene.settings();
  settings.phase = "first";
  const auto first = run(runbook::load(scene.file()), settings, scene.journal(), scene.people, scene.screen);
  EXPECT_EQ(first.exit_code, 0);
  EXPECT_EQ(first.state, "paused");
  settings.phase = "2";
  const auto second = run(runbook::load(scene.file()), settings, scene.journal(), scene.people, scene.screen);
  EXPECT_EQ(second.run, first.run);
  EXPECT_EQ(second.state, "passed");
  EXPECT_EQ(scene.screen.text, "A=1\n");
  settings.phase = "third";
  EXPECT_THROW(run(runbook::load(scene.file()), settings, scene.journal(), scene.people, scene.screen), base::Error);
}

TEST(Run, CtrlCEndsTheCommandAndItsFamily) {
  Scene scene;
  scene.write("# T\n## A\n```bash {id=slow}\nsleep 300 & echo $! >pid; wait\n```\n");
  std::jthread interrupter([&] {
    const auto file = scene.folder.path() / "pid";
    for (int i = 0; i < 2000 && lines_of(file).empty(); ++i) base::system_clock().sleep(base::Milliseconds(5));
    scene.stop.request_stop();
  });
  const auto result = scene.run();
  interrupter.join();
  EXPECT_EQ(result.exit_code, 5);
  EXPECT_EQ(scene.finished(), (std::vector<std::string>{"interrupted slow: interrupted"}));
  const auto pid = lines_of(scene.folder.path() / "pid").at(0);
  EXPECT_FALSE(std::filesystem::exists("/proc/" + pid));
}

TEST(Run, TheJournalSaysWhatARunIs) {
  Scene scene;
  scene.write("# Night\n\n**Risk:** High\n\n## A (T-2 hours)\n```bash {id=one}\necho hi\n```\n");
  scene.run();
  const auto began = scene.journal().read({.kind = "run.began"}).at(0).data;
  EXPECT_EQ(began["title"], "Night");
  EXPECT_EQ(began["facts"]["Risk"], "High");
  EXPECT_EQ(began["steps"][0]["id"], "one");
  EXPECT_EQ(began["steps"][0]["kind"], "command");
  EXPECT_EQ(began["steps"][0]["phase"], "A (T-2 hours)");
  EXPECT_EQ(began["steps"][0]["due_ms"], -7'200'000);
  EXPECT_EQ(scene.journal().read({.kind = "step.output"}).at(0).data["text"], "hi\n");
  EXPECT_TRUE(scene.journal().verify().reason.empty());
}

TEST(Run, ALongOutputIsCutInTheMiddle) {
  Scene scene;
  scene.write("# T\n## A\n```bash {id=much}\nseq 1 40000\n```\n");
  EXPECT_EQ(scene.run().exit_code, 0);
  const auto data = scene.journal().read({.kind = "step.output"}).at(0).data;
  const auto text = data["text"].get<std::string>();
  EXPECT_LT(text.size(), 70'000u);
  EXPECT_TRUE(text.starts_with("1\n2\n") && text.ends_with("39999\n40000\n"));
  EXPECT_GT(data["cut_bytes"].get<long long>(), 100'000);
}

TEST(Run, ARunbookWithoutStepsIsAnError) {
  Scene scene;
  scene.write("# T\n\nnothing\n");
  EXPECT_THROW(scene.run(), base::Error);
}

TEST(Run, SecretsInOutputAreRedacted) {
  Scene scene;
  scene.write("# T\n## A\n```bash\necho postgresql://me:hunter2@db/shop\n```\n");
  scene.run();
  for (const auto& event : scene.journal().read())
    EXPECT_EQ(event.data.dump().find("hunter2"), std::string::npos) << event.kind;
}

}  // namespace runner
