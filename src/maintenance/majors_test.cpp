// Every fence, up and down, on every major that is promised, where its programs are there (tools/pg-matrix brings
// them).
#include "pg/majors_test.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "maintenance/maintenance.h"
#include "maintenance/prove.h"
#include "pg/temporary_server.h"

using namespace maintenance;
using namespace std::chrono_literals;

class MaintenanceMajors : public ::testing::TestWithParam<int> {};

TEST_P(MaintenanceMajors, EveryFenceGoesUpAndDownWithoutATrace) {
  const auto bindir = pg::programs_of(GetParam());
  if (!bindir) GTEST_SKIP() << "PostgreSQL " << GetParam() << " is not here; tools/pg-matrix fetches it";
  pg::TemporaryServer server({.bindir = bindir});
  pg::Session session({.target = server.url()});
  session.execute("CREATE ROLE app LOGIN; CREATE ROLE report LOGIN; CREATE TABLE orders AS SELECT 1 AS id");
  const base::TemporaryFolder folder;
  journal::Journal journal(folder.path() / "journal.db");
  config::Config config;
  config.maintenance.application_roles = {"app"};
  config.maintenance.drain = 0ms;
  const Surroundings surroundings{.session = session, .config = config, .journal = journal};
  const auto fingerprint = [&] {
    return session
        .query(
            "SELECT concat_ws(' / ', datconnlimit, coalesce(datacl::text, 'NULL'), (SELECT count(*) FROM "
            "pg_db_role_setting), (SELECT string_agg(concat(rolname, rolconnlimit), ',' ORDER BY rolname) FROM "
            "pg_roles)) "
            "AS all FROM pg_database WHERE datname = current_database()")
        .text(0, "all");
  };
  const auto before = fingerprint();
  for (const auto* fence : {"read_only", "connection_limit", "revoke_connect"}) {
    SCOPED_TRACE(fence);
    config.maintenance.fence = fence;
    enter(surroundings, {});
    EXPECT_NE(fingerprint(), before);
    const auto proof = prove(surroundings, 50ms);
    EXPECT_TRUE(proof.holds) << fmt::format("{}", fmt::join(proof.against, "\n"));
    EXPECT_TRUE(status(surroundings).disagreements.empty());
    EXPECT_TRUE(leave(surroundings, {}).differences.empty());
    EXPECT_EQ(fingerprint(), before);
  }
}

INSTANTIATE_TEST_SUITE_P(PostgreSQL, MaintenanceMajors, ::testing::ValuesIn(pg::promised_majors));
