// Secrets stay hidden: in pieces of output, in answers, in notices, in the files of what runs beside the steps.
#include "runner/secrets.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "runner/questions.h"
#include "runner/scene.h"

namespace runner {

namespace {

std::string shown(const Secrets& secrets, const std::vector<std::string>& pieces) {
  Hiding hiding(secrets);
  std::string out;
  for (const auto& piece : pieces) out += hiding.add(piece);
  return out + hiding.end();
}

// Every file below the folder, but the journal's, in one text.
std::string files_below(const std::filesystem::path& folder) {
  std::string out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && !entry.is_symlink()) out += base::read_file(entry.path());
  }
  return out;
}

}  // namespace

TEST(Secrets, OneThatBeginsAnotherDoesNotShowTheOthersTail) {
  const Secrets secrets({"abc", "abcdef"});
  EXPECT_EQ(shown(secrets, {"abc", "def"}), "***");
  EXPECT_EQ(shown(secrets, {"x", "a", "b", "c", "d", "e", "f", "y"}), "x***y");
  EXPECT_EQ(shown(secrets, {"abc", "dx"}), "***dx");
  EXPECT_EQ(shown(secrets, {"abc"}), "***");
}

TEST(Secrets, ThatOverlapAreHiddenWhole) {
  const Secrets secrets({"abcd", "cdefgh"});
  EXPECT_EQ(secrets.hide("-abcdefgh-"), "-***-");
  EXPECT_EQ(shown(secrets, {"-abcd", "efgh-"}), "-***-");
  EXPECT_EQ(secrets.hide("abcd cdefgh"), "*** ***");
}

TEST(Secrets, OneThatRepeatsItselfIsHiddenInPiecesToo) {
  const Secrets secrets({"aaaa"});
  std::vector<std::string> pieces(100, "aaa");
  EXPECT_EQ(shown(secrets, pieces), "***");
  EXPECT_EQ(shown(secrets, {"aaa", "b"}), "aaab");
}

// Every way of cutting a text into three pieces shows what hiding the whole text does.
TEST(Secrets, WhereAPieceEndsMakesNoDifference) {
  const Secrets secrets({"abc", "abcdef", "fab", "bb"});
  const std::string text = "xabcdefabcbbbyabcdeabcdeffabb";
  const auto whole = secrets.hide(text);
  for (std::size_t i = 0; i <= text.size(); ++i) {
    for (std::size_t j = i; j <= text.size(); ++j)
      EXPECT_EQ(shown(secrets, {text.substr(0, i), text.substr(i, j - i), text.substr(j)}), whole) << i << " " << j;
  }
}

// What bash, Python, jq, base64 and fold make of p@ss "w'ord$1/%ü&x.
TEST(Secrets, AreHiddenAsProgramsWriteThem) {
  const Secrets secrets({"p@ss \"w'ord$1/%\xC3\xBC&x"});
  for (const char* text :
       {"p@ss \"w'ord$1/%ü&x", "cEBzcyAidydvcmQkMS8lw7wmeA==", "cEBzcyAidy\ndvcmQkMS8l\nw7wmeA==\n",
        "p%40ss%20%22w%27ord%241%2F%25%C3%BC%26x", "p%40ss+%22w%27ord%241%2F%25%C3%BC%26x",
        "p%40ss%20%22w'ord%241%2F%25%C3%BC%26x", "\"p@ss \\\"w'ord$1/%\\u00fc&x\"", "\"p@ss \\\"w'ord$1\\/%ü&x\"",
        "declare -x FOO=\"p@ss \\\"w'ord\\$1/%ü&x\"", "p@ss\\ \\\"w\\'ord\\$1/%ü\\&x", "p@ss \"w'\nord$1/%ü&x",
        "'p@ss \"w'\\''ord$1/%ü&x'", "'p@ss \"w''ord$1/%ü&x'", "p@ss &quot;w'ord$1/%ü&amp;x", "704073732022",
        "{\\\"a\\\":\\\"p@ss \\\\\\\"w'ord$1/%ü&x\\\"}"}) {
    const auto hidden = secrets.hide(text);
    EXPECT_EQ(hidden.find("ord"), std::string::npos) << text << " -> " << hidden;
    const std::string_view hex("704073732022");
    if (text != hex) EXPECT_NE(hidden.find("***"), std::string::npos) << text << " -> " << hidden;
  }
}

TEST(Secrets, AreHiddenInTheMiddleOfWhatIsEncoded) {
  const Secrets secrets({"correct-horse-battery"});
  // printf 'user:…' | base64, 'x…', 'ab…y'
  for (const char* text : {"dXNlcjpjb3JyZWN0LWhvcnNlLWJhdHRlcnk=", "eGNvcnJlY3QtaG9yc2UtYmF0dGVyeQ==",
                           "YWJjb3JyZWN0LWhvcnNlLWJhdHRlcnl5"}) {
    const auto hidden = secrets.hide(text);
    EXPECT_NE(hidden.find("***"), std::string::npos) << text;
    EXPECT_LE(hidden.size(), 14U) << hidden;
  }
}

TEST(Secrets, ShortOnesHideNothingElse) {
  const Secrets secrets({"1234", "ab"});
  EXPECT_EQ(secrets.hide("12\n34 a\nb MTIzNA== YWI="), "12\n34 a\nb MTIzNA== YWI=");
}

