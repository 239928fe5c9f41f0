#include "backup/repository.h"

#include <gtest/gtest.h>

#include "backup/manifest.h"
#include "base/error.h"

using namespace backup;
namespace fs = base::fs;

namespace {

// A folder of backups made by hand: enough of each to be listed and found.
class Shelf : public ::testing::Test {
 protected:
  [[nodiscard]] fs::path dir() const { return folder_.path() / "backups"; }
  void put(const std::string& id, const std::string& database) const {
    Partial partial(dir(), id);
    base::write_file(partial.path() / "dump" / "toc.dat", "toc of " + id);
    Entry entry{.id = id, .database = database, .files = sum_files(partial.path())};
    entry.sha256 = seal(entry);
    save(entry, partial.path());
    partial.keep();
  }
  [[nodiscard]] std::string ids() const {
    std::string out;
    for (const auto& each : list(dir())) out += fmt::format("{} {}\n", each.id, name(each.state));
    return out;
  }

 private:
  base::TemporaryFolder folder_;
};

}  // namespace

static std::string message_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const base::Error& error) {
    return fmt::format("{}: {}", name(error.code()), error.message());
  }
  return "nothing was thrown";
}

TEST_F(Shelf, IsEmptyWhereThereIsNoFolder) {
  EXPECT_TRUE(list(dir()).empty());
}

TEST_F(Shelf, ListsTheNewestFirstWhateverTheDatabase) {
  put("shop-20261206T020005Z-3f9a", "shop");
  put("a-20261207T020005Z-0001", "a");
  put("my-shop-20261205T020005Z-0001", "My Shop");
  fs::create_directories(dir() / "not ours");
  EXPECT_EQ(ids(),
            "a-20261207T020005Z-0001 complete\nshop-20261206T020005Z-3f9a complete\nmy-shop-20261205T020005Z-0001 "
            "complete\n");
}

TEST_F(Shelf, FindsByIdByItsBeginningAndTheLatestOfADatabase) {
  put("shop-20261206T020005Z-3f9a", "shop");
  put("shop-20261207T020005Z-0001", "shop");
  put("other-20261208T020005Z-0001", "other");
  EXPECT_EQ(find_backup(dir(), "shop-20261206T020005Z-3f9a").id, "shop-20261206T020005Z-3f9a");
  EXPECT_EQ(find_backup(dir(), "shop-20261206").id, "shop-20261206T020005Z-3f9a");
  EXPECT_EQ(find_backup(dir(), "latest").id, "other-20261208T020005Z-0001");
  EXPECT_EQ(find_backup(dir(), "latest", "shop").id, "shop-20261207T020005Z-0001");
  EXPECT_EQ(message_of([&] { find_backup(dir(), "shop-"); }), "backup: 2 backups begin with shop-");
  EXPECT_EQ(message_of([&] { find_backup(dir(), ""); }),
            fmt::format("backup: there is no backup  in {}", dir().string()));
  EXPECT_EQ(message_of([&] { find_backup(dir(), "latest", "shoe"); }),
            fmt::format("backup: there is no complete backup of shoe in {}", dir().string()));
}

TEST_F(Shelf, ShowsAndRemovesWhatAKilledRunLeft) {
  put("shop-20261206T020005Z-3f9a", "shop");
  base::write_file(dir() / "shop-20261207T020005Z-0001.partial" / "dump" / "toc.dat", "half");
  EXPECT_EQ(ids(), "shop-20261207T020005Z-0001 incomplete\nshop-20261206T020005Z-3f9a complete\n");
  EXPECT_EQ(find_backup(dir(), "latest").id, "shop-20261206T020005Z-3f9a");
  EXPECT_EQ(remove_leftovers(dir()), std::vector<std::string>{"shop-20261207T020005Z-0001"});
  EXPECT_EQ(ids(), "shop-20261206T020005Z-3f9a complete\n");
}

TEST_F(Shelf, LeavesABackupInProgressAlone) {
  const Partial running(dir(), "shop-20261207T020005Z-0001");
  EXPECT_EQ(ids(), "shop-20261207T020005Z-0001 in progress\n");
  EXPECT_TRUE(remove_leftovers(dir()).empty());
  EXPECT_TRUE(fs::exists(running.path()));
}

TEST_F(Shelf, LeavesNothingOfAPartialThatWasNotKept) {
  {
    const Partial given_up(dir(), "shop-20261207T020005Z-0001");
  }
  EXPECT_TRUE(fs::is_empty(dir()));
}

TEST_F(Shelf, NamesADescriptionThatCannotBeRead) {
  put("shop-20261206T020005Z-3f9a", "shop");
  base::write_file(dir() / "shop-20261206T020005Z-3f9a" / "lockkeeper.json", "{\"format\": 1, ");
  EXPECT_EQ(ids(), "shop-20261206T020005Z-3f9a unreadable\n");
  EXPECT_NE(message_of([&] { find_backup(dir(), "shop"); }).find("lockkeeper.json cannot be read"),
            std::string::npos);
  base::write_file(dir() / "shop-20261206T020005Z-3f9a" / "lockkeeper.json", "{\"format\": 99}");
  EXPECT_NE(list(dir()).at(0).problem.find("format 99"), std::string::npos) << list(dir()).at(0).problem;
}

TEST_F(Shelf, RefusesAFolderThatCannotBeMade) {
  base::write_file(dir(), "a file");
  EXPECT_NE(message_of([&] { const Partial partial(dir(), "x"); }).find("file: cannot"), std::string::npos);
}

TEST_F(Shelf, FindsEveryKindOfDamage) {
  put("shop-20261206T020005Z-3f9a", "shop");
  const auto folder = dir() / "shop-20261206T020005Z-3f9a";
  const auto entry = find_backup(dir(), "shop");
  const auto damage = [&] { return fmt::format("{}", fmt::join(find_damage(entry, folder), "; ")); };
  EXPECT_EQ(damage(), "");
  base::write_file(folder / "dump" / "toc.dat", "TOC of shop-20261206T020005Z-3f9a");
  EXPECT_EQ(damage(), "dump/toc.dat: its bytes have changed (SHA-256 differs)");
  base::write_file(folder / "dump" / "toc.dat", "toc");
  EXPECT_EQ(damage(), "dump/toc.dat: 3 bytes, 33 were written");
  fs::remove(folder / "dump" / "toc.dat");
  EXPECT_EQ(damage(), "dump/toc.dat: missing");
  auto changed = entry;
  changed.contents.rows["public.orders"] = 0;
  EXPECT_EQ(find_damage(changed, folder).at(0), "lockkeeper.json: the list of files or contents was changed");
}
