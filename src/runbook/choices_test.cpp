// Ways of which one is taken: where they are seen, and how they stand in each other.
#include <gtest/gtest.h>

#include "runbook/runbook.h"

namespace runbook {

static std::string run(const std::string& text) {
  return "```bash\n" + text + "\n```\n\n";
}

// "A: compose" for a way of the first choice, "A > 1: compose" for a way of a choice within it.
static std::vector<std::string> ways_in(const Runbook& book) {
  std::vector<std::string> out;
  for (const auto& step : book.steps) {
    if (step.kind != "command" && step.kind != "query") continue;
    std::string path;
    for (const auto* at = &step; at && at->branch; at = book.step(at->branch->choice))
      path = at->branch->key + (path.empty() ? "" : " > ") + path;
    out.push_back(path + (path.empty() ? "" : ": ") + step.text.substr(0, step.text.find('\n')));
  }
  return out;
}

static std::vector<std::string> ways_of(const std::string& text) {
  return ways_in(parse(text, "r.md"));
}

using Strings = std::vector<std::string>;

TEST(Choices, AWayWithinAWayIsChosenUnderIt) {
  const auto book = parse("# Move\n\n## Deploy\n\n### Option A: docker\n\n#### Option 1: compose\n\n" +
                              run("compose") + "#### Option 2: swarm\n\n" + run("swarm") + "### Option B: bare\n\n" +
                              run("bare") + "## Verify\n\n" + run("verify"),
                          "r.md");
  EXPECT_EQ(ways_in(book), (Strings{"A > 1: compose", "A > 2: swarm", "B: bare", "verify"}));
  Strings choices;
  for (const auto& step : book.steps) {
    if (step.kind == "choice") choices.push_back(step.title + (step.branch ? " under " + step.branch->key : ""));
  }
  EXPECT_EQ(choices, (Strings{"docker / bare", "compose / swarm under A"}));
}

TEST(Choices, ThreeDeepAndInTheLastWay) {
  EXPECT_EQ(ways_of("# Move\n\n## Option 1\n\n" + run("a") + "## Option 2\n\n### Variant A\n\n" + run("b") +
                    "### Variant B\n\n#### Method 1\n\n" + run("c") + "#### Method 2\n\n" + run("d")),
            (Strings{"1: a", "2 > A: b", "2 > B > 1: c", "2 > B > 2: d"}));
}

TEST(Choices, LabelsOrAFenceWithinASection) {
  EXPECT_EQ(ways_of("# Move\n\n## Deploy\n\n### Option A\n\n**Option 1:**\n\n" + run("a") + "**Option 2:**\n\n" +
                    run("b") + "### Option B\n\n" + run("# Option 1\nc\n# Option 2\nd")),
            (Strings{"A > 1: a", "A > 2: b", "B > 1: # Option 1", "B > 2: # Option 2"}));
}

TEST(Choices, ListsOfWaysWithinEachOther) {
  EXPECT_EQ(ways_of("# Move\n\nChoose one of the following:\n\n- docker\n\n  Choose one of the following:\n\n"
                    "  - compose\n    ```bash\n    compose\n    ```\n  - swarm\n    ```bash\n    swarm\n    ```\n\n"
                    "- bare\n\n  ```bash\n  bare\n  ```\n"),
            (Strings{"1 > 1: compose", "1 > 2: swarm", "2: bare"}));
}

TEST(Choices, LabelsWithinATabAndTabsFurtherDown) {
  const auto tab = [](const std::string& name, const std::string& text) {
    return "=== \"" + name + "\"\n\n    ```bash\n    " + text + "\n    ```\n\n";
  };
  EXPECT_EQ(ways_of("# Move\n\n=== \"Linux\"\n\n    **Option 1:**\n\n    ```bash\n    a\n    ```\n\n"
                    "    **Option 2:**\n\n    ```bash\n    b\n    ```\n\n" +
                    tab("macOS", "c") + "Then look.\n\n" + tab("Linux", "d") + tab("macOS", "e")),
            (Strings{"1 > 1: a", "1 > 2: b", "2: c", "1: d", "2: e"}));
}

TEST(Choices, TwoChoicesInARowAreTwo) {
  const auto text = "### Option A\n\n" + run("a") + "### Option B\n\n" + run("b");
  const auto book = parse("# Move\n\n## Deploy\n\n" + text + text, "r.md");
  EXPECT_EQ(ways_in(book), (Strings{"A: a", "B: b", "A: a", "B: b"}));
  EXPECT_EQ(std::ranges::count(book.steps, "choice", &Step::kind), 2);
}

TEST(Choices, NoTwoWaysHaveTheSameKey) {
  const auto book = parse("# Move\n\n## Deploy\n\n### Option A\n\n" + run("a") + "### Option B\n\n" + run("b") +
                              "### Option B\n\n" + run("c"),
                          "r.md");
  EXPECT_EQ(ways_in(book), (Strings{"A: a", "B: b", "B-2: c"}));
}

TEST(Choices, ALabelWithANoteBehindItOrBrokenOverLines) {
  EXPECT_EQ(ways_of("# Move\n\n## Dump\n\n**Option A: all** (takes long)\n\n" + run("a") +
                    "**Option B: the schema** – quick\n\n" + run("b") + "## Load\n\nOption A:\nuse the loader\n\n" +
                    run("c") + "Option B: use the\nother one:\n\n" + run("d") +
                    "## Look\n\n**Option A:\nwith care**\n\n" + run("e") + "**Option B:\nwithout**\n\n" + run("f")),
            (Strings{"A: a", "B: b", "A: c", "B: d", "A: e", "B: f"}));
}

TEST(Choices, ASentenceThatBeginsWithAWayIsNone) {
  EXPECT_EQ(ways_of("# Move\n\n## Dump\n\nOption 1 needs a server, so start it:\n\n" + run("a") +
                    "Option 2 needs none, so stop it:\n\n" + run("b")),
            (Strings{"a", "b"}));
}

TEST(Choices, WhatMayComeBehindTheLastWayIsAskedAbout) {
  const auto ways =
      "# Move\n\n## Deploy\n\n**Option A: in place**\n\n" + run("a") + "**Option B: a new column**\n\n" + run("b");
  const auto book = parse(ways + run("c") + "- [ ] Backup verified\n", "r.md");
  EXPECT_EQ(ways_in(book), (Strings{"A: a", "B: b", "c"}));
  EXPECT_FALSE(book.steps.back().branch) << "the box is everybody's";
  const auto& behind = book.steps.at(book.steps.size() - 2);
  EXPECT_EQ(behind.asks, Strings{"may be a part of \"Option B: a new column\" (line 11)"});
  // A way under a heading of its own ends with its section.
  EXPECT_EQ(ways_of("# Move\n\n## Deploy\n\n### Option A\n\n" + run("a") + "### Option B\n\n" + run("b") + run("c")),
            (Strings{"A: a", "B: b", "B: c"}));
}

TEST(Choices, LettersBehindAHeading) {
  EXPECT_EQ(
      ways_of("# Move\n\n## Restart\n\n#### A) In place\n\n" + run("a") + "#### B) Dump and restore\n\n" + run("b") +
              "## Install\n\n### 1a. From the package\n\n" + run("c") + "### 1b. From source\n\n" + run("d") +
              "## Load\n\n**(a) With psql**\n\n" + run("e") + "**(b) With pg_restore**\n\n" + run("f")),
      (Strings{"A: a", "B: b", "1a: c", "1b: d", "a: e", "b: f"}));
}

TEST(Choices, LettersThatMayCountStepsAreAskedFor) {
  const auto book = parse("# Move\n\n### 1a. Stop the workers\n\n" + run("a") + "### 1b. Copy the files\n\n" +
                              run("b") + "## A. Preparation\n\n" + run("c") + "## B. Migration\n\n" + run("d"),
                          "r.md");
  EXPECT_EQ(ways_in(book), (Strings{"a", "b", "c", "d"}));
  std::vector<bool> asked;
  for (const auto& step : book.steps) asked.push_back(!step.asks.empty());
  EXPECT_EQ(asked, (std::vector<bool>{true, true, false, false}));
}

TEST(Choices, SistersThatNameWhatOnlyOneCanBe) {
  const auto sisters = [](const std::string& one, const std::string& other) {
    return ways_of("# Move\n\n## Do it\n\n### " + one + "\n\n" + run("a") + "### " + other + "\n\n" + run("b") +
                   "### Afterwards\n\n" + run("c"));
  };
  const Strings ways{"1: a", "2: b", "c"};
  EXPECT_EQ(sisters("Docker", "Kubernetes"), ways);
  EXPECT_EQ(sisters("Docker Compose", "Bare metal"), ways);
  EXPECT_EQ(sisters("Linux", "Windows (PowerShell)"), ways);
  EXPECT_EQ(sisters("Using psql", "Using pgAdmin"), ways);
  EXPECT_EQ(sisters("AWS RDS", "Self-hosted"), ways);
  EXPECT_EQ(sisters("Deploy with Docker", "Deploy on Kubernetes"), ways);
  EXPECT_EQ(sisters("2.1 Online upgrade", "2.2 Offline upgrade"), ways);
  EXPECT_EQ(sisters("Mit dem Werkzeug", "Mit der Oberfläche"), ways);
  const Strings steps{"a", "b", "c"};
  EXPECT_EQ(sisters("1. Docker", "2. Kubernetes"), steps);
  EXPECT_EQ(sisters("Step 1: Docker", "Step 2: Kubernetes"), steps);
  EXPECT_EQ(sisters("Stop Docker", "Start Kubernetes"), steps);
  EXPECT_EQ(sisters("PostgreSQL", "Redis"), steps);
  EXPECT_EQ(sisters("On the primary", "On the replica"), steps);
}

TEST(Choices, LabelsThatNameWhatOnlyOneCanBe) {
  EXPECT_EQ(ways_of("# Move\n\n## Look\n\n**Docker:**\n\n" + run("a") + "**Kubernetes:**\n\n" + run("b") +
                    "Then look.\n\n" + run("c") + "## Alone\n\n**Docker:**\n\n" + run("d")),
            (Strings{"1: a", "2: b", "c", "d"}));
}

}  // namespace runbook
