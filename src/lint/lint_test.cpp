#include "lint/lint.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "pg/shared_server_test.h"

namespace lint {

static const char* const night = "# Night\r\n\r\n```bash\r\n  psql -c \"SELECT pg_cancel_backend(<pid>)\"\r\n```\r\n";

TEST(Document, KeepsTheLinesOfAFileWithWindowsLineEnds) {
  const auto document = make_document(night, "night.md");
  EXPECT_EQ(document.line(1), "# Night");
  EXPECT_EQ(document.line(3), "```bash");
  EXPECT_EQ(document.line(6), "");
  EXPECT_EQ(document.column_of(4, "<pid>"), 37);
}

TEST(Document, CountsColumnsInCharacters) {
  EXPECT_EQ(make_document("naïve ✓ <x>", "a.md").column_of(1, "<x>"), 9);
}

TEST(Document, SurvivesAMove) {
  auto first = make_document("# A\n", "a.md");  // short enough to live in the string itself
  const auto second = std::move(first);
  EXPECT_EQ(second.line(1), "# A");
}

static std::vector<Finding> found_in(const std::string& text) {
  const std::vector<Document> documents{make_document(text, "night.md")};
  return lint(documents, nullptr, false, {});
}

static bool has(const std::vector<Finding>& findings, std::string_view rule) {
  return std::any_of(findings.begin(), findings.end(), [&](const Finding& a) { return a.rule == rule; });
}

TEST(Lint, CanBeSilencedForOneRuleInTheFile) {
  EXPECT_TRUE(has(found_in("```bash\nkill <pid>\n```\n"), "placeholder"));
  EXPECT_FALSE(
      has(found_in("```bash\nkill <pid>  # lint: allow placeholder, looked up by hand\n```\n"), "placeholder"));
  EXPECT_FALSE(has(found_in("```bash\n# lint: allow placeholder\nkill <pid>\n```\n"), "placeholder"));
  EXPECT_TRUE(has(found_in("```bash\nkill <pid>  # lint: allow place\n```\n"), "placeholder"));
}

TEST(Lint, GivesEachFindingTheTextOfItsLine) {
  for (const auto& finding : found_in("x\n\n```bash\n  kill <pid>\n```\n"))
    if (finding.rule == "placeholder") {
      EXPECT_EQ(finding.text, "  kill <pid>");
    }
}

TEST(Lint, LeavesNothingOpenOnTheServer) {
  pg::Session session({.target = pg::shared_server().url()});
  const std::vector<Document> documents{make_document("```sql\nSELECT 1;\n```\n", "a.md")};
  lint(documents, &session, false, {});
  EXPECT_EQ(session.transaction_state(), pg::TransactionState::idle);
}

}  // namespace lint
