#include "apply/script.h"

#include <gtest/gtest.h>

#include "apply/failure.h"
#include "apply/operation.h"
#include "base/error.h"

namespace apply {

static Script read(std::string text, bool no_transaction = false) {
  return read_script("009_x", std::move(text), "migrations/009_x.sql", no_transaction);
}

static base::Error refusal(std::string text, bool no_transaction = false) {
  try {
    read(std::move(text), no_transaction);
  } catch (const base::Error& error) {
    return error;
  }
  ADD_FAILURE() << "it was not refused";
  return {base::Code::internal, ""};
}

TEST(Script, RunsInOneTransactionUnlessAStatementForbidsIt) {
  EXPECT_TRUE(read("CREATE TABLE a (i int); CREATE INDEX x ON a (i);").in_one_transaction);
  EXPECT_FALSE(read("CREATE TABLE a (i int); CREATE INDEX CONCURRENTLY x ON a (i);").in_one_transaction);
  EXPECT_FALSE(read("SELECT 1;", true).in_one_transaction);
}

TEST(Script, ABlockThatCommitsCannotRunInOneTransaction) {
  EXPECT_FALSE(read("SELECT 1; DO $$ BEGIN PERFORM 1; COMMIT; END $$;").in_one_transaction);
  EXPECT_FALSE(read("DO $$ BEGIN LOOP COMMIT AND CHAIN; EXIT; END LOOP; END $$;").in_one_transaction);
  EXPECT_FALSE(read("DO $$ BEGIN ROLLBACK /* now */ ; END $$;").in_one_transaction);
  EXPECT_TRUE(read("DO $$ BEGIN -- COMMIT;\n RAISE NOTICE 'COMMIT;'; END $$;").in_one_transaction);
  EXPECT_EQ(read("SELECT 1; DO $$ BEGIN COMMIT; END $$;").steps.size(), 2U);
}

TEST(Script, LeavesOutTheTransactionThatWrapsTheFile) {
  const auto script =
      read("-- x\nSTART TRANSACTION READ WRITE; SELECT 1; SAVEPOINT s; SELECT 2; ROLLBACK TO s; END;");
  EXPECT_TRUE(script.in_one_transaction);
  EXPECT_EQ(script.begin, "START TRANSACTION READ WRITE");
  EXPECT_EQ(script.body_first, 1U);
  EXPECT_EQ(script.body_last, 5U);
}

// psql and the server say "there is no transaction in progress" and go on.
TEST(Script, LeavesOutACommitAtTheEndOfWhatNeverBegan) {
  const auto script = read("SELECT 1; SELECT 2; commit;");
  EXPECT_TRUE(script.in_one_transaction);
  EXPECT_EQ(script.body_last, 2U);
  EXPECT_EQ(script.steps.size(), 2U);
}

TEST(Script, RefusesTransactionControlThatFitsNeitherWay) {
  EXPECT_EQ(refusal("SELECT 1;\nCOMMIT; SELECT 2;").place()->line, 2);
  EXPECT_EQ(refusal("SELECT 1; BEGIN; SELECT 2;").code(), base::Code::sql_refused);
  EXPECT_EQ(refusal("BEGIN; SELECT 1; ROLLBACK; SELECT 2;").code(), base::Code::sql_refused);
  EXPECT_EQ(refusal("SELECT 1; ROLLBACK;", true).code(), base::Code::sql_refused);
  EXPECT_EQ(refusal("BEGIN; SELECT 1;", true).message(), "a transaction that begins here has no COMMIT");
  EXPECT_NE(refusal("BEGIN; CREATE INDEX CONCURRENTLY x ON a (i); COMMIT;").message().find("CONCURRENTLY"),
            std::string::npos);
}

TEST(Script, WhatTheFilePartsByItselfRunsSo) {
  const auto beside = read("SELECT 1;\nBEGIN; SELECT 2; COMMIT;");
  EXPECT_FALSE(beside.in_one_transaction);
  EXPECT_EQ(beside.steps.size(), 2U);
  EXPECT_EQ(read("BEGIN; SELECT 1; COMMIT; BEGIN; SELECT 2; COMMIT;").steps.size(), 2U);
}

TEST(Script, CutsIntoStepsThatCommitTogether) {
  const auto script = read(
      "SELECT 1; BEGIN; SELECT 2; SELECT 3; COMMIT; VACUUM a; CALL p(); DO $$ BEGIN COMMIT; END $$; DO $$ BEGIN END "
      "$$;",
      true);
  ASSERT_EQ(script.steps.size(), 6U);
  EXPECT_FALSE(script.steps[0].alone);
  EXPECT_EQ(script.steps[1].first, 1U);
  EXPECT_EQ(script.steps[1].last, 5U);
  EXPECT_TRUE(script.steps[2].alone);
  EXPECT_TRUE(script.steps[3].alone);
  EXPECT_TRUE(script.steps[4].alone);
  EXPECT_FALSE(script.steps[5].alone);
}

TEST(Script, KnowsWhatOnlyANewSessionDoesNotHave) {
  EXPECT_TRUE(read("SET app.me = 'x';").needs_new_session);
  EXPECT_TRUE(read("SELECT pg_catalog.set_config('app.me', '', false);").needs_new_session);
  EXPECT_TRUE(read("UPDATE t SET a = Set_Config('app.me', 'x', false);").needs_new_session);
  EXPECT_TRUE(read("DO $$ BEGIN EXECUTE 'LO' || 'AD $1$auto_explain$1$'; END $$;").needs_new_session);
  EXPECT_TRUE(read("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; SELECT f(); DROP FUNCTION f();")
                  .needs_new_session);
  EXPECT_TRUE(read("CALL p();").needs_new_session);
  EXPECT_TRUE(read("LOAD 'auto_explain';").needs_new_session);
  EXPECT_TRUE(read("ALTER DATABASE d SET search_path = x;").needs_new_session);
  EXPECT_TRUE(read("ALTER ROLE r IN DATABASE d SET search_path = x;").needs_new_session);
  EXPECT_TRUE(read("ALTER USER r RESET ALL;").needs_new_session);
  EXPECT_FALSE(read("SET search_path = x; CREATE TEMP TABLE t (i int); PREPARE p AS SELECT 1;").needs_new_session);
  EXPECT_TRUE(read("SET ROLE owner; SELECT 1;").may_change_role);
}

TEST(Script, SeesTransactionControlInBlocks) {
  for (const auto* body :
       {"COMMIT;", "commit work ;", "ROLLBACK AND CHAIN;", "IF a THEN COMMIT AND NO CHAIN; END IF;",
        "FOR i IN 1..3 LOOP PERFORM 1; COMMIT /* now */; END LOOP;"}) {
    const auto text = fmt::format("SELECT 1; DO $$ BEGIN {} END $$;", body);
    EXPECT_FALSE(read(text).in_one_transaction) << body;
    EXPECT_TRUE(read(text, true).steps.at(1).alone) << body;
  }
  for (const auto* body :
       {"RAISE NOTICE 'then commit;';", "-- commit;\n NULL;", "/* rollback; */ NULL;", "PERFORM 1 AS commit;"}) {
    const auto text = fmt::format("DO $$ BEGIN {} END $$;", body);
    EXPECT_FALSE(read(text).steps.at(0).alone) << body;
  }
}

TEST(Script, RefusesRowsThatGoThroughTheClient) {
  for (const auto* text : {"SELECT 1;\nCOPY t TO STDOUT;", "SELECT 1;\nCOPY (SELECT 1) TO STDOUT (FORMAT csv);",
                           "SELECT 1;\ncopy t (a) to stdout with binary;",
                           "SELECT 1;\nCOPY (INSERT INTO t VALUES (1) RETURNING a) TO STDOUT;"}) {
    EXPECT_EQ(refusal(text).code(), base::Code::sql_refused) << text;
    EXPECT_EQ(refusal(text, true).place()->line, 2) << text;
  }
  EXPECT_EQ(read("COPY t TO '/tmp/t.csv'; COPY t FROM PROGRAM 'cat /dev/null';").statements.size(), 2U);
}

TEST(Script, ComparesBeginningsByWhatIsSent) {
  const auto one = read("SELECT 1;\n\n-- a thought\nSELECT 2; SELECT 3;");
  const auto other = read("SELECT 1; SELECT 2; SELECT 4;");
  EXPECT_TRUE(same_beginning(one, other, 2));
  EXPECT_FALSE(same_beginning(one, other, 3));
  EXPECT_FALSE(same_beginning(one, read("SELECT 1;"), 2));
}

TEST(Explain, PointsIntoTheFileInCharacters) {
  const auto script = read("SELECT 1;\nSELECT 'ü', nix;");
  base::Error server{base::Code::server, "column \"nix\" does not exist"};
  server.sqlstate("42703").with("position", "13").with("hint", "Perhaps …");
  const auto error = explain(server, script, 1, "nothing");
  EXPECT_EQ(error.place()->line, 2);
  EXPECT_EQ(error.place()->column, 13);
  EXPECT_EQ(summary(error), "009_x failed: column \"nix\" does not exist (42703) at migrations/009_x.sql:2");
}

TEST(PauseBefore, GrowsToTenSecondsAndHasJitter) {
  EXPECT_EQ(pause_before(1, 0).count(), 125);
  EXPECT_EQ(pause_before(1, 1).count(), 250);
  EXPECT_EQ(pause_before(3, 1).count(), 1000);
  EXPECT_EQ(pause_before(40, 1).count(), 10'000);
}

}  // namespace apply
