#include "backup/client.h"

#include <gtest/gtest.h>

#include "base/error.h"

using namespace backup;

TEST(ReadVersion, FindsTheMajor) {
  EXPECT_EQ(read_version("pg_dump", "pg_dump (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)\n").version, "15.20");
  EXPECT_EQ(read_version("pg_dump", "pg_dump (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)\n").major, 15);
  EXPECT_EQ(read_version("pg_dump", "pg_dump (PostgreSQL) 18beta1\n").major, 18);
  EXPECT_EQ(read_version("pg_dump", "something else").major, 0);
}

TEST(Client, RefusesOneThatIsTooOldAndNamesThePackage) {
  try {
    client("pg_dump", 99);
    FAIL() << "nothing was thrown";
  } catch (const base::Error& error) {
    EXPECT_EQ(error.code(), base::Code::configuration);
    EXPECT_NE(error.message().find("99 or newer is needed"), std::string::npos) << error.message();
    EXPECT_NE(error.hint().find("postgresql-client-99"), std::string::npos) << error.hint();
  }
}

TEST(Failure, KnowsAFullDisk) {
  base::Outcome outcome;
  outcome.exit_code = 1;
  outcome.errors = "pg_dump: error: could not write to output file: No space left on device\n";
  const auto error = failure("pg_dump", outcome);
  EXPECT_EQ(error.code(), base::Code::backup);
  EXPECT_TRUE(error.hint().starts_with("Free disk space")) << error.hint();
  EXPECT_EQ(error.facts().at(0).text, "pg_dump: error: could not write to output file: No space left on device");
}

TEST(Failure, OfWhatWasStoppedIsAStop) {
  base::Outcome outcome;
  outcome.stopped = true;
  EXPECT_EQ(failure("pg_dump", outcome).code(), base::Code::stopped);
}

TEST(TableOfContents, CountsTablesAndTheirRows) {
  const auto toc = read_table_of_contents(R"(;
; Archive created at 2026-12-06 02:00:05 UTC
;     dbname: shop
;
215; 1259 16385 TABLE public orders shop
216; 1259 16390 TABLE public My Table shop
3456; 0 0 TABLE ATTACH public orders_2026 shop
3341; 0 16385 TABLE DATA public orders shop
3400; 0 0 COMMENT - TABLE orders shop
214; 1259 16384 SEQUENCE public orders_id_seq shop
)");
  EXPECT_EQ(toc.tables, 2);
  EXPECT_EQ(toc.data, 1);
}

TEST(ConnectionString, HoldsNamesThatLookLikeOne) {
  EXPECT_EQ(as_connection_string("My Shop"), "dbname='My Shop'");
  EXPECT_EQ(as_connection_string(R"(it's a=b\c)"), R"(dbname='it\'s a=b\\c')");
}
