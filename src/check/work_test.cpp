// What checks cost a server grows with its catalog, not with the square of it: counted in looks at the catalog, since
// seconds are another machine's.
#include <gtest/gtest.h>

#include "base/files.h"
#include "check/check.h"
#include "check/checks.h"
#include "pg/temporary_server.h"

using namespace check;

static long long looks(pg::Session& session) {
  return session
      .query(
          "SELECT sum(pg_stat_get_xact_numscans(c.oid))::bigint AS n FROM pg_class c JOIN pg_class t ON t.oid = "
          "'pg_attribute'::regclass WHERE c.oid = t.oid OR c.oid IN (SELECT indexrelid FROM pg_index WHERE indrelid "
          "= "
          "t.oid)")
      .integer(0, "n");
}

TEST(Work, OfForeignKeysIsNotKeysTimesIndexes) {
  constexpr int tables = 80;  // each with two keys and three indexes
  pg::TemporaryServer server;
  pg::Session session({.target = server.url()});
  session.execute("CREATE TABLE p (id int PRIMARY KEY)");
  for (int i = 0; i < tables; ++i)
    session.execute(
        fmt::format("CREATE TABLE c{0} (id int PRIMARY KEY, a int REFERENCES p, b int REFERENCES p);"
                    "CREATE INDEX ON c{0} (a); CREATE INDEX ON c{0} (b, a)",
                    i));
  session.execute("ANALYZE");
  const base::TemporaryFolder folder;
  journal::Journal journal(folder.path() / "journal.db");
  const config::Config config;
  for (const auto* id : {"unindexed-foreign-keys", "orphans"}) {
    session.execute("BEGIN");
    const auto before = looks(session);
    const auto result =
        run(id, *base::find(checks(), id)->item, {.session = session, .config = config, .journal = journal});
    EXPECT_EQ(result.verdict, Verdict::pass) << result.evidence;
    EXPECT_LT(looks(session) - before, 20 * tables) << id;
    session.execute("ROLLBACK");
  }
}
