#include "base/process_identity.h"

#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace base {

TEST(ProcessIdentity, TellsAProcessFromALaterOneOfTheSameNumber) {
  const auto own = own_identity();
  EXPECT_EQ(own.pid, getpid());
  EXPECT_NE(own.host, "");
  EXPECT_EQ(own.boot.size(), 36U);
  EXPECT_GT(own.started, 0);
  EXPECT_EQ(process_identity(getpid()), own);
  EXPECT_EQ(process_identity(0), std::nullopt);
  EXPECT_EQ(process_identity(-1), std::nullopt);
}

TEST(ProcessIdentity, IsTheChildsAfterAFork) {
  const auto before = own_identity();
  const auto child = fork();
  if (child == 0) _exit(own_identity().pid == getpid() && own_identity().pid != before.pid ? 0 : 1);
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(WEXITSTATUS(status), 0);
  EXPECT_EQ(process_identity(child), std::nullopt);
}

}  // namespace base
