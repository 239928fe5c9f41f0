#include "runner/archived_runbook.h"

#include <gtest/gtest.h>

#include "base/files.h"

namespace runner {

TEST(KeptText, IsWhatTheFileWasWhenTheRunBegan) {
  const base::TemporaryFolder folder;
  const auto file = folder.path() / "RUNBOOK.md";
  const std::string text = "\xef\xbb\xbf# One\r\n- [ ] task\r\n";
  base::write_file(file, text);
  const auto book = runbook::load(file);
  keep_text(book, RunsFolder(folder.path() / "runs"));
  base::write_file(file, "# Two\n");
  EXPECT_EQ(kept_text(RunsFolder(folder.path() / "runs"), book.hash), text);
  EXPECT_EQ(kept_text(RunsFolder(folder.path() / "runs"), base::sha256("# Two\n")), std::nullopt);
}

TEST(KeptText, IsNotGivenOutWhenItChanged) {
  const base::TemporaryFolder folder;
  const auto file = folder.path() / "RUNBOOK.md";
  base::write_file(file, "# One\n");
  const auto book = runbook::load(file);
  keep_text(book, RunsFolder(folder.path()));
  base::write_file(folder.path() / "texts" / (book.hash + ".md"), "# Other\n");
  EXPECT_EQ(kept_text(RunsFolder(folder.path()), book.hash), std::nullopt);
  EXPECT_EQ(kept_text(RunsFolder(folder.path()), "../../etc/passwd"), std::nullopt);
}

TEST(KeptText, AFileThatChangedMeanwhileStopsNothing) {
  const base::TemporaryFolder folder;
  const auto file = folder.path() / "RUNBOOK.md";
  base::write_file(file, "# One\n");
  const auto book = runbook::load(file);
  base::write_file(file, "# Two\n");
  EXPECT_NO_THROW(keep_text(book, RunsFolder(folder.path() / "runs")));
  EXPECT_EQ(kept_text(RunsFolder(folder.path() / "runs"), book.hash), std::nullopt);
}

}  // namespace runner
