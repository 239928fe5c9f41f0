// People: roles, two of them, votes, answers from elsewhere, escalation.
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "runner/gate_facts.h"
#include "runner/questions.h"
#include "runner/roles.h"
#include "runner/scene.h"
#include "runner/votes.h"

namespace runner {

using Decision = Tally::Decision;

TEST(Votes, AQuorumOfDifferentPeopleOpensTheGate) {
  const GateRules rules{.quorum = 2};
  EXPECT_EQ(tally({}, rules, {}).decision, Decision::open);
  EXPECT_EQ(tally({{.vote = "GO", .by = "Ada"}, {.vote = "GO", .by = " ada"}}, rules, {}).decision, Decision::open);
  EXPECT_EQ(tally({{.vote = "GO", .by = "Ada"}, {.vote = "GO", .by = "Bob"}}, rules, {}).decision, Decision::go);
}

TEST(Votes, OneNoGoThatStandsClosesItAndMayBeTakenBackBefore) {
  const GateRules rules{.quorum = 3};
  EXPECT_EQ(tally({{.vote = "GO", .by = "Ada"}, {.vote = "NO-GO", .by = "Bob"}}, rules, {}).decision,
            Decision::no_go);
  const auto changed = tally({{.vote = "NO-GO", .by = "Bob"}, {.vote = "GO", .by = "Bob"}}, rules, {});
  EXPECT_EQ(changed.decision, Decision::open);
  EXPECT_EQ(changed.missing, "2 more votes");
}

TEST(Votes, EachRoleHasToSpeakAndOnlyWhoHasItCan) {
  const GateRules rules{.quorum = 1, .roles = {"lead"}};
  const std::vector<Person> people{{.name = "Priya", .role = "Lead"}};
  EXPECT_EQ(tally({{.vote = "GO", .by = "Ada", .role = "lead"}}, rules, people).missing, "lead");
  EXPECT_EQ(tally({{.vote = "GO", .by = "Priya"}}, rules, people).decision, Decision::go);
  EXPECT_EQ(tally({{.vote = "GO", .by = "Ada", .role = "lead"}}, rules, {}).decision, Decision::go);
}

TEST(Roles, ComeFromTheRunbooksTable) {
  const auto book = runbook::parse(
      "# T\n\n## Team\n\n| Role | Name | Phone |\n|---|---|---|\n| **Lead** | Priya | 1 |\n| DBA | ____ | |\n",
      "T.md");
  const auto people = people_in(book);
  ASSERT_EQ(people.size(), 1u);
  EXPECT_EQ(people[0].name, "Priya");
  EXPECT_EQ(people[0].role, "Lead");
}

static const char* const fence = "# T\n## A\n```bash {id=one two-person}\necho x >>trace\n```\n";

TEST(TwoPersonRule, WantsTwoNames) {
  Scene scene;
  scene.write(fence);
  scene.people.answers = {{.answer = "run", .by = "Ada"}, {.answer = "run", .by = "Ada"}};
  EXPECT_EQ(scene.run().exit_code, 5);
  EXPECT_FALSE(std::filesystem::exists(scene.folder.path() / "trace"));
  scene.people.answers = {{.answer = "run", .by = "Bob"}};
  EXPECT_EQ(scene.run().exit_code, 0) << "Ada's word still stands";
  EXPECT_TRUE(std::filesystem::exists(scene.folder.path() / "trace"));
}

TEST(TwoPersonRule, AnAnswersFileWithTwoPeopleDoes) {
  Scene scene;
  scene.write("# T\n## A\n- [ ] Check the plan (second pair of eyes)\n");
  AnswersFile one({{.when = "task", .answer = {.answer = "done", .by = "Ada"}}});
  EXPECT_EQ(scene.run(&one).exit_code, 5);
  AnswersFile two({{.when = "task", .answer = {.answer = "done", .by = "Ada"}},
                   {.when = "task", .answer = {.answer = "done", .by = "Bob"}}});
  EXPECT_EQ(scene.run(&two).exit_code, 0);
}

TEST(Answers, ARoleThatIsAskedForAnswersAlone) {
  Scene scene;
  scene.write("# T\n## A\n```bash {id=one two-person role=DBA}\ntrue\n```\n");
  scene.people.answers = {{.answer = "run", .by = "Ada"}};
  EXPECT_EQ(scene.run().exit_code, 5);
  scene.people.answers = {{.answer = "run", .by = "Ada", .role = "dba"}, {.answer = "run", .by = "Bob"}};
  EXPECT_EQ(scene.run().exit_code, 0);
}

TEST(Gate, SaysWhatTheJournalKnowsAndHowOldItIs) {
  const auto at = [](long long hours) { return base::Instant(std::chrono::hours(hours)); };
  std::vector<journal::Event> events;
  const auto add = [&](const char* kind, base::Json data, long long hours) {
    events.push_back({.time = at(hours), .kind = kind, .actor = {}, .data = std::move(data), .hash = {}});
  };
  add("backup.created", {{"id", "b-1"}, {"database", "shop"}}, 0);
  add("check.finished", {{"suite", "preflight"}, {"results", {{{"check", "disk"}, {"verdict", "fail"}}}}}, 2);
  const auto told = [&](long long hours) {
    return tell(known_at_gate(events, {}, at(hours), std::chrono::hours(24)));
  };
  EXPECT_NE(told(3).find("✗ backup: b-1 of shop, never restored to prove it (3 h old)"), std::string::npos)
      << told(3);
  EXPECT_NE(told(3).find("✗ preflight checks: 1 of 1 failed: disk (1 h old)"), std::string::npos) << told(3);
  add("backup.verified", {{"id", "b-1"}, {"ok", true}}, 1);
  EXPECT_NE(told(3).find("✓ backup: b-1 of shop, proved by restoring"), std::string::npos) << told(3);
  EXPECT_NE(told(30).find("✗ backup"), std::string::npos) << "an old backup proves little";
}

TEST(Gate, NoGoHasAPathOfItsOwn) {
  Scene scene;
  scene.write(
      "# T\n## Go/No-Go\n**GO if ALL conditions met:**\n- [ ] Quiet\n\n**If NO-GO:**\n- Tell support\n- Execute "
      "Rollback "
      "one\n\n## Work\n```bash {id=work}\ntrue\n```\n\n## Rollback Procedures\n### Rollback one\n```bash "
      "{id=back}\necho back >>trace\n```\n");
  scene.people.answers = {{.answer = "NO-GO", .by = "Ada"}};
  EXPECT_EQ(scene.run().exit_code, 5) << "somebody has to tell support";
  EXPECT_TRUE(scene.journal().read({.kind = "run.finished"}).empty());
  scene.people.answers = {{.answer = "done", .by = "Ada"}};
  const auto result = scene.run();
  EXPECT_EQ(result.state, "stopped");
  EXPECT_EQ(result.exit_code, 5);
  EXPECT_TRUE(std::filesystem::exists(scene.folder.path() / "trace")) << "the procedure that the line names";
  EXPECT_EQ(scene.journal().read({.kind = "run.finished"}).size(), 1u);
}

namespace {

// Nobody here; while they are asked, somebody answers elsewhere.
class Elsewhere : public AnswerSource {
 public:
  explicit Elsewhere(std::function<void(const Question&)> act) : act_(std::move(act)) {}
  std::optional<Answer> ask(const Question& question) override {
    act_(question);
    while (!question.moot()) {
    }
    return std::nullopt;
  }

