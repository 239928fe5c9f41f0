#include <sys/mount.h>
#include <unistd.h>

#include "backup/database_test.h"
#include "backup/manifest.h"
#include "base/error.h"
#include "base/process.h"
#include "base/text.h"

using namespace backup;
using base::Code;

class Create : public WithDatabase {
 protected:
  [[nodiscard]] base::Error error_of_create(const CreateOptions& options) const {
    journal::Journal journal(journal_file());
    return pg::error_of([&] { create(options, journal); });
  }
  void expect_nothing_left() const {
    EXPECT_TRUE(list(dir()).empty());
    EXPECT_TRUE(!base::fs::exists(dir()) || base::fs::is_empty(dir()));
    EXPECT_TRUE(events("backup.").empty());
  }
};

TEST_F(Create, WritesWhatItMustContain) {
  fill_shop();
  const auto entry = take();
  EXPECT_EQ(entry.contents.rows, (std::map<std::string, long long>{
                                     {"public.\"ConsentLog\"", 0}, {"public.orders", 1000}, {"public.users", 100}}));
  EXPECT_EQ(entry.contents.count("tables"), 3);
  EXPECT_EQ(entry.contents.count("indexes"), 4);
  EXPECT_EQ(entry.contents.sequences.at("public.orders_id_seq"), (SequenceValue{1000, 1000}));
  EXPECT_FALSE(entry.lsn.empty());
  EXPECT_GT(entry.bytes, 0);
  EXPECT_TRUE(find_damage(entry, dir() / entry.id).empty());
  const auto read_back = find_backup(dir(), "latest");
  EXPECT_EQ(to_json(read_back), to_json(entry));
  EXPECT_TRUE(base::fs::exists(dir() / entry.id / "globals.sql"));
  const auto event = events("backup.created").at(0).data;
  EXPECT_EQ(event.at("id"), entry.id);
  EXPECT_EQ(event.at("rows"), 1100);
  EXPECT_EQ(event.at("sha256"), entry.sha256);
}

TEST_F(Create, IsReadableByItsOwnerOnly) {
  const auto entry = take();
  EXPECT_EQ(base::fs::status(dir() / entry.id).permissions(), base::fs::perms::owner_all);
}

TEST_F(Create, CountsInTheSnapshotOfTheDumpWhileOthersWrite) {
  fill_shop();
  std::atomic<int> written = 0;
  const auto wait_for = [&](int more) {
    const auto until = written + more;
    for (int i = 0; i < 3000 && written < until; ++i) ::usleep(1000);
  };
  std::jthread writer([&](const std::stop_token& stop) {
    auto mine = session();
    while (!stop.stop_requested()) {
      mine.execute(
          "INSERT INTO users (email) SELECT gen_random_uuid() FROM generate_series(1, 50); DELETE FROM orders WHERE "
          "id = (SELECT min(id) FROM orders)");
      ++written;
    }
  });
  wait_for(1);
  auto options = create_options();
  auto holder = session();
  holder.execute("BEGIN; LOCK TABLE \"ConsentLog\"");
  options.on_progress = [&](const Progress& progress) {
    if (progress.doing != "dumping") return;
    wait_for(5);  // rows are written while pg_dump, which has its snapshot, waits for a table
    holder.execute("ROLLBACK");
  };
  journal::Journal journal(journal_file());
  const auto entry = create(options, journal);
  writer.request_stop();
  writer.join();
  EXPECT_GT(entry.contents.rows.at("public.users"), 100);
  const auto proof = prove().proof();
  EXPECT_TRUE(proof.ok) << fmt::format("{}", fmt::join(proof.differences, "\n"));
  EXPECT_LT(proof.rows, std::stoll(ask("SELECT (SELECT count(*) FROM users) + (SELECT count(*) FROM orders)")));
}

TEST_F(Create, TakesAnEmptyDatabaseAndOneWithAnOddName) {
  EXPECT_EQ(take().contents.total_rows(), 0);
  EXPECT_TRUE(prove().proof().ok);
  make("My \"Shop\" a=b");
  run("CREATE TABLE t AS SELECT 1 AS a");
  const auto entry = take();
  EXPECT_TRUE(entry.id.starts_with("my-shop-a-b-")) << entry.id;
  EXPECT_EQ(entry.contents.total_rows(), 1);
  EXPECT_TRUE(prove(entry.id).proof().ok);
}

