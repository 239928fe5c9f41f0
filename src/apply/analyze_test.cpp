#include "apply/analyze.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "apply/scene_test.h"
#include "pg/majors_test.h"

namespace apply {

// Autovacuum would do it in its own time.
class Analyze : public Scene {
 protected:
  static constexpr auto books =
      "CREATE TABLE books (id int PRIMARY KEY, title text) WITH (autovacuum_enabled = false);"
      "INSERT INTO books SELECT i, 'title ' || i FROM generate_series(1, 500) i;";

  [[nodiscard]] std::string columns_known(const std::string& table) const {
    return value(
        fmt::format("SELECT string_agg(attname, ' ' ORDER BY attname) FROM pg_stats WHERE tablename = '{}'"
                    " AND NOT inherited",
                    table));
  }
  static std::string listed(const std::vector<std::string>& tables) {
    return fmt::format("{}", fmt::join(tables, " "));
  }
};

TEST_F(Analyze, WhatIsMadeWithRowsRetypedOrIndexedByAnExpression) {
  write("001_books.sql", std::string(books) + "CREATE TABLE empty (id int);");
  EXPECT_EQ(listed(up().analyzed.tables), "books");
  EXPECT_EQ(columns_known("books"), "id title");
  EXPECT_EQ(columns_known("empty"), "NULL");
  EXPECT_TRUE(noted("analyzed books"));

  // The server has dropped the statistics of the column with its type.
  write("002_type.sql", "ALTER TABLE books ALTER title TYPE varchar(200);");
  EXPECT_EQ(listed(up().analyzed.tables), "books");
  EXPECT_EQ(columns_known("books"), "id title");

  write("003_index.sql", "CREATE INDEX lower_titles ON books (lower(title));");
  EXPECT_EQ(listed(up().analyzed.tables), "books");
  EXPECT_EQ(columns_known("lower_titles"), "lower");

  write("004_more.sql", "CREATE TABLE more (id int); INSERT INTO books VALUES (501, 'x');");
  EXPECT_EQ(listed(up().analyzed.tables), "");
}

TEST_F(Analyze, PartitionsWithTheirTreeAndHeirsWithTheirParent) {
  write(
      "001_a.sql",
      "CREATE TABLE p (id int, v int) PARTITION BY RANGE (id); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO "
      "(1000); INSERT INTO p1 SELECT i, i FROM generate_series(1, 500) i;"
      "CREATE TABLE parent (v int); CREATE TABLE heir () INHERITS (parent); INSERT INTO heir VALUES (1);"
      "INSERT INTO parent VALUES (1);");
  EXPECT_EQ(listed(up().analyzed.tables), "p heir parent");
  EXPECT_EQ(value("SELECT count(*) FROM pg_stats WHERE tablename = 'p' AND inherited"), "2");
  EXPECT_EQ(columns_known("p1"), "id v");
  write("002_b.sql", "ALTER TABLE p ALTER v TYPE bigint; ALTER TABLE parent ALTER v TYPE bigint;");
  up();
  EXPECT_EQ(columns_known("p1"), "id v");
  EXPECT_EQ(columns_known("heir"), "v");
  EXPECT_EQ(value("SELECT count(*) FROM pg_stats WHERE tablename = 'p' AND inherited"), "2");
}

TEST_F(Analyze, IsNotDoneWhereItIsSwitchedOffAndIsInTheJournal) {
  write("001_books.sql", books);
  auto run = a_run();
  run.analyze = false;
  EXPECT_TRUE(apply::up(run, folder(), {}).analyzed.tables.empty());
  EXPECT_EQ(columns_known("books"), "NULL");
  EXPECT_TRUE(journal_->read({.kind = "tables.analyzed"}).empty());

  write("002_type.sql", "ALTER TABLE books ALTER title TYPE varchar(200);");
  up();
  const auto events = journal_->read({.kind = "tables.analyzed"});
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].data["tables"].dump(), R"(["books"])");
  EXPECT_EQ(events[0].data["not_done"].dump(), "[]");
}

