#include "backup/disk_space.h"

#include <gtest/gtest.h>

using namespace backup;

static constexpr long long gb = 1LL << 30;

TEST(RoomForDump, WantsAQuarterAndWarnsBelowAll) {
  EXPECT_TRUE(room_for_dump(4 * gb, 4 * gb).message.empty());
  EXPECT_TRUE(room_for_dump(4 * gb, gb).enough);
  EXPECT_EQ(room_for_dump(4 * gb, gb).message,
            "4.0 GB of data are to be dumped and 1.0 GB are free: the disk may fill up if the data compress badly");
  EXPECT_FALSE(room_for_dump(4 * gb, gb - 1).enough);
}

TEST(RoomForRestore, WantsATenthMore) {
  EXPECT_TRUE(room_for_restore(10 * gb, 11 * gb).enough);
  EXPECT_FALSE(room_for_restore(10 * gb, 11 * gb - 1).enough);
}
