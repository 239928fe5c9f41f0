#include "base/error.h"
#include "pg/session.h"
#include "pg/shared_server_test.h"

using namespace pg;
using base::Code;

using BatchTest = OnServer;

static std::string numbers(Session& session) {
  return session.query("SELECT coalesce(string_agg(i::text, ',' ORDER BY i), '') FROM t").at(0, 0).value();
}

TEST_F(BatchTest, GivesEveryResultInOrder) {
  auto session = connect();
  std::optional<BatchFailure> failure;
  const std::vector<Request> requests{
      {"CREATE TABLE t (i int)"}, {"INSERT INTO t VALUES ($1)", {"7"}}, {"SELECT i FROM t"}};
  const auto results = session.batch(requests, failure);
  EXPECT_FALSE(failure);
  ASSERT_EQ(results.size(), 3U);
  EXPECT_EQ(results[0].command(), "CREATE TABLE");
  EXPECT_EQ(results[1].affected(), 1);
  EXPECT_EQ(results[2].at(0, 0), "7");
}

TEST_F(BatchTest, StopsAtTheFirstFailureAndRunsNothingAfterIt) {
  auto session = connect();
  session.execute("CREATE TABLE t (i int)");
  std::optional<BatchFailure> failure;
  const std::vector<Request> requests{
      {"INSERT INTO t VALUES (1)"}, {"INSERT INTO t VALUES (2)"}, {"SELECT 1/0"}, {"INSERT INTO t VALUES (4)"}};
  const auto results = session.batch(requests, failure);
  EXPECT_EQ(results.size(), 2U);
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->index, 2U);
  EXPECT_EQ(failure->error.sqlstate(), "22012");
  EXPECT_EQ(numbers(session), "1,2") << "each outside a transaction commits alone";
}

TEST_F(BatchTest, BlocksCommitAsTheyEndAndAFailedOneStaysOpenForTheCaller) {
  auto session = connect();
  session.execute("CREATE TABLE t (i int)");
  std::optional<BatchFailure> failure;
  const std::vector<Request> requests{{"BEGIN"},
                                      {"INSERT INTO t VALUES (1)"},
                                      {"COMMIT"},
                                      {"BEGIN"},
                                      {"INSERT INTO t VALUES (2)"},
                                      {"SELEC 1"},
                                      {"COMMIT"},
                                      {"BEGIN"},
                                      {"INSERT INTO t VALUES (3)"},
                                      {"COMMIT"}};
  EXPECT_EQ(session.batch(requests, failure).size(), 5U);
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->index, 5U);
  EXPECT_EQ(failure->error.sqlstate(), "42601");
  EXPECT_EQ(fact(failure->error, "position"), "1");
  EXPECT_EQ(session.transaction_state(), TransactionState::failed);
  session.execute("ROLLBACK");
  EXPECT_EQ(numbers(session), "1");
}

TEST_F(BatchTest, RunsInTheTransactionThatIsOpen) {
  auto session = connect();
  session.execute("CREATE TABLE t (i int)");
  std::optional<BatchFailure> failure;
  {
    const Transaction transaction(session);
    session.batch(std::vector<Request>{{"INSERT INTO t VALUES (1)"},
                                       {"SAVEPOINT s"},
                                       {"INSERT INTO t VALUES (2)"},
                                       {"ROLLBACK TO s"},
                                       {"INSERT INTO t VALUES (3)"}},
                  failure);
    EXPECT_FALSE(failure);
    EXPECT_EQ(numbers(session), "1,3");
  }
  EXPECT_EQ(numbers(session), "");
}

TEST_F(BatchTest, WhatCannotRunInATransactionRunsBetweenBlocks) {
  auto session = connect();
  std::optional<BatchFailure> failure;
  session.batch(std::vector<Request>{{"BEGIN"},
                                     {"CREATE TABLE t (i int)"},
                                     {"COMMIT"},
                                     {"CREATE INDEX CONCURRENTLY ON t (i)"},
                                     {"VACUUM t"},
                                     {"BEGIN"},
                                     {"INSERT INTO t VALUES (1)"},
                                     {"COMMIT"}},
                failure);
  EXPECT_FALSE(failure) << failure->error.message();
  EXPECT_EQ(numbers(session), "1");
}

// More than socket buffers hold, in both directions: whoever only sends or only reads would wait for ever.
TEST_F(BatchTest, ThousandBigRequestsWithBigAnswersDoNotDeadlock) {
  auto session = connect();
  const std::string big(20'000, 'x');
  std::vector<Request> requests{{"BEGIN"}};
  for (int i = 0; i < 1000; ++i) requests.push_back({"SELECT $1::text || $1::text AS twice", {big}});
  requests.push_back({"COMMIT"});
  std::optional<BatchFailure> failure;
  const auto results = session.batch(requests, failure);
  EXPECT_FALSE(failure);
  ASSERT_EQ(results.size(), 1002U);
  EXPECT_EQ(results[1000].text(0, "twice").size(), 40'000U);
}

TEST_F(BatchTest, AFailingCommitIsTheFailure) {
  auto session = connect();
  session.execute(
      "CREATE TABLE p (i int PRIMARY KEY); CREATE TABLE t (i int REFERENCES p DEFERRABLE INITIALLY DEFERRED)");
  std::optional<BatchFailure> failure;
  session.batch(
      std::vector<Request>{
          {"BEGIN"}, {"INSERT INTO t VALUES (1)"}, {"COMMIT"}, {"BEGIN"}, {"DROP TABLE t"}, {"COMMIT"}},
      failure);
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->index, 2U);
  EXPECT_EQ(failure->error.sqlstate(), "23503");
  EXPECT_EQ(session.transaction_state(), TransactionState::idle);
  EXPECT_EQ(numbers(session), "");
}

TEST_F(BatchTest, AStopIsAFailureThatKeepsTheResultsBefore) {
  auto session = connect();
  std::stop_source source;
  session.stop_with(source.get_token());
  std::jthread stopper([&, pid = session.backend_pid()] {
    auto other = connect();
    while (
        other.query("SELECT 1 FROM pg_stat_activity WHERE pid = $1 AND wait_event = 'PgSleep'", {std::to_string(pid)})
            .empty()) {
    }
    source.request_stop();
  });
  std::optional<BatchFailure> failure;
  const auto results =
      session.batch(std::vector<Request>{{"BEGIN"}, {"SELECT 1"}, {"SELECT pg_sleep(60)"}, {"COMMIT"}}, failure);
  EXPECT_EQ(results.size(), 2U);
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->index, 2U);
  EXPECT_EQ(failure->error.code(), Code::stopped);
}

TEST_F(BatchTest, ALostConnectionNamesTheFirstRequestWithoutAnAnswer) {
  auto session = connect();
  std::optional<BatchFailure> failure;
  const auto results = session.batch(
      std::vector<Request>{{"BEGIN"}, {"SELECT 1"}, {"SELECT pg_terminate_backend(pg_backend_pid())"}, {"COMMIT"}},
      failure);
  EXPECT_EQ(results.size(), 2U);
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->index, 2U);
  EXPECT_EQ(failure->error.code(), Code::connection);
  EXPECT_EQ(session.transaction_state(), TransactionState::unknown);
}
