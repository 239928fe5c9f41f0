#include "backup/history.h"

#include <gtest/gtest.h>

using namespace backup;

static journal::Event stage(long long seq, std::string_view id, std::string_view database, std::string_view reached,
                            std::string_view server = "s1") {
  return {.seq = seq,
          .kind = "backup.restoring",
          .data = {{"id", id},
                   {"database", database},
                   {"beside", "beside"},
                   {"kept", "kept"},
                   {"server", server},
                   {"stage", reached}}};
}

static journal::Event restored(long long seq, std::string_view database) {
  return {.seq = seq, .kind = "backup.restored", .data = {{"database", database}, {"server", "s1"}}};
}

TEST(UnfinishedRestores, AreThoseWithoutAnEnd) {
  const auto found = unfinished_restores(
      {stage(1, "b1", "shop", "restoring"), stage(2, "b2", "other", "restoring"), stage(3, "b1", "shop", "swapping")},
      "s1");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].id, "b2");
  EXPECT_EQ(found[1].id, "b1");
  EXPECT_EQ(found[1].stage, Stage::swapping);
  EXPECT_EQ(found[1].names.beside, "beside");
}

TEST(UnfinishedRestores, EndByBeingDoneOrGivenUp) {
  EXPECT_TRUE(unfinished_restores({stage(1, "b1", "shop", "swapping"), restored(2, "shop"),
                                   stage(3, "b1", "shop", "restoring"), stage(4, "b1", "shop", "given up")},
                                  "s1")
                  .empty());
}

TEST(UnfinishedRestores, OfAnotherServerAreNotOurs) {
  EXPECT_TRUE(unfinished_restores({stage(1, "b1", "shop", "swapping", "s2")}, "s1").empty());
}
