#include "rates/rates.h"

#include "pg/shared_server_test.h"
#include "pg/system_identifier.h"

using rates::Measured;
using rates::Speed;

class Measuring : public pg::OnServer {};

static long long objects(pg::Session& session) {
  return session.query("SELECT (SELECT count(*) FROM pg_class) + (SELECT count(*) FROM pg_namespace) AS n")
      .integer(0, "n");
}

TEST_F(Measuring, FindsEverySpeedAndLeavesNothing) {
  auto session = connect();
  const auto before = objects(session);
  const auto measured = rates::measure(session, {.rows = 10'000});
  EXPECT_EQ(objects(session), before);
  EXPECT_EQ(session.transaction_state(), pg::TransactionState::idle);
  ASSERT_EQ(measured.speeds.size(), 4U);
  for (const auto& speed : measured.speeds) {
    EXPECT_GT(speed.slowest, 0) << speed.work;
    EXPECT_GE(speed.fastest, speed.slowest) << speed.work;
    EXPECT_EQ(speed.tries, 3) << speed.work;
  }
  EXPECT_GT(measured.bytes, 10'000 * 50);
  EXPECT_EQ(measured.cluster, pg::cluster_or_address(session));
  EXPECT_EQ(measured.notes.size(), 1U);  // nothing large to read
}

TEST_F(Measuring, ReadsThePartOfTheLargestTable) {
  auto session = connect();
  EXPECT_EQ(rates::largest_table(session), "");
  session.execute("CREATE SCHEMA \"My Shop\"");
  session.execute(
      "CREATE TABLE \"My Shop\".\"Orders\" AS SELECT g, repeat('x', 100) AS t FROM generate_series(1, 100000) g");
  session.execute("VACUUM ANALYZE \"My Shop\".\"Orders\"");
  const auto largest = rates::largest_table(session);
  EXPECT_EQ(largest, "\"My Shop\".\"Orders\"");
  const auto measured = rates::measure(session, {.rows = 10'000, .largest = largest});
  EXPECT_EQ(measured.speeds.at(0).tries, 4);
  EXPECT_TRUE(measured.notes.empty());
}

// What a primary key holds is not a reading of the table: its index is a tenth as large.
TEST_F(Measuring, ReadsTheTableAndNotItsIndex) {
  auto session = connect();
  session.execute("CREATE TABLE orders (id int PRIMARY KEY, t text)");
  session.execute("INSERT INTO orders SELECT g, repeat('x', 1000) FROM generate_series(1, 30000) g");
  EXPECT_EQ(rates::largest_table(session), "orders");  // not analysed yet: relpages is 0
  session.execute("VACUUM ANALYZE orders");
  const auto blocks_read = [&] {
    session.execute("SELECT pg_stat_force_next_flush()");
    return session
        .query("SELECT heap_blks_read + heap_blks_hit AS blocks FROM pg_statio_user_tables WHERE relname = 'orders'")
        .integer(0, "blocks");
  };
  const auto before = blocks_read();
  rates::measure(session, {.rows = 10'000, .largest = "orders"});
  EXPECT_GE(blocks_read() - before, session.query("SELECT pg_relation_size('orders') / 8192 AS n").integer(0, "n"));
}

TEST_F(Measuring, WorksWherePublicationsCoverAllTables) {
  auto session = connect();
  session.execute("CREATE PUBLICATION everything FOR ALL TABLES");
  EXPECT_EQ(rates::measure(session, {.rows = 10'000}).speeds.size(), 4U);
}

TEST_F(Measuring, ARoleThatMayNotCreateASchemaUsesATemporaryTable) {
  auto owner = connect();
  owner.execute("CREATE ROLE plain_role LOGIN");
  {
    pg::Session plain({.target = url() + "&user=plain_role"});
    const auto measured = rates::measure(plain, {.rows = 10'000});
    EXPECT_EQ(measured.speeds.at(1).tries, 3);
    ASSERT_FALSE(measured.notes.empty());
    EXPECT_NE(measured.notes[0].find("temporary"), std::string::npos);
  }
  owner.execute("DROP ROLE plain_role");
}

TEST(Rates, RangeIsWiderThanTheTries) {
  const Measured measured{.speeds = {{"reading", "bytes/s", 100e6, 200e6, 3}, {"writing rows", "rows/s", 0, 0, 0}}};
  const auto used = rates::to_rates(measured);
  EXPECT_DOUBLE_EQ(used.scan_bytes_per_second_low, 50e6);
  EXPECT_DOUBLE_EQ(used.scan_bytes_per_second_high, 250e6);
  EXPECT_DOUBLE_EQ(used.write_rows_per_second_low, impact::Rates{}.write_rows_per_second_low);  // not measured
}

TEST(Rates, ComeBackAsTheyWereWritten) {
  const Measured measured{.cluster = "7",
                          .where = "shop",
                          .when = base::Instant{base::Milliseconds{1'764'000'000'000}},
                          .rows = 5,
                          .bytes = 6,
                          .took = base::Milliseconds{7},
                          .speeds = {{"reading", "bytes/s", 1.5, 2.5, 3}},
                          .notes = {"a note"}};
  const auto back = rates::measured_in(rates::recorded(measured));
  ASSERT_TRUE(back);
  EXPECT_EQ(rates::to_json(*back), rates::to_json(measured));
  EXPECT_FALSE(rates::measured_in({.cluster = "3"}));
}

TEST(Rates, NewestOfThatServer) {
  const auto folder = std::filesystem::temp_directory_path() / ("rates_" + std::to_string(::getpid()));
  {
    journal::Journal kept(folder / "journal.db");
    Measured one{.cluster = "7", .where = "first"};
    kept.append({.kind = "rates.measured", .data = rates::to_json(one)});
    one.where = "second";
    kept.append({.kind = "rates.measured", .data = rates::to_json(one)});
    one.cluster = "8";
    kept.append({.kind = "rates.measured", .data = rates::to_json(one)});
    kept.append({.kind = "rates.measured", .data = {{"cluster", "7"}}});  // by a later program, perhaps
    EXPECT_EQ(rates::newest(kept, "7")->where, "second");
    EXPECT_FALSE(rates::newest(kept, "9"));
  }
  std::filesystem::remove_all(folder);
}
