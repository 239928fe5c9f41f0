#include "base/file_lock.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"

namespace base {

TEST(FileLock, IsHeldByOne) {
  const TemporaryFolder folder;
  const FileLock first(folder.path() / "lock");
  const FileLock second(folder.path() / "lock");
  EXPECT_TRUE(first.held());
  EXPECT_FALSE(second.held());
}

TEST(FileLock, IsSharedByThoseWhoShareIt) {
  const TemporaryFolder folder;
  FileLock first(folder.path() / "lock", {.take = false});
  FileLock second(folder.path() / "lock", {.take = false});
  EXPECT_TRUE(first.share());
  EXPECT_TRUE(second.share());
  EXPECT_FALSE(second.take());
  first.release();
  EXPECT_TRUE(second.take());
  EXPECT_FALSE(first.share());
}

TEST(FileLock, TakesTheFileThatIsThereNow) {
  const TemporaryFolder folder;
  FileLock before(folder.path() / "lock", {.take = false});
  fs::remove(folder.path() / "lock");
  FileLock after(folder.path() / "lock", {.take = false});
  EXPECT_TRUE(after.take());
  EXPECT_FALSE(before.take()) << "it would be alone with a file that nobody else sees";
  after.release();
  EXPECT_TRUE(before.take());
}

TEST(FileLock, TakesItsFileAlongWhereItIsTold) {
  const TemporaryFolder folder;
  {
    const FileLock held(folder.path() / "lock", {.remove = true});
    const FileLock refused(folder.path() / "lock", {.remove = true});
    EXPECT_FALSE(refused.held());
  }
  EXPECT_FALSE(fs::exists(folder.path() / "lock"));
  {
    const FileLock held(folder.path() / "lock");
    const FileLock refused(folder.path() / "lock", {.remove = true});
  }
  EXPECT_TRUE(fs::exists(folder.path() / "lock")) << "it was never the second one's to remove";
}

TEST(FileLock, SaysWhereItCannotBe) {
  const TemporaryFolder folder;
  EXPECT_THROW(FileLock(folder.path()), Error);
}

}  // namespace base
