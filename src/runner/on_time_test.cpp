// The run's clock, procedures on demand, loops, variables, output without end.
#include <fstream>
#include <sys/resource.h>

#include <gtest/gtest.h>

#include "base/error.h"
#include "runner/procedures.h"
#include "runner/scene.h"
#include "runner/timing.h"

namespace runner {

static base::Instant at(const char* text) {
  return base::parse_instant(text).value();
}

static std::string contents(const std::filesystem::path& file) {
  return std::filesystem::exists(file) ? base::read_file(file) : "";
}

TEST(Timing, IsEarlyDueOrOverdue) {
  RunState state;
  const runbook::Due due{.offset = -base::Milliseconds(3'600'000)};
  EXPECT_FALSE(timing(due, state, at("2026-12-06T00:00Z"))) << "no T-0, no time";
  state.planned = at("2026-12-06T02:00+01:00");
  EXPECT_EQ(tell(*timing(due, state, at("2026-12-05T23:00Z"))), "due 2026-12-06 00:00:00 UTC, 1 h early");
  EXPECT_EQ(timing(due, state, at("2026-12-06T00:00:30Z"))->state, Timing::State::due);
  EXPECT_EQ(tell(*timing(due, state, at("2026-12-06T00:10Z"))), "due 2026-12-06 00:00:00 UTC, 10 min overdue");
  const runbook::Due span{.offset = base::Milliseconds(0), .until = base::Milliseconds(3'600'000)};
  EXPECT_EQ(timing(span, state, at("2026-12-06T01:59Z"))->state, Timing::State::due);
}

static const char* const timed =
    "# T\n## Before (T-1 hour)\n```bash {id=a}\ntrue\n```\n## Work (T+0)\n```bash {id=b}\ntrue\n```\n";

TEST(Clock, WaitsUntilAStepIsDueOnTheRunsOwnClock) {
  Scene scene;
  scene.write(timed);
  base::FakeClock clock(at("2026-12-06T00:00Z"));
  auto settings = scene.settings();
  settings.at = at("2026-12-06T05:00Z");
  settings.wait = true;
  const auto result = run(runbook::load(scene.file()), settings, scene.journal(), scene.people, scene.screen, clock);
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(clock.now(), at("2026-12-06T05:00Z"));
  EXPECT_EQ(scene.journal().read({.kind = "step.waiting"}).size(), 2u);
  EXPECT_EQ(project(scene.journal().read()).planned, at("2026-12-06T05:00Z"));
}

TEST(Clock, WithoutWaitingNothingWaits) {
  Scene scene;
  scene.write(timed);
  base::FakeClock clock(at("2026-12-06T00:00Z"));
  auto settings = scene.settings();
  settings.at = at("2026-12-06T05:00Z");
  EXPECT_EQ(run(runbook::load(scene.file()), settings, scene.journal(), scene.people, scene.screen, clock).exit_code,
            0);
  EXPECT_LT(clock.now(), at("2026-12-06T05:00Z"));
}

static const char* const with_procedures =
    "# T\n## Work\n```bash {id=work}\necho work >>trace\n```\n## Rollback Procedures\n### Rollback 1: before step 4\n"
    "```bash {id=back}\necho back >>trace\n```\n### Rollback 2: after it\n```bash {id=far}\nfalse\n```\n";

TEST(Procedure, IsFoundByWordsOfItsTitle) {
  const auto book = runbook::parse(with_procedures, "T.md");
  EXPECT_EQ(find_procedure(book, "rollback-1").title, "Rollback 1: before step 4");
  EXPECT_EQ(find_procedure(book, "Rollback Procedures").steps.size(), 2u);
  EXPECT_THROW(find_procedure(book, "rollback"), base::Error) << "fits several";
  EXPECT_THROW(find_procedure(book, "restore"), base::Error);
  const auto twice = runbook::parse(
      "# X\n## A\n```bash\nls\n```\n## Rollback\n```bash\necho one\n```\n## Rollback\n```bash\necho two\n```\n",
      "x.md");
  EXPECT_THROW(find_procedure(twice, "rollback"), base::Error) << "either may be meant";
  EXPECT_EQ(find_procedure(twice, "rollback-1").steps.front()->text, "echo one\n");
  EXPECT_EQ(find_procedure(twice, "rollback-2").steps.front()->text, "echo two\n");
  EXPECT_NE(find_procedure(twice, "rollback-1").title, find_procedure(twice, "rollback-2").title);
}

TEST(Procedure, IsCarriedOutWithinTheRunAndAgainWhenItIsWantedAgain) {
  Scene scene;
  scene.write(with_procedures);
  const auto main = scene.run();
  auto settings = scene.settings();
  settings.procedure = "rollback-1";
  for (int i = 0; i < 2; ++i) {
    const auto result = run(runbook::load(scene.file()), settings, scene.journal(), scene.people, scene.screen);
    EXPECT_EQ(result.run, main.run);
    EXPECT_EQ(result.state, "passed");
  }
  EXPECT_EQ(contents(scene.folder.path() / "trace"), "work\nback\nback\n");
  EXPECT_EQ(scene.journal().read({.kind = "procedure.finished"}).size(), 2u);
  EXPECT_EQ(scene.journal().read({.kind = "run.finished"}).size(), 1u);
}

TEST(Procedure, GoesOnWhereItWasBrokenOff) {
  Scene scene;
  scene.write(
      "# T\n## Work\n- [ ] one\n## Rollback\n```bash {id=a}\necho a >>trace\n```\n```bash {id=b}\ncat wanted\n```\n");
  auto settings = scene.settings();
  settings.procedure = "rollback";
  const auto go = [&] {
    return run(runbook::load(scene.file()), settings, scene.journal(), scene.people, scene.screen);
  };
  EXPECT_EQ(go().exit_code, 1);
  base::write_file(scene.folder.path() / "wanted", "x");
  scene.people.answers = {{.answer = "retry", .by = "Ada"}};
  EXPECT_EQ(go().state, "passed");
  EXPECT_EQ(contents(scene.folder.path() / "trace"), "a\n");
  EXPECT_EQ(scene.journal().read({.kind = "procedure.began"}).size(), 1u);
}

TEST(Procedure, MayHaveASecretInItsTitle) {
  Scene scene;
  scene.write(
      "# T\n## Work\n- [ ] one\n## Rollback to hunter-2\n```bash {id=a}\necho a >>trace\n```\n```bash {id=b}\n"
      "cat wanted\n```\n");
  auto settings = scene.settings();
  settings.procedure = "rollback";
  settings.variables = {{.name = "OLD", .value = "hunter-2", .secret = true}};
  const auto go = [&] {
    return run(runbook::load(scene.file()), settings, scene.journal(), scene.people, scene.screen);
  };
  EXPECT_EQ(go().exit_code, 1);
  base::write_file(scene.folder.path() / "wanted", "x");
  scene.people.answers = {{.answer = "retry", .by = "Ada"}};
  EXPECT_EQ(go().state, "passed");
  EXPECT_EQ(contents(scene.folder.path() / "trace"), "a\n") << "it went on where it was broken off";
  EXPECT_EQ(scene.journal().read({.kind = "procedure.began"}).size(), 1u);
}

TEST(Loop, RepeatsUntilWhatIsWantedComesBack) {
  Scene scene;
  scene.write(
      "# T\n## A\n```bash {id=wait until=\"ready\" every=10ms timeout=30s}\necho x >>trace; [[ $(wc -l <trace) -lt 3 "
      "]] || echo ready\n```\n");
  EXPECT_EQ(scene.run().exit_code, 0);
  EXPECT_EQ(contents(scene.folder.path() / "trace"), "x\nx\nx\n");
  EXPECT_TRUE(scene.finished().at(0).starts_with("passed wait: holds after 3 tries"));
}

TEST(Loop, GivesUpOnTheRunsClock) {
  Scene scene;
  scene.database = test_server().url();
  scene.write("# T\n## A\n```sql {id=wait until=\"2\" every=1min timeout=5min}\nSELECT 1;\n```\n");
  base::FakeClock clock(at("2026-12-06T00:00Z"));
  EXPECT_EQ(run(runbook::load(scene.file()), scene.settings(), scene.journal(), scene.people, scene.screen, clock)
                .exit_code,
            1);
  EXPECT_EQ(scene.finished().at(0), "failed wait: does not hold after 6 tries in 5 min");
}

TEST(Procedure, ASectionAndItsOnlyPartAreNotTwo) {
  const auto book = runbook::parse(
      "# T\n## Work\n- [ ] w\n## Rollback of the release\n### Rollback of the release: steps\n```bash "
      "{id=a}\ntrue\n```\n"
      "## Emergency\n### Emergency one\n- [ ] e\n### Emergency two\n- [ ] f\n",
      "T.md");
  EXPECT_EQ(find_procedure(book, "rollback release").steps.size(), 1u);
  EXPECT_THROW(find_procedure(book, "rollback nothing"), base::Error);
  EXPECT_EQ(find_procedure(book, "emergency two").steps.size(), 1u);
}

TEST(BackgroundProcess, AFenceOfNothingElseGoesOnBesideTheStepsThatFollow) {
  Scene scene;
  base::write_file(scene.folder.path() / "log", "first\n");
  scene.write(
      "# T\n## A\n```bash {id=watch}\ntail -f log\ntail -f log | grep irs\n```\n```bash {id=work}\necho second "
      ">>log; for i in "
      "$(seq 500); do grep -qs second .lockkeeper/runs/*.output/*watch*.txt && exit 0; sleep 0.02; done; exit "
      "1\n```\n");
  const auto result = scene.run();
  EXPECT_EQ(result.exit_code, 0) << result.reason << scene.screen.text;
  EXPECT_EQ(scene.finished().at(0), "passed watch: goes on beside the steps that follow");
}

TEST(BackgroundProcess, AFenceOfNothingElseThatEndsAtOnceAsks) {
  Scene scene;
  scene.write("# T\n## A\n```bash {id=watch}\ntail -f nowhere\n```\n");
  EXPECT_EQ(scene.run().exit_code, 1);
  ASSERT_EQ(scene.people.asked.size(), 1u);
  EXPECT_NE(scene.people.asked[0].text.find("line 4 ended at once with 1"), std::string::npos)
      << scene.people.asked[0].text;
  EXPECT_NE(scene.people.asked[0].about.find("tail: "), std::string::npos) << "what it said of it";
}

TEST(BackgroundProcess, WhatNeverEndsGoesOnUntilTheStepIsOver) {
  Scene scene;
  base::write_file(scene.folder.path() / "log", "first\n");
  scene.write(
      "# T\n## A\n```bash {id=a}\ntail -f log\nfor i in $(seq 500); do grep -qs first "
      ".lockkeeper/runs/*.output/*.txt && "
      "exit 0; sleep 0.02; done; exit 1\n```\n");
  const auto result = scene.run();
  EXPECT_EQ(result.exit_code, 0) << result.reason << scene.screen.text;
}

TEST(Variables, AreInTheEnvironmentAndNeverRunAsCode) {
  Scene scene;
  scene.write(
      "# T\n## A\n```bash {id=a}\nprintf '%s|' \"$NAME\" \"$OTHER\" | tee said\ntouch \"$NAME\"\nfor f in *; do echo "
      "\"$f\"; done >files\n```\n");
  auto settings = scene.settings();
  const std::string evil = "$(touch hacked)`touch hacked`';touch hacked;\"\n--";
  settings.variables = {{.name = "NAME", .value = "a'b\"c$(touch hacked2)"}, {.name = "OTHER", .value = evil}};
  const auto result = run(runbook::load(scene.file()), settings, scene.journal(), scene.people, scene.screen);
  EXPECT_EQ(result.exit_code, 0) << scene.screen.text;
  EXPECT_EQ(contents(scene.folder.path() / "said"), "a'b\"c$(touch hacked2)|" + evil + "|");
  EXPECT_FALSE(std::filesystem::exists(scene.folder.path() / "hacked"));
  EXPECT_FALSE(std::filesystem::exists(scene.folder.path() / "hacked2"));
}

TEST(Variables, OutputsAndStateNeverRunAsCode) {
  Scene scene;
  scene.write(
      "# T\n## A\n```bash {id=a}\nEVIL=$(printf '$(touch hacked)`touch hacked`\\n\"; touch hacked #')\necho "
      "\"$EVIL\"\n```\n"
      "```bash {id=b expect=\"$(touch hacked)\"}\necho \"$EVIL\"\n```\n");
  scene.people.answers = {{.answer = "accept", .by = "$(touch hacked)", .reason = "`touch hacked`"}};
  EXPECT_EQ(scene.run().exit_code, 0);
  EXPECT_FALSE(std::filesystem::exists(scene.folder.path() / "hacked"));
  EXPECT_NE(scene.screen.text.find("$(touch hacked)`touch hacked`"), std::string::npos);
}

TEST(Variables, SecretsAreNowhere) {
  Scene scene;
  scene.write(
      "# T\n## A\n```bash {id=a}\nprintf %s \"${TOKEN_VALUE:0:3}\"; sleep 0.05; echo \"${TOKEN_VALUE:3}\"; echo "
      "\"again "
      "$TOKEN_VALUE\" >&2\n```\n```bash {id=b}\necho \"$TOKEN_VALUE\"; false\n```\n");
  auto settings = scene.settings();
  settings.variables = {{.name = "TOKEN_VALUE", .value = "token-7f3a9", .secret = true}};
  EXPECT_EQ(run(runbook::load(scene.file()), settings, scene.journal(), scene.people, scene.screen).exit_code, 1);
  for (const auto& event : scene.journal().read())
    EXPECT_EQ(event.data.dump().find("7f3a9"), std::string::npos) << event.kind << event.data.dump();
  EXPECT_EQ(scene.screen.text, "***\nagain ***\n***\n");
  for (const auto& entry : std::filesystem::recursive_directory_iterator(scene.settings().runs.path())) {
    if (entry.is_regular_file() && entry.path().filename() == "state") {
      EXPECT_EQ(contents(entry.path()).find("7f3a9"), std::string::npos) << entry.path();
    }
  }
}

namespace {

class Silent : public RunObserver {
 public:
  void output(const runbook::Step&, base::Stream, std::string_view piece) override { bytes += piece.size(); }
  std::size_t bytes = 0;
};

}  // namespace

static long peak_memory_kb() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

TEST(Output, OfTwoHundredMegabytesFillsAFileAndNotTheMemory) {
  Scene scene;
  scene.write(
      "# T\n## A\n```bash {id=much timeout=120s}\necho begin; head -c 200000000 < <(yes 'a line of the long "
      "output'); "
      "echo end\n```\n");
  Silent screen;
  const auto before = peak_memory_kb();
  const auto result = run(runbook::load(scene.file()), scene.settings(), scene.journal(), scene.people, screen);
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(screen.bytes, 200'000'010u);
  EXPECT_LT(peak_memory_kb() - before, 20'000) << "kB";
  const auto data = scene.journal().read({.kind = "step.output"}).at(0).data;
  EXPECT_LT(data["text"].get<std::string>().size(), 70'000u);
  EXPECT_EQ(data["bytes"], 200'000'010);
  const std::filesystem::path file = data["file"].get<std::string>();
  EXPECT_EQ(std::filesystem::file_size(file), 200'000'010u);
}

}  // namespace runner
