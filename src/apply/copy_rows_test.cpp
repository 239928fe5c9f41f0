// COPY … FROM stdin with its rows below it, as pg_dump writes them.
#include <fmt/format.h>

#include "apply/scene_test.h"
#include "base/process.h"

namespace apply {

class CopyRowsOnServer : public Scene {
 protected:
  [[nodiscard]] std::string dump(const std::vector<std::string>& options) const {
    base::Command command{.argv = {pg::client_program("pg_dump").value()},
                          .environment = pg::client_environment({.target = url()})};
    command.argv.insert(command.argv.end(), options.begin(), options.end());
    return base::run_or_throw(command).output;
  }
  [[nodiscard]] std::string sum() const {
    return value("SELECT concat(count(*), ' ', sum(hashtext(o::text)::bigint)) FROM orders o");
  }
};

TEST_F(CopyRowsOnServer, ADumpIsAMigration) {
  connect().execute(
      "CREATE TABLE orders (id int PRIMARY KEY, note text, at timestamptz);"
      "INSERT INTO orders SELECT i, CASE WHEN i % 7 > 0 THEN repeat(E'é\\t\\\\.\\n\\\\N', i % 90) END, now() "
      "FROM generate_series(1, 20000) i; CREATE TABLE nothing (i int); CREATE VIEW v AS SELECT id FROM orders");
  const auto before = sum();
  write("001_dump.sql", dump({"--clean"}));
  EXPECT_GT(std::filesystem::file_size(file("001_dump.sql")), 5'000'000U);
  EXPECT_EQ(up().applied, std::vector<std::string>{"001_dump"});
  EXPECT_EQ(sum(), before);
  EXPECT_EQ(value("SELECT count(*) FROM v"), "20000");
  EXPECT_EQ(value("SELECT sql_text LIKE E'%é%' FROM _migration_history"), "f") << "rows are not kept";
}

TEST_F(CopyRowsOnServer, AWrongRowIsNamedByItsLineAndNothingStays) {
  write("001_a.sql", "CREATE TABLE a (i int);\nCOPY a FROM stdin;\n1\n2\nx\n\\.\nSELECT 1;\n");
  const auto error = error_of([&] { up(); });
  EXPECT_EQ(error.sqlstate(), "22P02");
  ASSERT_TRUE(error.place());
  EXPECT_EQ(error.place()->line, 5);
  EXPECT_EQ(error.place()->text, "x");
  EXPECT_EQ(fact(error, "statement"), "2 of 3, COPY");
  EXPECT_EQ(value("SELECT to_regclass('a') IS NULL"), "t");
}

TEST_F(CopyRowsOnServer, OutsideATransactionAsWell) {
  write("001_a.sql", "CREATE TABLE a (i int, t text);");
  write("002_b.sql", "-- lockkeeper: no transaction\nCOPY a FROM stdin (FORMAT csv);\n1,\"b;c\"\n\\.\nVACUUM a;\n");
  up();
  EXPECT_EQ(value("SELECT t FROM a"), "b;c");
}

TEST_F(CopyRowsOnServer, AStopEndsItAndNothingStays) {
  std::string rows;
  for (int i = 0; i < 400'000; ++i) rows += fmt::format("{}\n", i);
  write("001_a.sql",
        "CREATE TABLE a (i int);\nCREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "PERFORM pg_sleep(0.001); RETURN NEW; END $$;\nCREATE TRIGGER s BEFORE INSERT ON a FOR EACH ROW "
        "EXECUTE FUNCTION slow();\nCOPY a FROM stdin;\n" +
            rows + "\\.\n");
  std::stop_source stop;
  std::jthread stopper([&] {
    eventually([&] { return value("SELECT count(*) FROM pg_stat_progress_copy") != "0"; });
    stop.request_stop();
  });
  auto run = a_run();
  run.stop = stop.get_token();
  const auto began = std::chrono::steady_clock::now();
  EXPECT_EQ(error_of([&] { apply::up(run, folder(), {}); }).code(), base::Code::stopped);
  EXPECT_LT(std::chrono::steady_clock::now() - began, 30s);
  EXPECT_EQ(value("SELECT to_regclass('a') IS NULL"), "t");
}

}  // namespace apply