TEST_F(Create, PassesNoPasswordOnACommandLine) {
  fill_shop();
  auto options = create_options();
  options.connection.target = base::replace_all(options.connection.target, "postgres@", "postgres:s3cret-word@");
  auto holder = session();
  holder.execute("BEGIN; LOCK TABLE users");
  std::string seen;
  options.on_progress = [&](const Progress& progress) {  // pg_dump waits for the table until it was seen
    if (progress.doing != "dumping") return;
    seen += base::run({.argv = {"ps", "axww", "-o", "args"}}).output;
    if (seen.find("pg_dump --format") != std::string::npos) holder.execute("ROLLBACK");
  };
  journal::Journal journal(journal_file());
  create(options, journal);
  EXPECT_NE(seen.find("pg_dump --format"), std::string::npos);
  EXPECT_EQ(seen.find("s3cret-word"), std::string::npos);
  EXPECT_EQ(base::read_file(dir() / list(dir()).at(0).id / "lockkeeper.json").find("s3cret-word"), std::string::npos);
}

TEST_F(Create, LeavesNothingWhenItMayNotReadATable) {
  fill_shop();
  make_role("reader", "LOGIN");
  auto options = create_options();
  options.connection.target = base::replace_all(options.connection.target, "postgres@", "reader@");
  const auto error = error_of_create(options);
  EXPECT_NE(error.message().find("permission denied") == std::string::npos ? pg::fact(error, "pg_dump said")
                                                                           : error.message(),
            "");
  expect_nothing_left();
}

TEST_F(Create, LeavesNothingWhenStopped) {
  fill_shop();
  std::stop_source source;
  auto options = create_options();
  options.stop = source.get_token();
  options.on_progress = [&](const Progress& progress) {
    if (progress.doing == "dumping") source.request_stop();
  };
  auto holder = session();
  holder.execute("BEGIN; LOCK TABLE users");
  EXPECT_EQ(error_of_create(options).code(), Code::stopped);
  expect_nothing_left();
  EXPECT_EQ(ask("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'pg_dump'"), "0");
}

TEST_F(Create, GivesUpOnATableThatSomebodyHolds) {
  fill_shop();
  auto holder = session();
  holder.execute("BEGIN; LOCK TABLE users");
  auto options = create_options();
  options.lock_wait = base::Milliseconds(100);
  const auto error = error_of_create(options);
  EXPECT_EQ(error.code(), Code::backup);
  EXPECT_TRUE(error.hint().starts_with("See who holds the lock")) << error.hint();
  expect_nothing_left();
}

TEST_F(Create, RemovesWhatAKilledRunLeftAndNothingElse) {
  const auto first = take();
  base::write_file(dir() / "shop-20261207T020005Z-0001.partial" / "dump" / "toc.dat", "half");
  const auto second = take();
  ASSERT_EQ(list(dir()).size(), 2U);
  EXPECT_EQ(find_backup(dir(), first.id).id, first.id);
  EXPECT_EQ(find_backup(dir(), second.id).id, second.id);
}

TEST_F(Create, SaysWhenTheDiskIsFullAndLeavesNothing) {
  const base::TemporaryFolder place;
  if (::mount("tmpfs", place.path().c_str(), "tmpfs", 0, "size=2m") != 0)
    GTEST_SKIP() << "only root can mount a small disk";
  const std::shared_ptr<void> unmount(nullptr, [&](void*) { ::umount(place.path().c_str()); });
  run("CREATE TABLE noise AS SELECT string_agg(gen_random_uuid()::text, '') AS text FROM generate_series(1, 130000) "
      "n GROUP BY n % 100");
  auto options = create_options();
  options.dir = place.path();
  const auto error = error_of_create(options);
  EXPECT_EQ(error.code(), Code::backup) << error.message();
  EXPECT_TRUE(error.hint().starts_with("Free disk space")) << error.hint();
  EXPECT_TRUE(base::fs::is_empty(place.path()));
}

TEST_F(Create, RefusesADiskThatIsMuchTooSmall) {
  const base::TemporaryFolder place;
  if (::mount("tmpfs", place.path().c_str(), "tmpfs", 0, "size=256k") != 0)
    GTEST_SKIP() << "only root can mount a small disk";
  const std::shared_ptr<void> unmount(nullptr, [&](void*) { ::umount(place.path().c_str()); });
  auto options = create_options();
  options.dir = place.path();
  const auto error = error_of_create(options);
  EXPECT_EQ(error.code(), Code::file) << error.message();
  EXPECT_NE(error.message().find("not enough disk space"), std::string::npos) << error.message();
  EXPECT_TRUE(base::fs::is_empty(place.path()));
}
