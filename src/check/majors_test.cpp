// Every check's query on every major that is promised, where its programs are there (tools/pg-matrix brings them).
#include "pg/majors_test.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "check/check.h"
#include "pg/temporary_server.h"

using namespace check;
namespace fs = std::filesystem;

class CheckMajors : public ::testing::TestWithParam<int> {};

TEST_P(CheckMajors, EverySuiteIsAnswered) {
  const auto bindir = pg::programs_of(GetParam());
  if (!bindir) GTEST_SKIP() << "PostgreSQL " << GetParam() << " is not here; tools/pg-matrix fetches it";
  const bool counts_statements = fs::exists(*bindir / "../lib/pg_stat_statements.so") ||
                                 fs::exists(*bindir / "../lib/postgresql/pg_stat_statements.so");
  pg::TemporaryServer server(
      {.bindir = bindir,
       .settings = counts_statements ? std::vector<std::pair<std::string, std::string>>{{"shared_preload_libraries",
                                                                                         "pg_stat_statements"}}
                                     : std::vector<std::pair<std::string, std::string>>{}});
  pg::Session session({.target = server.url()});
  session.execute("CREATE TABLE users AS SELECT 1 AS id");
  session.execute("CREATE TABLE parts (id int PRIMARY KEY, of int)");
  session.execute("ALTER TABLE parts ADD FOREIGN KEY (of) REFERENCES parts NOT VALID");
  if (counts_statements) session.execute("CREATE EXTENSION pg_stat_statements");
  const base::TemporaryFolder folder;
  journal::Journal journal(folder.path() / "journal.db");
  const config::Config config;
  for (const auto* suite : {"preflight", "verify", "health"}) {
    for (const auto& result : run_suite(suite, {.session = session, .config = config, .journal = journal})) {
      EXPECT_EQ(result.evidence.find("could not be answered"), std::string::npos)
          << result.check << ": " << result.evidence;
      EXPECT_EQ(result.evidence.find("may not look"), std::string::npos) << result.check << ": " << result.evidence;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(PostgreSQL, CheckMajors, ::testing::ValuesIn(pg::promised_majors));