TEST_F(Analyze, FailsNothingWhereItCannotBeDone) {
  write("001_books.sql", books);
  up();
  // The index's function fails for ANALYZE alone: it computes the expression over the rows it samples.
  write("002_type.sql",
        "CREATE FUNCTION strange(v text) RETURNS int IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN"
        " IF current_setting('application_name') <> '' AND current_query() ~ '^ANALYZE' THEN RAISE 'no'; END IF;"
        " RETURN 1; END $$;"
        "CREATE INDEX odd ON books (strange(title));");
  const auto result = up();
  EXPECT_EQ(result.applied, std::vector<std::string>{"002_type"});
  ASSERT_EQ(result.analyzed.not_done.size(), 1U);
  EXPECT_EQ(result.analyzed.not_done[0].first, "books");
  EXPECT_TRUE(noted("warning: books is not analyzed: no"));
}

TEST_F(Analyze, GivesUpWhereAnotherHoldsTheTable) {
  write("001_books.sql", books);
  auto holder = connect();
  auto run = a_run();
  run.on_progress = [&](const Progress& progress) {
    if (progress.kind != Progress::Kind::done) return;
    holder.execute("BEGIN");
    holder.execute("LOCK TABLE books IN SHARE UPDATE EXCLUSIVE MODE");
  };
  const auto result = apply::up(run, folder(), {});
  EXPECT_EQ(result.applied, std::vector<std::string>{"001_books"});
  ASSERT_EQ(result.analyzed.not_done.size(), 1U);
  EXPECT_NE(result.analyzed.not_done[0].second.find("lock timeout"), std::string::npos);
}

TEST_F(Analyze, WhatWasAppliedBeforeAFailureIsAnalyzed) {
  write("001_books.sql", books);
  write("002_wrong.sql", "SELECT nothing FROM books;");
  error_of([&] { up(); });
  EXPECT_EQ(columns_known("books"), "id title");
}

TEST_F(Analyze, WhoMayNotIsTold) {
  auto session = connect();
  session.execute(std::string(books) +
                  "CREATE ROLE analyze_writer LOGIN; GRANT ALL ON SCHEMA public TO analyze_writer;"
                  "GRANT ALL ON books TO analyze_writer");
  if (session.server_major() >= 17) session.execute("REVOKE MAINTAIN ON books FROM analyze_writer");
  write("001_more.sql", "INSERT INTO books SELECT i, 'x' FROM generate_series(1000, 2000) i;");
  auto run = a_run();
  run.target.target = url() + "&user=analyze_writer";
  const auto result = apply::up(run, folder(), {});
  EXPECT_TRUE(noted("warning: books is not analyzed: only its owner, or the database's, may"));
  connect().execute("DROP OWNED BY analyze_writer; DROP ROLE analyze_writer");
}

class AnalyzeMajors : public ::testing::TestWithParam<int> {};

TEST_P(AnalyzeMajors, ReachesEveryTableOnEveryMajor) {
  const auto bindir = pg::programs_of(GetParam());
  if (!bindir) GTEST_SKIP() << "PostgreSQL " << GetParam() << " is not here; tools/pg-matrix fetches it";
  const pg::TemporaryServer server({.bindir = bindir});
  const base::TemporaryFolder home;
  base::write_file(home.path() / "migrations/001_a.sql",
                   "CREATE TABLE p (id int, v int) PARTITION BY RANGE (id); CREATE TABLE p1 PARTITION OF p DEFAULT;"
                   "INSERT INTO p SELECT i, i FROM generate_series(1, 100) i; CREATE STATISTICS s ON id, v FROM p1;");
  config::Migrations settings;
  settings.dir = home.path() / "migrations";
  journal::Journal journal(home.path() / "journal.db");
  const auto run = make_run({.target = server.url()}, {}, journal);
  EXPECT_EQ(up(run, migration::read_folder(settings), {}).analyzed.tables, std::vector<std::string>{"p"});
  pg::Session session({.target = server.url()});
  EXPECT_EQ(session.query("SELECT count(*) AS n FROM pg_stats WHERE tablename IN ('p', 'p1')").integer(0, "n"), 4);
}

INSTANTIATE_TEST_SUITE_P(PostgreSQL, AnalyzeMajors, ::testing::ValuesIn(pg::promised_majors));

}  // namespace apply
