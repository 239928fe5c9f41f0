#include "backup/names.h"

#include <gtest/gtest.h>

#include "base/text.h"

using namespace backup;

static const base::Instant now = *base::parse_instant("2026-12-06T02:00:05.125Z");

TEST(BackupId, IsASlugTheTimeAndASuffix) {
  EXPECT_EQ(backup_id("shop", now, "3f9a"), "shop-20261206T020005Z-3f9a");
  EXPECT_EQ(backup_id("My Shop", now, "3f9a"), "my-shop-20261206T020005Z-3f9a");
  EXPECT_EQ(backup_id("店", now, "3f9a"), "database-20261206T020005Z-3f9a");
}

TEST(BackupId, OfTheSameMomentDiffers) {
  EXPECT_NE(new_backup_id("shop", now) + new_backup_id("shop", now),
            new_backup_id("shop", now) + new_backup_id("shop", now));
}

TEST(DatabaseNames, SayWhatTheyAre) {
  EXPECT_EQ(beside_name("shop", "shop-20261206T020005Z-3f9a"), "shop_restore_shop-20261206T020005Z-3f9a");
  EXPECT_EQ(kept_name("shop", now), "shop_before_20261206T020005Z");
}

TEST(DatabaseNames, AreCutToWhatPostgresKeepsAndStayWholeCharacters) {
  const std::string long_name(63, 'x');
  EXPECT_EQ(kept_name(long_name, now), fmt::format("{:x<39}_before_20261206T020005Z", ""));
  const auto id = backup_id(long_name, now, "3f9a");
  EXPECT_EQ(beside_name(long_name, id).size(), 63U);
  EXPECT_TRUE(beside_name(long_name, id).ends_with("_restore_" + id));
  std::string wide;
  for (int i = 0; i < 21; ++i) wide += "店";
  EXPECT_LE(kept_name(wide, now).size(), 63U);
  EXPECT_FALSE(base::first_invalid_utf8(kept_name(wide, now)));
}