TEST(Secrets, BrokenIntoLinesAndPiecesMakesNoDifference) {
  const Secrets secrets({"swordfish-77", "fish-77-sword"});
  const std::string text = "a\nswo\nrdfish-77-sw\nord s\nwordfish-7 \nswordfish-7\n7\n";
  const auto whole = secrets.hide(text);
  EXPECT_EQ(whole.find("fish-77"), std::string::npos) << whole;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    for (std::size_t j = i; j <= text.size(); ++j)
      EXPECT_EQ(shown(secrets, {text.substr(0, i), text.substr(i, j - i), text.substr(j)}), whole) << i << " " << j;
  }
}

TEST(Secrets, OnTheScreenAreThoseOfTheJournal) {
  Scene scene;
  scene.write(
      "# T\n## A with token=hunter-2-77\n```bash\nprintf 'dots..'; printf '.\\n'\n"
      "printf 'password='; sleep 0.1; echo hunter-2-77\n```\n");
  EXPECT_EQ(scene.run().state, "passed");
  EXPECT_EQ(scene.screen.text, "dots...\npassword=***\n");
  for (const auto& event : scene.journal().read({}))
    EXPECT_EQ(event.data.dump().find("hunter"), std::string::npos)
        << event.kind << ": an id is written down as it is";
}

TEST(Secrets, AreHiddenInAnswersToo) {
  Scene scene;
  scene.write("# T\n## A\n- [ ] one\n- [ ] Check the login: ____\n");
  auto settings = scene.settings();
  settings.variables = {{.name = "LOGIN", .value = "hunter-2-77", .secret = true}};
  scene.people.answers = {
      {.answer = "done", .by = "Ada", .reason = "with hunter-2-77"},
      {.answer = "filled in", .by = "Ada", .fields = {{"Check the login", "hunter-2-77"}}},
      {.answer = "done", .by = "Ada"},
  };
  run(runbook::load(scene.file()), settings, scene.journal(), scene.people, scene.screen);
  const auto answered = scene.journal().read({.kind = "question.answered"});
  ASSERT_FALSE(answered.empty());
  EXPECT_EQ(answered[0].data["reason"], "with ***");
  for (const auto& event : scene.journal().read())
    EXPECT_EQ(event.data.dump().find("hunter-2-77"), std::string::npos) << event.data.dump();
}

TEST(Secrets, AreHiddenInNoticesOfQueries) {
  Scene scene;
  scene.database = test_server().url();
  scene.write("# T\n## A\n```sql {id=a}\nDO $$ BEGIN RAISE NOTICE 'it is %-2-77', 'hunter'; END $$;\n```\n");
  auto settings = scene.settings();
  settings.variables = {{.name = "LOGIN", .value = "hunter-2-77", .secret = true}};
  EXPECT_EQ(run(runbook::load(scene.file()), settings, scene.journal(), scene.people, scene.screen).exit_code, 0);
  EXPECT_NE(scene.screen.text.find("it is ***"), std::string::npos) << scene.screen.text;
}

TEST(Secrets, AreHiddenInResultsBeforeTheyAreCut) {
  Scene scene;
  scene.database = test_server().url();
  scene.write(
      "# T\n## A\n```sql {id=a expect=\"42\"}\nSELECT repeat('x', 60) || repeat('hu' || 'nter-2-77', 20);\n```\n");
  auto settings = scene.settings();
  settings.variables = {{.name = "LOGIN", .value = "hunter-2-77", .secret = true}};
  EXPECT_EQ(run(runbook::load(scene.file()), settings, scene.journal(), scene.people, scene.screen).exit_code, 1);
  for (const auto& event : scene.journal().read({.kind = "step."}))
    EXPECT_EQ(event.data.dump().find("hunt"), std::string::npos) << event.data.dump();
  EXPECT_EQ(scene.screen.text.find("hunt"), std::string::npos) << scene.screen.text;
}

TEST(Secrets, AreHiddenInTheFilesOfWhatRunsBesideAStep) {
  Scene scene;
  base::write_file(scene.folder.path() / "log", "first\nhunter-2-77\npostgresql://app:pw9@db/shop\nlast");
  scene.write(
      "# T\n## A\n```bash {id=a}\ntail -n 50 -f log\nfor i in $(seq 500); do grep -qs last "
      ".lockkeeper/runs/*.output/*.txt && exit 0; [[ $i != 5 ]] || echo >>log; sleep 0.02; done; exit 1\n```\n"
      "```bash {id=b background}\necho \"begun with $LOGIN\"; sleep 600\n```\n"
      "```bash {id=c}\nfor i in $(seq 500); do grep -rqs 'begun with' .lockkeeper/runs && exit 0; sleep 0.02; done; "
      "exit 1\n```\n- [ ] stays open\n");
  auto settings = scene.settings();
  settings.variables = {{.name = "LOGIN", .value = "hunter-2-77", .secret = true}};
  const auto result = run(runbook::load(scene.file()), settings, scene.journal(), scene.people, scene.screen);
  EXPECT_EQ(result.step, "a/stays-open") << result.reason << scene.screen.text;
  const auto kept = files_below(scene.folder.path() / ".lockkeeper/runs");
  EXPECT_NE(kept.find("first"), std::string::npos);
  EXPECT_NE(kept.find("begun with ***"), std::string::npos) << kept;
  EXPECT_EQ(kept.find("hunter-2-77"), std::string::npos) << kept;
  EXPECT_EQ(kept.find("pw9"), std::string::npos) << kept;
}

}  // namespace runner
