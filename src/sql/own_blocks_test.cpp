#include "sql/own_blocks.h"

#include <gtest/gtest.h>

namespace sql {

TEST(OwnBlocks, PartTheWorkOfAFile) {
  EXPECT_TRUE(has_blocks_of_its_own("BEGIN; SELECT 1; COMMIT; SELECT 2;"));
  EXPECT_TRUE(has_blocks_of_its_own("SELECT 1; start transaction; SAVEPOINT a; SELECT 1; END;"));
  EXPECT_TRUE(has_blocks_of_its_own("BEGIN; SELECT 1; COMMIT; BEGIN; SELECT 2; COMMIT;"));
}

TEST(OwnBlocks, AreNoneWhereOneIsAllOrHalfIsMissing) {
  for (const auto* text :
       {"BEGIN; SELECT 1; COMMIT;", "SELECT 1; COMMIT; SELECT 2;", "SELECT 1; BEGIN; SELECT 2;",
        "BEGIN; SELECT 1; ROLLBACK; SELECT 2;", "BEGIN; SELECT 1; COMMIT AND CHAIN; SELECT 2; COMMIT; SELECT 3;",
        "BEGIN; BEGIN; SELECT 1; COMMIT; SELECT 2;", "SELECT 1;", "DO $$ BEGIN COMMIT; END $$; SELECT 1;",
        "BEGIN; ("})
    EXPECT_FALSE(has_blocks_of_its_own(text)) << text;
}

}  // namespace sql