 private:
  std::function<void(const Question&)> act_;
};

}  // namespace

TEST(Answers, FromAnotherProcessEndTheWaiting) {
  Scene scene;
  scene.write("# T\n## A\n- [ ] one\n");
  Elsewhere people([&](const Question& question) {
    const auto asked = scene.journal().read({.kind = "question.asked"}).back();
    EXPECT_TRUE(post_answer(scene.journal(), asked.run, question, asked.seq, {.answer = "done", .by = "Bob"}));
    EXPECT_FALSE(post_answer(scene.journal(), asked.run, question, asked.seq, {.answer = "skip", .by = "Ada"}))
        << "the first one counts";
  });
  EXPECT_EQ(scene.run(&people).exit_code, 0);
  EXPECT_EQ(scene.finished(), (std::vector<std::string>{"passed a/one: done by Bob"}));
}

TEST(Answers, TwoVotesAtOnceBothCount) {
  Scene scene;
  scene.write("# T\n## Go/No-Go\n**GO if ALL conditions met:**\n- [ ] Quiet\n");
  Elsewhere people([&](const Question& question) {
    const auto asked = scene.journal().read({.kind = "question.asked"}).back();
    std::jthread one([&] {
      journal::Journal own(scene.folder.path() / ".lockkeeper/journal.db");
      EXPECT_TRUE(post_answer(own, asked.run, question, asked.seq, {.answer = "GO", .by = "Bob"}));
    });
    std::jthread two([&] {
      journal::Journal own(scene.folder.path() / ".lockkeeper/journal.db");
      EXPECT_TRUE(post_answer(own, asked.run, question, asked.seq, {.answer = "GO", .by = "Cem"}));
    });
  });
  scene.prove_backup();
  auto settings = scene.settings();
  settings.gate.quorum = 2;
  const auto result = run(runbook::load(scene.file()), settings, scene.journal(), people, scene.screen);
  EXPECT_EQ(result.exit_code, 0) << result.reason;
  EXPECT_EQ(scene.journal().read({.kind = "vote.cast"}).size(), 2u);
}

// The gate asks anew after the first vote: one that was meant for the question before it counts all the same.
TEST(Answers, AVoteForTheQuestionBeforeCounts) {
  Scene scene;
  scene.write("# T\n## Go/No-Go\n**GO if ALL conditions met:**\n- [ ] Quiet\n");
  std::optional<journal::Event> first;
  Elsewhere people([&](const Question& question) {
    if (!first) first = scene.journal().read({.kind = "question.asked"}).back();
    const bool again = question.voted.size() == 1;
    EXPECT_TRUE(post_answer(scene.journal(), first->run, question, first->seq,
                            {.answer = "GO", .by = again ? "Cem" : "Bob"}));
  });
  scene.prove_backup();
  auto settings = scene.settings();
  settings.gate.quorum = 2;
  EXPECT_EQ(run(runbook::load(scene.file()), settings, scene.journal(), people, scene.screen).exit_code, 0);
}

// Between the tally and the step's end: a vote that is taken is counted, and what cannot be counted is not taken.
TEST(Answers, ALateNoGoIsCountedOrRefused) {
  Scene scene;
  scene.write("# T\n## Go/No-Go\n**GO if ALL conditions met:**\n- [ ] Quiet\n\n## B\n```bash {id=b}\ntrue\n```\n");
  std::optional<Question> put;
  std::optional<journal::Event> asked;
  Elsewhere people([&](const Question& question) {
    put = question;
    asked = scene.journal().read({.kind = "question.asked"}).back();
    EXPECT_TRUE(post_answer(scene.journal(), asked->run, question, asked->seq,
                            {.answer = "GO", .by = question.voted.empty() ? "Bob" : "Cem"}));
  });
  scene.prove_backup();
  auto settings = scene.settings();
  settings.gate.quorum = 2;
  const auto late = [&] {
    return post_answer(scene.journal(), asked->run, *put, asked->seq, {.answer = "NO-GO", .by = "Dee"});
  };
  bool taken = false;
  bool tried = false;
  scene.screen.on_event = [&](const journal::Event& event) {
    if (tried || event.kind != "vote.cast" || event.data["by"] != "Cem") return;
    tried = true;
    taken = late();  // the executor has read up to Cem's vote, and counts now
  };
  const auto result = run(runbook::load(scene.file()), settings, scene.journal(), people, scene.screen);
  ASSERT_TRUE(tried);
  EXPECT_TRUE(taken) << "the gate was open";
  EXPECT_EQ(result.state, "stopped") << "a NO-GO that was taken stands";
  EXPECT_FALSE(late()) << "after the decision nothing is taken";
}

TEST(Answers, AcceptedLaterTheShellGoesOnFromThere) {
  Scene scene;
  scene.write(
      "# T\n## A\n```bash {id=one expect=\"42\"}\nDIR=/data/shop; echo 41\n```\n```bash {id=two}\necho \"$DIR\" "
      ">got\n```\n");
  EXPECT_EQ(scene.run().exit_code, 1);
  scene.people.answers = {{.answer = "accept", .by = "Ada", .reason = "near enough"}};
  EXPECT_EQ(scene.run().exit_code, 0);
  EXPECT_EQ(base::read_file(scene.folder.path() / "got"), "/data/shop\n");
}

TEST(Answers, SkipIsHeededForARepeatableStepToo) {
  Scene scene;
  scene.write("# T\n## A\n```bash {id=one repeatable}\necho ran >>trace; false\n```\n");
  EXPECT_EQ(scene.run().exit_code, 1);
  const auto asked = scene.journal().read({.kind = "question.asked"}).back();
  const auto state = project(scene.journal().read({.run = asked.run}));
  const auto question = open_question("one", state.step("one"), nullptr);
  ASSERT_TRUE(question);
  EXPECT_TRUE(post_answer(scene.journal(), asked.run, *question, asked.seq, {.answer = "skip", .by = "Ada"}));
  EXPECT_EQ(scene.run().exit_code, 0);
  EXPECT_EQ(base::read_file(scene.folder.path() / "trace"), "ran\n");
}

TEST(Answers, GivenWhileTheRunWasAwayAreTakenUp) {
  Scene scene;
  scene.write("# T\n## A\n- [ ] one\n- [ ] two\n");
  EXPECT_EQ(scene.run().exit_code, 5);
  const auto asked = scene.journal().read({.kind = "question.asked"}).back();
  const auto state = project(scene.journal().read({.run = asked.run}));
  const auto question = open_question("a/one", state.step("a/one"), nullptr);
  ASSERT_TRUE(question);
  EXPECT_TRUE(post_answer(scene.journal(), asked.run, *question, asked.seq, {.answer = "done", .by = "Bob"}));
  EXPECT_EQ(scene.run().exit_code, 5);
  EXPECT_EQ(scene.finished(), (std::vector<std::string>{"passed a/one: done by Bob"}));
}

TEST(Escalation, IsRaisedWhileAQuestionIsOpen) {
  Scene scene;
  scene.write("# T\n## A\n- [ ] one\n");
  base::FakeClock clock(base::Instant(std::chrono::hours(1)));
  class Slow : public AnswerSource {
   public:
    explicit Slow(base::FakeClock& clock) : clock_(clock) {}
    std::optional<Answer> ask(const Question& question) override {
      for (int i = 0; i < 20; ++i) {
        clock_.advance(std::chrono::minutes(1));
        EXPECT_FALSE(question.moot());
      }
      return Answer{.answer = "done", .by = "Ada"};
    }

   private:
    base::FakeClock& clock_;
  } people(clock);
  auto settings = scene.settings();
  settings.escalation = {std::chrono::minutes(15), std::chrono::minutes(30)};
  EXPECT_EQ(run(runbook::load(scene.file()), settings, scene.journal(), people, scene.screen, clock).exit_code, 0);
  const auto raised = scene.journal().read({.kind = "escalation.raised"});
  ASSERT_EQ(raised.size(), 1u);
  EXPECT_EQ(raised[0].data["level"], 1);
  EXPECT_EQ(raised[0].data["after_ms"], 900'000);
}

TEST(Escalation, IsRaisedForTheSecondQuestionToo) {
  Scene scene;
  scene.write("# T\n## A\n```bash {id=one}\nfalse\n```\n");
  base::FakeClock clock(base::Instant(std::chrono::hours(1)));
  class Slow : public AnswerSource {
   public:
    explicit Slow(base::FakeClock& clock) : clock_(clock) {}
    std::optional<Answer> ask(const Question& question) override {
      clock_.advance(std::chrono::minutes(20));
      EXPECT_FALSE(question.moot());
      return Answer{.answer = asked_++ == 0 ? "retry" : "skip", .by = "Ada", .reason = "known"};
    }

   private:
    base::FakeClock& clock_;
    int asked_ = 0;
  } people(clock);
  auto settings = scene.settings();
  settings.escalation = {std::chrono::minutes(15)};
  EXPECT_EQ(run(runbook::load(scene.file()), settings, scene.journal(), people, scene.screen, clock).exit_code, 0);
  EXPECT_EQ(scene.journal().read({.kind = "escalation.raised"}).size(), 2u);
}

}  // namespace runner
