// What a part of a runbook is for, and where its lines go: read from small runbooks.
#include <gtest/gtest.h>

#include "runbook/runbook.h"

namespace runbook {

static std::string fence(const std::string& text, const std::string& language = "bash") {
  return "```" + language + "\n" + text + "\n```\n\n";
}

static std::vector<std::string> main_line(const Runbook& book) {
  std::vector<std::string> out;
  for (const auto& step : book.steps) {
    if (step.kind != "note")
      out.push_back(step.kind + (step.asks.empty() ? "" : " asked") + (step.has("skip") ? " never" : ""));
  }
  return out;
}

static std::vector<std::string> on_demand(const Runbook& book) {
  std::vector<std::string> out;
  for (const auto& procedure : book.procedures) {
    for (const auto& step : procedure.steps) {
      if (step.kind != "note") out.push_back(procedure.title + ": " + step.kind);
    }
  }
  return out;
}

using Strings = std::vector<std::string>;

TEST(Parts, ALabelledWayBackIsOnDemandAndTheRestIsNot) {
  const auto book = parse("# Night\n\n## 1. Add\n\n" + fence("add") + "**Rollback:**\n\n" + fence("remove") +
                              "## 2. Look\n\n" + fence("look"),
                          "r.md");
  EXPECT_EQ(main_line(book), (Strings{"command", "command"}));
  EXPECT_EQ(on_demand(book), Strings{"Rollback (1. Add): command"});
}

TEST(Parts, WhatStandsBelowAWayBackAndASentenceIsAskedFor) {
  const auto book = parse(
      "# Night\n\n## 1. Add\n\n**Rollback:**\n\n" + fence("remove") + "Now the others.\n\n" + fence("more"), "r.md");
  EXPECT_EQ(main_line(book), Strings{"command asked"});
  EXPECT_EQ(on_demand(book).size(), 1u);
}

TEST(Parts, QuotesItemsDetailsAndCommentsNameAWayBackToo) {
  const auto book = parse(
      "# Night\n\n## A\n\n> **Undo**\n>\n> ```bash\n> undo\n> ```\n\n- Apply:\n  ```bash\n  apply\n  ```\n"
      "- Rollback:\n  ```bash\n  back\n  ```\n\n<details>\n<summary>Rollback</summary>\n\n" +
          fence("other") + "</details>\n\n" + fence("-- UP\nSELECT 1;\n\n-- DOWN\nSELECT 2;", "sql") + fence("last"),
      "r.md");
  EXPECT_EQ(main_line(book), (Strings{"command", "query", "command"}));
  EXPECT_EQ(on_demand(book).size(), 4u);
}

TEST(Parts, AFileAboutGoingBackHasThatAsItsMainLine) {
  const auto book = parse("# Rollback of 42\n\n## 1. Roll back the code\n\n" + fence("back") +
                              "## If the rollback fails\n\n" + fence("worse"),
                          "r.md");
  EXPECT_EQ(main_line(book), Strings{"command"});
  EXPECT_EQ(on_demand(book), Strings{"If the rollback fails: command"});
}

TEST(Parts, ConditionsAskAndExamplesNeverRun) {
  const auto book =
      parse("# Night\n\n## Optional: warm it\n\n" + fence("warm") + "## Never do this\n\n" + fence("burn") +
                "## Look\n\nFor example:\n\n" + fence("look") + "Only if it is needed:\n\n" + fence("more") +
                fence("# only on staging\nseed") + "Go on:\n\n" + fence("on"),
            "r.md");
  EXPECT_EQ(main_line(book), (Strings{"command asked", "command never", "command never", "command asked",
                                      "command asked", "command"}));
  EXPECT_EQ(book.steps[0].asks[0], "optional: \"Optional: warm it\" (line 3)");
}

TEST(Parts, AStopSignIsATask) {
  const auto book =
      parse("# Night\n\n## A\n\n> STOP: do not continue before Ann has approved.\n\n" + fence("go"), "r.md");
  EXPECT_EQ(main_line(book), (Strings{"task", "command"}));
  EXPECT_EQ(book.steps[0].line, 5);
}

TEST(Parts, WaysAreAChoice) {
  for (
      const std::string& text : std::vector<std::string>{
          "### Method 1: a\n\n" + fence("a") + "### Method 2: b\n\n" + fence("b"),
          "Option A:\n\n" + fence("a") + "Option B:\n\n" + fence("b"), fence("a") + "Alternatively:\n\n" + fence("b"),
          "For staging:\n\n" + fence("a") + "For production:\n\n" + fence("b"),
          "=== \"Linux\"\n\n    ```bash\n    a\n    ```\n\n=== \"macOS\"\n\n    ```bash\n    b\n    ```\n\n",
          "Choose one of the following:\n\n1. One\n   ```bash\n   a\n   ```\n2. Two\n   ```bash\n   b\n   ```\n\n"}) {
    const auto book = parse("# Night\n\n## Way\n\n" + text + "## Then\n\n" + fence("then"), "r.md");
    ASSERT_EQ(main_line(book), (Strings{"choice", "command", "command", "command"})) << text;
    const auto choice =
        std::find_if(book.steps.begin(), book.steps.end(), [](const Step& step) { return step.kind == "choice"; });
    EXPECT_EQ(choice->alternatives.size(), 2u);
    EXPECT_FALSE(book.steps.back().branch) << text;
  }
}

TEST(Parts, AFenceBelowABoxBelongsToItAndAsksAsItDoes) {
  const auto book =
      parse("# Night\n\n- [ ] Seed the demo data (staging only)\n\n" + fence("seed") + "- [ ] Tell them\n", "r.md");
  ASSERT_EQ(main_line(book), (Strings{"command asked", "task", "task"}));
  EXPECT_EQ(book.steps[0].task, book.steps[1].id);
}

TEST(Parts, ANumberedSectionWithoutACommandIsATask) {
  const auto book = parse("# Night\n\n## Step 1: Dump\n\n" + fence("dump") +
                              "## Step 2: Shut down\n\nIn the console.\n\n## Notes\n\nNothing.\n",
                          "r.md");
  EXPECT_EQ(main_line(book), (Strings{"command", "task"}));
}

TEST(Parts, SessionsOwnTheLinesBehindThemAndWhatFollowsIsAskedFor) {
  for (const char* opener :
       {"ssh db2", "su - postgres", "sudo -i", "sudo su -", "docker exec -it db bash", "chroot /mnt /bin/bash",
        "kubectl exec -it db-0 -- bash", "tmux new -s x", "sudo -u postgres psql -d shop",
        "gcloud compute ssh db1 --zone=b", "bundle exec rails console"}) {
    const auto book =
        parse("# Night\n\n" + fence("before\n" + std::string(opener) + "\ninside\nexit\nbehind"), "r.md");
    ASSERT_EQ(main_line(book), (Strings{"command", "task", "command asked"})) << opener;
    EXPECT_EQ(book.steps[1].text, std::string(opener) + "\ninside\nexit");
    EXPECT_EQ(book.steps[2].text_line, 8);
  }
  for (const char* one :
       {"ssh db1 uptime", "su - postgres -c 'pg_lsclusters'", "tmux new -d -s x ./migrate", "psql -f a.sql"}) {
    const auto book = parse("# Night\n\n" + fence(std::string(one) + "\nnext"), "r.md");
    EXPECT_EQ(main_line(book), Strings{"command"}) << one;
  }
}

TEST(Parts, AnotherDatabaseIsAPersons) {
  const auto book = parse("# Night\n\n" + fence("\\c reporting\nUPDATE a SET b = 1;", "sql") +
                              fence("psql \"$STAGING_URL\"\nUPDATE a SET b = 1;", "sql") +
                              fence("psql $DATABASE_URL\nSELECT 1;", "sql"),
                          "r.md");
  EXPECT_EQ(main_line(book), (Strings{"task", "task", "query"}));
  const auto prompts =
      parse("# Night\n\n" + fence("shop=# SELECT 1;", "console") + fence("other=# SELECT 1;", "console"), "r.md");
  EXPECT_EQ(main_line(prompts), (Strings{"query", "query asked"}));
  const auto server =
      parse("# Night\n\n" + fence("psql -h archive -c 'UPDATE a SET b = 1'") + fence("psql -h archive -c 'SELECT 1'"),
            "r.md");
  ASSERT_EQ(server.steps.size(), 2U);
  EXPECT_EQ(server.steps[0].dangers, Strings{"overwrites every row of a, on host archive (line 4)"});
  EXPECT_EQ(server.steps[1].dangers, Strings{});
}

TEST(Parts, OutputBelowACommandIsExpectedAndNotRun) {
  const auto book = parse(
      "# Night\n\n" + fence("kubectl get pods\nNAME    READY   STATUS\ndb-0    1/1     Running\n\necho on"), "r.md");
  ASSERT_EQ(main_line(book), Strings{"command"});
  EXPECT_EQ(book.steps[0].text, "kubectl get pods\n\n\n\necho on\n");
  ASSERT_EQ(book.steps[0].printed.size(), 1u);
  EXPECT_EQ(book.steps[0].printed[0].first, 5);
  EXPECT_EQ(book.steps[0].expectations.size(), 1u);
  const auto body = parse("# Night\n\n" + fence("DO $$\nBEGIN\n  NULL;\nEND\n$$;", "sql"), "r.md");
  EXPECT_TRUE(body.steps[0].printed.empty());
  const auto loop = parse("# Night\n\n" + fence("for i in a b; do\n  echo $i\ndone"), "r.md");
  EXPECT_TRUE(loop.steps[0].printed.empty());
}

TEST(Parts, FoldsAndTabsOfAllKindsAreRead) {
  const auto tabs = parse("# Night\n\n## A\n\n<!-- tabs:start -->\n\n#### **macOS**\n\n" + fence("a") +
                              "#### **Linux**\n\n" + fence("b") + "<!-- tabs:end -->\n",
                          "r.md");
  EXPECT_EQ(main_line(tabs), (Strings{"choice", "command", "command"}));
  const auto folds = parse("# Night\n\n!!! danger \"Rollback\"\n\n    ```bash\n    a\n    ```\n\n" + fence("b") +
                               ":::warning\nDo not run this on the replica.\n:::\n\n" + fence("c"),
                           "r.md");
  EXPECT_EQ(main_line(folds), (Strings{"command", "command asked"}));
  EXPECT_EQ(on_demand(folds).size(), 1u);
  EXPECT_EQ(folds.steps.back().line, 17);
}

TEST(Parts, ABoxInATableOfHtmlIsATask) {
  const auto book = parse(
      "# Night\n\n<table>\n<tr><td>Tell them</td><td><input type=\"checkbox\"></td></tr>\n</table>\n\n- ⬜ Call\n",
      "r.md");
  ASSERT_EQ(main_line(book), (Strings{"task", "task"}));
  EXPECT_EQ(book.steps[0].title, "Tell them");
}

TEST(Parts, FalseIsNotTrue) {
  const auto book = parse("# Night\n\n" + fence("a", "bash {repeatable=false}") + fence("b", "bash {skip=false}") +
                              fence("c", "bash {run=false}") + fence("d", "bash noexec") +
                              fence("e", "bash {manual}") + fence("f", "{bash}") + fence("g", "bash {two_person}"),
                          "r.md");
  EXPECT_EQ(main_line(book),
            (Strings{"command", "command", "command never", "command never", "command asked", "command", "command"}));
  EXPECT_FALSE(book.steps[0].has("repeatable"));
  EXPECT_TRUE(book.steps[6].has("two-person"));
  EXPECT_FALSE(parse(fence("a", "bash {optional=false}"), "r.md").steps.at(0).has("optional"));
}

TEST(Parts, ALanguageThatIsNotKnownHasEveryStepAskedFor) {
  const auto book = parse(
      "# Uppgradera databasen\n\nSäkerhetskopiera databasen innan du kör migreringen och kontrollera att "
      "det inte är fel.\n\n" +
          fence("a"),
      "r.md");
  EXPECT_FALSE(book.known_language);
  EXPECT_EQ(main_line(book), Strings{"command asked"});
}

TEST(Parts, ExpectationsAreSaidInManyWays) {
  for (const char* said :
       {"# => 4", "# Output: 4", "# must be 4", "# Erwartet: 4", "# Expected: 4", "# should return 4"}) {
    const auto book = parse("# Night\n\n" + fence(std::string("wc -l\n") + said), "r.md");
    ASSERT_EQ(book.steps[0].expectations.size(), 1u) << said;
    EXPECT_EQ(book.steps[0].expectations[0].text, "4") << said;
  }
  const auto seen = parse("# Night\n\n" + fence("rows") + "You should see `4`.\n", "r.md");
  ASSERT_EQ(seen.steps[0].expectations.size(), 1u);
  EXPECT_FALSE(seen.steps[0].expectations[0].prose);
  const auto refused =
      parse("# Night\n\n" + fence("INSERT INTO a VALUES (NULL);\n-- Expected: ERROR: null value", "sql"), "r.md");
  EXPECT_TRUE(refused.steps[0].expectations[0].refusal);
}

TEST(Parts, FewWordsOftenAreInNoUnknownLanguage) {
  std::string text = "# Long\n\n## First\n\n";
  for (int i = 0; i < 30; ++i)
    text += fmt::format("- [ ] sign {}\n\n**Checkpoint:** point {}\n- **Issues:** ____\n\n", i, i);
  EXPECT_TRUE(parse(text, "r.md").known_language);
}

TEST(Parts, AutoStandsInALanguageThatIsNotKnown) {
  const auto book = parse(
      "# Peningkatan\n\nJalankan migrasi dengan cadangkan jika terjadi kesalahan pada langkah ini.\n\n"
      "```bash\ndate\n```\n\n```bash {auto}\ndate\n```\n",
      "r.md");
  ASSERT_FALSE(book.known_language);
  for (const auto& step : book.steps) {
    if (step.kind == "command") EXPECT_EQ(step.asks.empty(), step.has("auto")) << step.id;
  }
  EXPECT_EQ(std::ranges::count(book.steps, "command", &Step::kind), 2);
}

}  // namespace runbook
