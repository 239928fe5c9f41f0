// What a fence was judged by has to be in the shell when it begins.
#include <gtest/gtest.h>

#include "runner/scene.h"

namespace runner {

static const std::string sets = "```bash {id=sets}\nDRY_RUN=echo\n```\n";
static const std::string uses = "## Phase 2: B\n```bash {id=uses}\n$DRY_RUN ./drop_all\n```\n";

// Why `uses` was asked about; empty where it was not.
static std::string asked_about_uses(const std::string& before, const std::string& phase = {},
                                    const std::string& last = uses) {
  Scene scene;
  scene.asks = true;
  scene.write("# R\n\n## Phase 1: A\n" + before + last);
  auto settings = scene.settings();
  if (!phase.empty()) settings.phase = phase;
  const auto book = runbook::load(scene.file(), files_around(scene.folder.path(), base::own_environment()));
  scene.people.answers = {{.answer = "skip", .by = "Ada", .reason = "not now"}};
  run(book, settings, scene.journal(), scene.people, scene.screen);
  for (const auto& question : scene.people.asked) {
    if (question.step == "uses") return question.text;
  }
  return {};
}

TEST(ReliedOn, RunsUnaskedWhereTheShellHoldsIt) {
  EXPECT_EQ(asked_about_uses(sets), "");
  EXPECT_EQ(asked_about_uses("```bash\nDRY_RUN='echo \"a\"'\nQ='SELECT 1\n  + 2'\n```\n", {},
                             "```bash {id=uses}\n$DRY_RUN \"$Q\"\n```\n"),
            "");
  EXPECT_EQ(asked_about_uses("```bash\nWORDS=(a b)\nsay() {\n  echo \"$1\"\n}\n```\n", {},
                             "```bash {id=uses}\nsay \"${WORDS[@]}\"\n```\n"),
            "");
  EXPECT_EQ(
      asked_about_uses("```bash\nexport LC_ALL=C\nU='\u00e4'\n```\n", {}, "```bash {id=uses}\necho \"$U\"\n```\n"),
      "");
  EXPECT_EQ(asked_about_uses("```bash\nT=~/x/$(date)\n```\n", {}, "```bash {id=uses}\necho \"$T\"\n```\n"), "");
}

TEST(ReliedOn, IsAskedAboutWhereTheFenceThatSetsItHasNotRun) {
  const std::string told = "DRY_RUN does not hold what the fences before set it to: run it?";
  EXPECT_EQ(asked_about_uses(sets, "2"), told);
  EXPECT_NE(asked_about_uses("```bash {id=sets}\n[ -d / ] && exit 0\nDRY_RUN=echo\n```\n"), "");
  EXPECT_EQ(asked_about_uses("```bash {id=sets confirm}\nfalse\nDRY_RUN=echo\n```\n"), told) << "failed, and waived";
  EXPECT_NE(asked_about_uses("```bash {id=sets background}\nDRY_RUN=echo\n```\n"), "");
  EXPECT_EQ(asked_about_uses("```bash {id=sets}\nsay() {\n  echo x\n}\n```\n", "2",
                             "## Phase 2: B\n```bash {id=uses}\nsay\n```\n"),
            "say is a function of a fence before, and the shell does not know it: run it?");
}

TEST(ReliedOn, IsAskedAboutWhereTheFunctionWasEditedSinceItRan) {
  const auto book_with = [](const std::string& body) {
    return "# R\n\n## Phase 1: A\n```bash {id=sets}\nsay() {\n  " + body +
           "\n}\n```\n```bash {id=stops confirm}\nfalse\n```\n```bash {id=uses}\nsay\n```\n";
  };
  for (const bool edited : {false, true}) {
    Scene scene;
    scene.asks = true;
    const auto go = [&](const std::string& body, const std::deque<Answer>& answers) {
      scene.write(book_with(body));
      const auto book = runbook::load(scene.file(), files_around(scene.folder.path(), base::own_environment()));
      scene.people.answers = answers;
      run(book, scene.settings(), scene.journal(), scene.people, scene.screen);
    };
    go("echo one", {{.answer = "stop", .by = "Ada", .reason = "not now"}});
    scene.people.asked.clear();
    go(edited ? "echo two" : "echo one",
       {{.answer = "skip", .by = "Ada", .reason = "not now"}, {.answer = "skip", .by = "Ada", .reason = "not now"}});
    std::string told;
    for (const auto& question : scene.people.asked) {
      if (question.step == "uses") told = question.text;
    }
    EXPECT_EQ(told, edited ? "say is another function in the shell than in the fences before: run it?" : "");
  }
}

}  // namespace runner
