// What stays in the main line: of a way back, an example, a session, what came back, what is waited for.
#include <gtest/gtest.h>

#include "runbook/runbook.h"

namespace runbook {

static std::string block(const std::string& text, const std::string& language = "bash") {
  return "```" + language + "\n" + text + "\n```\n\n";
}

// "asked: first line" for each step of the main line; "never: …", "task: …".
static std::vector<std::string> told(const std::string& text) {
  std::vector<std::string> out;
  for (const auto& step : parse(text, "r.md").steps) {
    if (step.kind == "note") continue;
    const std::string how = step.has("skip")      ? "never: "
                            : step.kind == "task" ? "task: "
                            : step.asks.empty()   ? ""
                                                  : "asked: ";
    out.push_back(how + step.text.substr(0, step.text.find('\n')));
  }
  return out;
}

using Strings = std::vector<std::string>;

TEST(MainLine, KeepsWhatMayBePartOfTheWork) {
  EXPECT_EQ(told("# Night\n\n## Restore the previous settings\n\n" + block("a") + "## Copy\n\n" +
                 "When failing over, stop the old primary first.\n\n" + block("b") +
                 "If pages are corrupt, the tool says so. Run it now:\n\n" + block("c") +
                 "Restore the original values:\n\n" + block("d")),
            (Strings{"asked: a", "b", "asked: c", "asked: d"}));
}

TEST(MainLine, IsTheRecoveryWhereTheFileIsAboutIt) {
  const auto steps = "## Recovery Procedures\n\n### 1. Stop\n\n" + block("a") + "## Recovery steps\n\n" + block("b");
  EXPECT_EQ(told("# Database Recovery\n\n" + steps), (Strings{"a", "b"}));
  EXPECT_EQ(told("# The database\n\n" + steps), (Strings{"asked: a"}));  // the others behind the work
  EXPECT_EQ(told("# Upgrade\n\n## Steps\n\n" + block("c") + steps), Strings{"c"});
}

TEST(MainLine, AnExampleThatIsAllThereIsAsks) {
  EXPECT_EQ(told("# Night\n\n## Copy\n\nFor example, to copy the orders, run:\n\n" + block("a") + "## Load\n\n" +
                 block("b") + "For example, to load the orders, run:\n\n" + block("c") +
                 "## Example\n\nFor example:\n\n" + block("d")),
            (Strings{"asked: a", "b", "never: c", "never: d"}));
}

TEST(MainLine, OutdatedRowsAreRemoved) {
  EXPECT_EQ(told("# Night\n\n## Remove outdated rows\n\n" + block("a") + "## Look\n\nDrop the obsolete files:\n\n" +
                 block("b") + "## The old way (obsolete)\n\n" + block("c")),
            (Strings{"a", "b", "never: c"}));
}

TEST(MainLine, ASessionAndATransactionStayWhole) {
  EXPECT_EQ(
      told("# Night\n\n" + block("\\c reporting\nUPDATE a SET b = 1;\n\n-- Rollback:\nUPDATE c SET d = 2;", "sql") +
           block("BEGIN;\nDELETE FROM old;\n\n-- undo\nINSERT INTO old SELECT 1;\nCOMMIT;", "sql") +
           block("BEGIN;\nDELETE FROM old;\n-- Roll back\nROLLBACK;", "sql")),
      (Strings{"task: \\c reporting", "asked: BEGIN;", "BEGIN;"}));
  const auto book =
      parse("# Night\n\n" + block("BEGIN;\nSELECT 1;\nCOMMIT;\n\n-- Rollback\nSELECT 2;", "sql"), "r.md");
  EXPECT_EQ(book.procedures.size(), 1u);
}

TEST(MainLine, HasNoOutputInIt) {
  for (const auto* label :
       {"Output:", "**Example output:**", "This will print:", "The output should look like this:"}) {
    const auto book = parse("# Night\n\n" + block("count") + label + "\n\n" + block("rm -rf 42"), "r.md");
    ASSERT_EQ(book.steps.size(), 1u) << label;
    ASSERT_EQ(book.steps[0].expectations.size(), 1u) << label;
    EXPECT_EQ(book.steps[0].expectations[0].text, "rm -rf 42\n") << label;
  }
  EXPECT_EQ(told("# Night\n\n" + block("count") + "Check the output:\n\n" + block("cat log")),
            (Strings{"count", "cat log"}));
}

TEST(MainLine, HasWhatIsWaitedFor) {
  EXPECT_EQ(told("# Night\n\n## Copy\n\n- Wait 10 minutes\n- The lag is small\n\nWait for the replica.\n\n" +
                 block("a") + "Wait for the pods:\n\n" + block("kubectl wait pod/x")),
            (Strings{"task: Wait 10 minutes", "task: Wait for the replica.", "a", "kubectl wait pod/x"}));
}

TEST(MainLine, HasABoxThatMustBeTickedFirstBeforeItsFences) {
  const auto order = [](const std::string& box) {
    return told("# Night\n\n- [ ] " + box + "\n  ```bash\n  a\n  ```\n");
  };
  EXPECT_EQ(order("Wait for the approval of the DBA").front(), "task: Wait for the approval of the DBA");
  EXPECT_EQ(order("Do not continue before the workers are down").front(),
            "task: Do not continue before the workers are down");
  EXPECT_EQ(order("Take a backup").back(), "task: Take a backup");
  EXPECT_EQ(order("Wait until the replica has caught up").back(), "task: Wait until the replica has caught up");
}

TEST(MainLine, BeginsBehindFrontMatterOfEitherKind) {
  const auto book = parse("+++\ntitle = \"Night move\"\nowner = 'Sam'\n+++\n\n## Copy\n\n" + block("a"), "r.md");
  ASSERT_EQ(book.facts.size(), 2u);
  EXPECT_EQ(book.facts[0].value, "Night move");
  EXPECT_EQ(book.facts[1].value, "Sam");
  EXPECT_EQ(book.title, "Copy");
}

}  // namespace runbook
