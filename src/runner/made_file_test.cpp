#include "runner/made_file.h"

#include <gtest/gtest.h>

#include "base/files.h"

namespace runner {

static std::optional<std::string> named(const std::string& word) {
  const std::map<std::string, std::string> values{{"DIR", "/backups"}, {"NAME", "shop"}, {"HOME", "/root"}};
  return path_named(word, [&](const std::string& name) -> std::optional<std::string> {
    const auto found = values.find(name);
    return found == values.end() ? std::nullopt : std::optional(found->second);
  });
}

TEST(MadeFile, ItsWordIsReadWithWhatTheScriptLeft) {
  EXPECT_EQ(named("shop.sql"), "shop.sql");
  EXPECT_EQ(named("\"$DIR/${NAME}_$(date +%F).sql.gz\""), "/backups/shop_*.sql.gz");
  EXPECT_EQ(named("'$DIR'/x"), "$DIR/x");
  EXPECT_EQ(named("~/b_`date`.sql"), "/root/b_*.sql");
  EXPECT_EQ(named("$UNKNOWN/shop.sql"), std::nullopt) << "which folder, nobody knows";
  EXPECT_EQ(named("$UNKNOWN"), std::nullopt);
  EXPECT_EQ(named("\"${NAME%.x}.sql\""), "*.sql");
}

TEST(MadeFile, IsThereAndFreshAndNotEmpty) {
  const base::TemporaryFolder folder;
  base::write_file(folder.path() / "shop_1.sql", "x");
  base::write_file(folder.path() / "empty.sql", "");
  const auto look = [&](const std::string& pattern) {
    return look_at_file(pattern, folder.path(), base::Milliseconds(1000));
  };
  EXPECT_TRUE(look("shop_*.sql").there);
  EXPECT_TRUE(look("shop_*.sql").fresh);
  EXPECT_EQ(look("shop_*.sql").bytes, 1);
  EXPECT_EQ(look("shop_*.sql").path, (folder.path() / "shop_1.sql").string());
  EXPECT_EQ(look("empty.sql").bytes, 0);
  EXPECT_FALSE(look("none.sql").there);
  std::filesystem::last_write_time(folder.path() / "shop_1.sql",
                                   std::filesystem::file_time_type::clock::now() - std::chrono::hours(2));
  EXPECT_FALSE(look("shop_1.sql").fresh);
}

}  // namespace runner
