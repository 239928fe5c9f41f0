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

TEST(NewValues, AreNoMatterElsewhere) {
  const std::vector<std::string> fine{"", ""};
  EXPECT_EQ(reasons("ALTER TYPE mood ADD VALUE 'lost'; UPDATE orders SET mood = 'found'"), fine);
  EXPECT_EQ(reasons("ALTER TYPE mood RENAME VALUE 'a' TO 'lost'; UPDATE orders SET mood = 'lost'"), fine);
  EXPECT_EQ(reasons("ALTER TYPE mood ADD VALUE 'lost'; ALTER TYPE mood ADD VALUE 'x' AFTER 'lost'"), fine);
  EXPECT_EQ(reasons("CREATE TYPE mood AS ENUM (); ALTER TYPE mood ADD VALUE 'lost'; SELECT 'lost'::mood"),
            (std::vector<std::string>{"", "", ""}));
  EXPECT_EQ(reasons("BEGIN; ALTER TYPE mood ADD VALUE 'lost'; COMMIT; SELECT 'lost'::mood"),
            (std::vector<std::string>{"", "", "", ""}));
}

}  // namespace sql
