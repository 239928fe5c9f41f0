// Approvals before a run: what they are for, and what runs unasked by them.
#include <sys/stat.h>

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "journal/events/question_asked.h"
#include "journal/events/run_finished.h"
#include "journal/events/step_approved.h"
#include "journal/typed.h"
#include "runner/fingerprint.h"
#include "runner/questions.h"
#include "runner/reading.h"
#include "runner/review_file.h"
#include "runner/scene.h"
#include "runner/step_files.h"

namespace runner {

static std::string fingerprint_in(std::string_view markdown, const ScriptReader& read = {}) {
  const auto none = [](const std::string&) -> std::optional<std::string> { return std::nullopt; };
  return fingerprints(runbook::parse(markdown, "T.md"), read ? read : none).at("one");
}

static const std::string plain = "# T\n## Work\n```bash {id=one}\n./tidy \"$DIR\"\n```\n";

TEST(Fingerprint, StaysWhereNothingThatMattersChanges) {
  const auto before = fingerprint_in(plain);
  EXPECT_EQ(fingerprint_in("# T\nSome words.\n\n## Work\nMore words.\n```bash {id=one}\n./tidy \"$DIR\"\n```\n"),
            before);
  EXPECT_EQ(fingerprint_in("# T\n## Other\n```bash\nOTHER=1\n```\n## Work\n```bash {id=one}\n./tidy \"$DIR\"\n```\n"),
            before);
}

TEST(Fingerprint, ChangesWithAllThatDecidesWhatTheStepDoes) {
  const auto before = fingerprint_in(plain);
  for (const std::string changed : {
           "# T\n## Work\n```bash {id=one}\n./tidy \"$DIR/..\"\n```\n",
           "# T\n## Work\n```bash {id=one run}\n./tidy \"$DIR\"\n```\n",
           "# T\n## Work\n```bash\nDIR=/\n```\n```bash {id=one}\n./tidy \"$DIR\"\n```\n",
           "# T\n## Work\n```bash\nR=/\nDIR=$R\n```\n```bash {id=one}\n./tidy \"$DIR\"\n```\n",
           "# T\n## Work\n```bash\ncd /\n```\n```bash {id=one}\n./tidy \"$DIR\"\n```\n",
           "# T\n## Work\n```bash\nexport PGHOST=other\n```\n```bash {id=one}\n./tidy \"$DIR\"\n```\n",
           "# T\n## Work\n```bash\ntidy() {\n  rm -rf \"$1\"\n}\n```\n```bash {id=one}\n./tidy \"$DIR\"\n```\n",
           "# T\n## Rollback\n```bash {id=one}\n./tidy \"$DIR\"\n```\n",
           "# T\n## Work\nOnly if the disk is full:\n```bash {id=one}\n./tidy \"$DIR\"\n```\n",
       })
    EXPECT_NE(fingerprint_in(changed), before) << changed;
  const auto with = [](const std::string& script) {
    return fingerprint_in(
        plain, [script](const std::string& path) { return path == "./tidy" ? std::optional(script) : std::nullopt; });
  };
  EXPECT_NE(with("rm x"), with("rm y"));
  const auto sourced = [](const std::string& settings) {
    return fingerprint_in(
        "# T\n## W\n```bash\nsource env.sh\n```\n```bash {id=one}\n./x $B\n```\n",
        [settings](const std::string& path) { return path == "env.sh" ? std::optional(settings) : std::nullopt; });
  };
  EXPECT_NE(sourced("B=1"), sourced("B=2"));
}

TEST(Fingerprint, ChangesWithTheFenceThatWritesItsFile) {
  const auto with = [](const std::string& before, const std::string& step) {
    return fingerprint_in("# T\n## W\n```bash\n" + before + "\n```\n```bash {id=one}\n" + step + "\n```\n");
  };
  for (const char* writer : {"cat > /tmp/fix.sql <<'SQL'\nDELETE FROM {};\nSQL", "cp {}.sql /tmp/fix.sql",
                             "echo {} | tee -a fix.sql", "./make {} -o /tmp/fix.sql"}) {
    const auto one = with(base::replace_all(writer, "{}", "a"), "psql -f /tmp/fix.sql");
    const auto two = with(base::replace_all(writer, "{}", "b"), "psql -f /tmp/fix.sql");
    EXPECT_NE(one, two) << writer;
  }
  EXPECT_EQ(with("echo a > /tmp/other.sql", "psql -f /tmp/fix.sql"), with("echo b > o.sql", "psql -f /tmp/fix.sql"));
  EXPECT_NE(with(": \"${S:=staging}\"", "./x $S"), with(": \"${S:=prod}\"", "./x $S"));
}

TEST(Fingerprint, ASetterBehindAnotherSetterCounts) {
  const auto one = fingerprint_in("# T\n## W\n```bash\nA=1\nB=$A\n```\n```bash {id=one}\n./x $B\n```\n");
  const auto two = fingerprint_in("# T\n## W\n```bash\nA=2\nB=$A\n```\n```bash {id=one}\n./x $B\n```\n");
  EXPECT_NE(one, two);
}

namespace {

// Its fences are asked about as they are.
struct Asking : Scene {
  Asking() { asks = true; }
};

}  // namespace

// Approved by each of `who`, as the runbook is now.
static Review review_by(const Scene& scene, const std::vector<std::string>& who) {
  const auto files = files_around(std::filesystem::path(scene.file()).parent_path(), {});
  const auto book = runbook::load(scene.file(), files);
  Review out{.fingerprints = fingerprints(book, files.read)};
  for (const auto& [step, hash] : out.fingerprints) {
    for (const auto& name : who)
      out.approvals.push_back(
          {.step = step, .sha256 = hash, .by = name, .at = *base::parse_instant("2026-12-01T14:00:00Z")});
  }
  return out;
}

static long long questions(Scene& scene) {
  return std::ssize(scene.journal().read({.kind = std::string(journal::QuestionAsked::kind)}));
}

static const char* const two_fences =
    "# T\n## Work\n```bash {id=one}\ntouch one.txt && ./nothing || true\n```\n```bash {id=two}\n./nothing || "
    "true\n```\n";

TEST(Approved, RunsUnaskedAndSaysWhoApproved) {
  Asking scene;
  scene.write(two_fences);
  scene.review = review_by(scene, {"Ada"});
  EXPECT_EQ(scene.run().state, "passed");
  EXPECT_EQ(questions(scene), 0);
  const auto events = scene.journal().read({.kind = std::string(journal::StepApproved::kind)});
  ASSERT_EQ(events.size(), 2u);
  const auto approved = journal::as<journal::StepApproved>(events[0]);
  EXPECT_EQ(approved->by, "Ada");
  EXPECT_EQ(approved->how, "review");
  EXPECT_EQ(base::format_instant(*approved->at).substr(0, 10), "2026-12-01");
}

TEST(Approved, IsAskedAgainOnceItsTextHasChanged) {
  Asking scene;
  scene.write(two_fences);
  const auto approvals = review_by(scene, {"Ada"}).approvals;
  scene.write(base::replace_all(two_fences, "touch one.txt", "touch two.txt"));
  scene.review = review_by(scene, {});
  scene.review.approvals = approvals;
  EXPECT_EQ(scene.run().step, "one");
  EXPECT_EQ(outdated(scene.review, "one").size(), 1u);
  EXPECT_TRUE(is_approved(scene.review, "two"));
}

TEST(Approved, ByTwoPeopleWhereTwoAreWanted) {
  Asking scene;
  scene.write(two_fences);
  scene.review = review_by(scene, {"Ada", " ada"});
  scene.review.people = 2;
  EXPECT_EQ(scene.run().exit_code, 5) << "one person twice";
  scene.review = review_by(scene, {"Ada", "Grace"});
  scene.review.people = 2;
  EXPECT_EQ(scene.run().state, "passed");
}

TEST(Approved, StaysAskedWhereOnlyTheNightCanTell) {
  for (const char* markdown : {
           "# T\n## Work\nOnly if the disk is full:\n```bash {id=one}\n./nothing || true\n```\n",
           "# T\n## Work\n```bash {id=one two-person}\n./nothing || true\n```\n",
           "# T\n## Work\n```bash {id=one role=DBA}\n./nothing || true\n```\n",
           "# T\n## Work\n```bash {id=one}\npsql -d elsewhere -c 'DROP TABLE t'\n```\n",
           "# T\n## Work\n```bash {id=one}\npsql -h other.internal -c 'DROP TABLE t'\n```\n",
           "# T\n## Work\n```sql {id=one}\n\\c elsewhere\nDELETE FROM t;\n```\n",
           "# T\n## Work\n```bash {id=one}\nfor f in m/*.sql; do psql -f \"$f\" || true; done\n```\n",
           "# T\n## Work\n```bash {id=one}\ncat m/*.sql | psql\n```\n",
           "# T\n## Work\n```bash {id=one confirm}\n./nothing || true\n```\n",
       }) {
    Asking scene;
    scene.write(markdown);
    scene.review = review_by(scene, {"Ada"});
    const auto result = scene.run();
    EXPECT_EQ(result.exit_code, 5) << markdown;
    EXPECT_TRUE(scene.journal().read({.kind = std::string(journal::StepApproved::kind)}).empty()) << markdown;
  }
}

TEST(Approved, RunsInTheRunsOwnDatabaseHoweverItIsNamed) {
  Asking scene;
  scene.database = test_server().url("postgres");
  scene.write(
      "# T\n## Work\n```bash {id=one}\npsql -d postgres -c 'CREATE TABLE own_one ()' || true\n```\n"
      "```console {id=two}\npostgres=# CREATE TABLE own_two ();\n```\n");
  scene.review = review_by(scene, {"Ada"});
  const auto result = scene.run();
  EXPECT_EQ(questions(scene), 0) << result.step << ": " << result.reason;
}

TEST(Approved, GivesWayToWhatTheAnswersFileSaysOfThisStep) {
  Asking scene;
  scene.write(two_fences);
  scene.review = review_by(scene, {"Ada"});
  AnswersFile file(
      {{.step = "one", .when = "dangerous", .answer = {.answer = "skip", .by = "Bob", .reason = "not now"}}});
  const auto result = scene.run(&file);
  EXPECT_EQ(result.state, "passed");
  EXPECT_EQ(result.left, std::vector<std::string>{"one: left out by Bob: not now"});
  EXPECT_EQ(result.states.at("skipped"), 1);
}

TEST(AnswersFile, WithNobodyThereOnlyAnEntryThatNamesTheStepCounts) {
  for (const std::string glob : {"", "*"}) {
    Asking scene;
    scene.write(two_fences);
    AnswersFile file({{.step = glob, .when = "dangerous", .answer = {.answer = "run", .by = "Bob"}}}, "a.toml", true);
    EXPECT_EQ(scene.run(&file).step, "one") << glob;
    AnswersFile named({{.step = "one", .when = "dangerous", .answer = {.answer = "run", .by = "Bob"}}}, "a.toml",
                      true);
    EXPECT_EQ(scene.run(&named).step, "two");
  }
}

static const char* const script_that_changes =
    "# T\n## A\n```bash {id=zero}\n./nothing || true\n```\n```bash {id=one auto}\ncp b.sh a.sh\n```\n"
    "```bash {id=two}\nbash a.sh\n```\n";

static void write_scripts(const Scene& scene) {
  base::write_file(scene.folder.path() / "a.sh", "./nothing || true\n");
  base::write_file(scene.folder.path() / "b.sh", "touch ran.txt; ./nothing || true\n");
}

TEST(Approved, IsNotAFileThatHasChangedSinceItWasRead) {
  Asking scene;
  write_scripts(scene);
  scene.write(script_that_changes);
  scene.review = review_by(scene, {"Ada"});
  EXPECT_EQ(scene.run().step, "two");
  EXPECT_FALSE(std::filesystem::exists(scene.folder.path() / "ran.txt"));
}

TEST(AllOfTheSection, IsNotAFileThatHasChangedSinceItWasRead) {
  Asking scene;
  write_scripts(scene);
  scene.write(script_that_changes);
  scene.people.answers = {{.answer = "all", .by = "Ada"}};
  EXPECT_EQ(scene.run().step, "two");
  EXPECT_FALSE(std::filesystem::exists(scene.folder.path() / "ran.txt"));
}

TEST(AllOfTheSection, RunsItsRestUnaskedAndNoOther) {
  Asking scene;
  scene.write(std::string(two_fences) + "### Part\n```bash {id=three}\n./nothing || true\n```\n## Next\n" +
              "```bash {id=four}\n./nothing || true\n```\n");
  scene.people.answers = {{.answer = "all", .by = "Ada"}};
  const auto result = scene.run();
  EXPECT_EQ(result.step, "four");
  EXPECT_EQ(scene.finished().size(), 3u);
  const auto events = scene.journal().read({.kind = std::string(journal::StepApproved::kind)});
  ASSERT_EQ(events.size(), 2u) << "one for each step that was not asked about";
  EXPECT_EQ(journal::as<journal::StepApproved>(events[1])->step, "three");
  EXPECT_EQ(journal::as<journal::StepApproved>(events[1])->how, "section");
}

TEST(Answer, ThatComesWhenNobodyWaitsAnyMoreLeavesNoDoubt) {
  Asking scene;
  scene.write(two_fences);
  EXPECT_EQ(scene.run().exit_code, 5);
  const auto events = scene.journal().read({});
  const auto state = project(events);
  const auto question = open_question("one", state.step("one"), nullptr);
  ASSERT_TRUE(question.has_value());
  EXPECT_TRUE(post_answer(scene.journal(), state.id, *question, state.step("one").asked_seq,
                          {.answer = "run", .by = "Ada", .source = "command"}));
  EXPECT_EQ(scene.run().step, "two");
}

TEST(AllOfTheSection, IsOverOnceSomebodySaysStop) {
  Asking scene;
  scene.write(
      "# T\n## A\n```bash {id=one}\n./nothing || true\n```\n- [ ] look\n\n"
      "Then run this, it is asked about:\n\n### B\n```bash {id=two}\n./nothing || true\n```\n");
  scene.people.answers = {{.answer = "all", .by = "Ada"}, {.answer = "stop", .by = "Ada"}};
  scene.run();
  scene.people.answers = {{.answer = "done", .by = "Ada"}};
  EXPECT_EQ(scene.run().step, "two");
}

TEST(AllOfTheSection, IsNotOfferedWhereTwoAreToSeeIt) {
  Asking scene;
  scene.write("# T\n## A\n```bash {id=one two-person}\necho x\n```\n");
  scene.people.answers = {{.answer = "all", .by = "Ada"}};
  EXPECT_EQ(scene.run().exit_code, 5);
  EXPECT_EQ(scene.people.asked.front().choices.size(), 3u);
}

TEST(LeftToPeople, StandsInTheRunsEnd) {
  Scene scene;
  scene.write("# T\n## A\n- [ ] Call support\n\n```bash {id=one}\necho x\npsql\n```\n");
  scene.people.answers = {{.answer = "skip", .by = "Ada", .reason = "nobody there"}};
  auto result = scene.run();
  while (result.exit_code == 5 && !scene.people.answers.empty()) result = scene.run();
  const auto over = scene.journal().read({.kind = std::string(journal::RunFinished::kind)});
  ASSERT_EQ(over.size(), 1u) << result.step << result.reason;
  const auto finished = journal::as<journal::RunFinished>(over[0]);
  EXPECT_EQ(finished->state, "passed");
  EXPECT_EQ(finished->left_to_people.size(), result.left.size());
  ASSERT_FALSE(result.left.empty());
}

TEST(Box, ThatIsLeftOutLeavesItsFenceOut) {
  for (const char* markdown : {
           "# T\n## A\n- [ ] Drop it\n  ```bash {id=one}\n  touch ran.txt\n  ```\n",
           "# T\n## A\n- [ ] Drop it\n\n```bash {id=one}\ntouch ran.txt\n```\n",
           "# T\n## A\nRun this:\n```bash {id=one}\ntouch ran.txt\n```\n- [ ] Done\n",
       }) {
    Scene scene;
    scene.write(markdown);
    AnswersFile file(
        {{.step = "a/*", .when = "task", .answer = {.answer = "skip", .by = "Bob", .reason = "not now"}}});
    const auto result = scene.run(&file);
    EXPECT_EQ(result.state, "passed") << markdown;
    EXPECT_FALSE(std::filesystem::exists(scene.folder.path() / "ran.txt")) << markdown;
    EXPECT_EQ(result.left.size(), 2u) << markdown;
  }
}

TEST(Box, WithWorkOfItsOwnSaysNothingOfTheFenceAbove) {
  Scene scene;
  scene.write("# T\n## A\n```bash {id=one}\ntouch ran.txt\n```\n- [ ] Call support\n");
  AnswersFile file({{.step = "a/*", .when = "task", .answer = {.answer = "skip", .by = "Bob", .reason = "not now"}}});
  EXPECT_EQ(scene.run(&file).left.size(), 1u);
  EXPECT_TRUE(std::filesystem::exists(scene.folder.path() / "ran.txt"));
}

TEST(ReviewFile, ComesBackAsItWasWritten) {
  const base::TemporaryFolder folder;
  const auto file = review_file_of(folder.path() / "night.md");
  EXPECT_EQ(file.filename(), "night.review.toml");
  EXPECT_TRUE(read_approvals(file).empty());
  const Approval one{.step = "a/b",
                     .sha256 = "abc",
                     .by = "Ada \"the\" First\x7f\x01",
                     .at = *base::parse_instant("2026-12-01T14:00:00Z"),
                     .source = "rehearsal 1",
                     .runbook = "def"};
  write_approvals(file, "night.md", {one, one});
  const auto back = read_approvals(file);
  ASSERT_EQ(back.size(), 2u);
  EXPECT_EQ(back[0].by, one.by);
  EXPECT_EQ(back[0].at, one.at);
  EXPECT_EQ(back[0].source, one.source);
  EXPECT_EQ(back[0].runbook, one.runbook);
  base::write_file(file, "[[approved]]\nstep = \"a\"\n");
  EXPECT_THROW(read_approvals(file), base::Error);
  base::write_file(file, "nonsense = 1\n");
  EXPECT_THROW(read_approvals(file), base::Error);
}

TEST(ReviewFile, ThatIsAPipeIsNotWaitedFor) {
  const base::TemporaryFolder folder;
  const auto file = folder.path() / "night.review.toml";
  ASSERT_EQ(mkfifo(file.c_str(), 0600), 0);
  EXPECT_THROW(read_approvals(file), base::Error);
}

TEST(Examples, ReviewFilesAreUpToDate) {
  int files = 0;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(std::filesystem::path(LOCKKEEPER_SOURCE) / "examples")) {
    const auto path = entry.path();
    if (path.extension() != ".md" || !std::filesystem::exists(review_file_of(path))) continue;
    ++files;
    const auto around = files_around(path.parent_path(), {});
    const auto book = runbook::load(path, around);
    const Review review{.approvals = read_approvals(review_file_of(path)),
                        .fingerprints = fingerprints(book, around.read)};
    for (const auto& each : review.approvals) {
      ASSERT_TRUE(review.fingerprints.contains(each.step)) << path << " " << each.step;
      EXPECT_EQ(review.fingerprints.at(each.step), each.sha256) << path << ": " << each.step << " has changed";
    }
  }
  EXPECT_GE(files, 1);
}

}  // namespace runner
