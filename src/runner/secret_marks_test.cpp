#include "runner/secret_marks.h"

#include <gtest/gtest.h>

#include "base/files.h"

namespace runner {

TEST(SecretMarks, KnowASecretAndDoNotShowIt) {
  const base::TemporaryFolder home;
  keep_marks(RunsFolder(home.path()), "r1", {"hunter22", ""});
  keep_marks(RunsFolder(home.path()), "r1", {"ß-open", "hunter22"});
  EXPECT_EQ(marked_in(RunsFolder(home.path()), "r1", "I typed hunter22, then ß-open."),
            (std::vector<std::string>{"ß-open", "hunter22"}));
  EXPECT_TRUE(marked_in(RunsFolder(home.path()), "r1", "hunter2, 2hunter").empty());
  EXPECT_TRUE(marked_in(RunsFolder(home.path()), "r2", "hunter22").empty());
  EXPECT_TRUE(marked_in(RunsFolder(home.path()), "../r1", "hunter22").empty());
  const auto file = home.path() / "secrets" / "r1.json";
  EXPECT_EQ(base::read_file(file).find("hunter"), std::string::npos);
  EXPECT_EQ(std::filesystem::status(file).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST(SecretMarks, AFileThatIsCutOffIsAsIfThereWereNone) {
  const base::TemporaryFolder home;
  base::write_file(home.path() / "secrets" / "r1.json", "{\"salt\"");
  EXPECT_TRUE(marked_in(RunsFolder(home.path()), "r1", "hunter22").empty());
  keep_marks(RunsFolder(home.path()), "r1", {"hunter22"});
  EXPECT_EQ(marked_in(RunsFolder(home.path()), "r1", "hunter22").size(), 1U);
}

}  // namespace runner
