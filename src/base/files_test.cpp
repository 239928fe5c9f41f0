#include "base/files.h"

#include <sys/stat.h>

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/redact.h"

using namespace base;

TEST(Files, AreWrittenWholeAndPrivate) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "a" / "b.txt";
  write_file(path, "one");
  write_file(path, "two");
  EXPECT_EQ(read_file(path), "two");
  struct stat found{};
  ASSERT_EQ(::stat(path.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777U, 0600U);
}

TEST(Files, AMissingOneIsNamed) {
  try {
    read_file("/nowhere/at-all.sql");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), Code::file);
    EXPECT_NE(error.message().find("/nowhere/at-all.sql"), std::string::npos);
  }
}

TEST(Sha256, IsTheKnownOne) {
  EXPECT_EQ(crc32("123456789"), 0xcbf43926U);
  EXPECT_EQ(sha1("abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
  EXPECT_EQ(sha384("abc").substr(0, 16), "cb00753f45a35e8b");
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Redact, HidesPasswordsWhereverTheyStand) {
  EXPECT_EQ(redact("psql postgresql://app:s3cret@db/shop"), "psql postgresql://app:***@db/shop");
  EXPECT_EQ(redact("host=db password=s3cret user=app"), "host=db password=*** user=app");
  EXPECT_EQ(redact("ALTER ROLE app PASSWORD 'it''s'"), "ALTER ROLE app PASSWORD '***'");
  EXPECT_EQ(redact("export PGPASSWORD=abc; run"), "export PGPASSWORD=***; run");
  EXPECT_EQ(redact("nothing to hide"), "nothing to hide");
}
