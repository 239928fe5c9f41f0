// A run that an earlier version journalled is reported on as it was.
#include <gtest/gtest.h>

#include "base/files.h"
#include "base/text.h"
#include "report/formats.h"
#include "report/write.h"

namespace report {

namespace fs = std::filesystem;

static run_view::RunView view_of_recorded(const base::TemporaryFolder& folder) {
  const auto file = folder.path() / "journal.db";
  fs::copy_file(fs::path(LOCKKEEPER_SOURCE) / "src/journal/samples/written_by_0_1_0.db", file);
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
  const journal::Journal journal(file);
  return run_view::build_run_view(events_of(journal, newest_run(journal).value_or("")));
}

TEST(EarlierJournals, AreReportedOn) {
  const base::TemporaryFolder folder;
  const auto view = view_of_recorded(folder);
  EXPECT_EQ(view.title, "The small night");
  EXPECT_EQ(view.state, "passed");
  EXPECT_EQ(view.target.identity.database, "shop");
  int waived = 0;
  view.for_each_step([&](const run_view::Step& step) { waived += step.state == "waived" ? 1 : 0; });
  EXPECT_EQ(waived, 1);
  EXPECT_EQ(view.migrations.size(), 2U);
  EXPECT_EQ(view.backups.size(), 1U);
  EXPECT_EQ(view.checks.size(), 2U);
  EXPECT_EQ(view.answers.size(), 4U);
  EXPECT_EQ(view.notes.size() + view.actions.size(), 2U);
  EXPECT_TRUE(view.downtime);
}

TEST(EarlierJournals, FillEveryFormat) {
  const base::TemporaryFolder folder;
  const auto view = view_of_recorded(folder);
  for (const auto& format : formats()) {
    const auto text = format.item->render(view);
    for (const auto* said : {"001_create_orders", "Priya Natarajan", "the queue drains by itself"})
      EXPECT_NE(base::replace_all(text, "\\_", "_").find(said), std::string::npos) << format.id << " lacks " << said;
  }
}

}  // namespace report
