#include "sql/new_values.h"

#include <gtest/gtest.h>

namespace sql {

static std::vector<std::string> reasons(std::string_view text) {
  std::vector<std::string> out;
  for (const auto& statement : parse(text, "test.sql")) out.push_back(statement.not_in_transaction);
  return out;
}

TEST(NewValues, AreUsedOnlyInALaterTransaction) {
  EXPECT_EQ(
      reasons("ALTER TYPE mood ADD VALUE 'lost';\nUPDATE orders SET mood = 'lost';"),
      (std::vector<std::string>{"",
                                "the enum value 'lost' of line 1 can be used only after the transaction that adds "
                                "it has committed"}));
}

// 13 to 16 refuse it there too: "unsafe use of new value" (55P04).
TEST(NewValues, OfATypeMadeByTheSameFileAreNoExemption) {
  const auto found = reasons("CREATE TYPE mood AS ENUM (); ALTER TYPE mood ADD VALUE 'lost'; SELECT 'lost'::mood");
  ASSERT_EQ(found.size(), 3U);
  EXPECT_NE(found[2].find("'lost' of line 1"), std::string::npos) << found[2];
}

TEST(NewValues, AreNoMatterElsewhere) {
  const std::vector<std::string> fine{"", ""};
  EXPECT_EQ(reasons("ALTER TYPE mood ADD VALUE 'lost'; UPDATE orders SET mood = 'found'"), fine);
  EXPECT_EQ(reasons("ALTER TYPE mood RENAME VALUE 'a' TO 'lost'; UPDATE orders SET mood = 'lost'"), fine);
  EXPECT_EQ(reasons("ALTER TYPE mood ADD VALUE 'lost'; ALTER TYPE mood ADD VALUE 'x' AFTER 'lost'"), fine);
  EXPECT_EQ(reasons("BEGIN; ALTER TYPE mood ADD VALUE 'lost'; COMMIT; SELECT 'lost'::mood"),
            (std::vector<std::string>{"", "", "", ""}));
}

}  // namespace sql
