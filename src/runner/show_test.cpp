#include "runner/show.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace runner {

TEST(Show, WideTextStaysWithinTheTerminal) {
  const auto file = std::filesystem::path(LOCKKEEPER_SOURCE) / "examples/shop/RUNBOOK.md";
  for (const std::size_t width : {80u, 100u, 120u}) {
    auto book = runbook::load(file);
    book.file = "RUNBOOK.md";  // a path is as long as it is, and is never cut
    const auto text = to_text(book, width);
    for (const auto line : base::lines(text)) EXPECT_LE(base::display_width(line), width) << line;
  }
}

TEST(Show, EverySeedIsShown) {
  const auto seeds = std::filesystem::path(LOCKKEEPER_SOURCE) / "../shared/seeds";
  if (!std::filesystem::exists(seeds)) GTEST_SKIP() << "the seeds are not on this machine";
  for (const auto& entry : std::filesystem::directory_iterator(seeds)) {
    const auto book = runbook::load(entry.path());
    EXPECT_FALSE(to_text(book, 80).empty()) << entry.path();
    EXPECT_FALSE(to_json(book).dump().empty()) << entry.path();
  }
}

}  // namespace runner
