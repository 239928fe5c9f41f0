#include "pg/session.h"

#include <signal.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "base/error.h"
#include "base/files.h"
#include "pg/shared_server_test.h"

using namespace pg;
using base::Code;
using namespace std::chrono_literals;

using SessionTest = OnServer;

TEST_F(SessionTest, ReadsTextNumbersTruthAndNull) {
  auto session = connect();
  const auto result =
      session.query("SELECT 'ä' AS t, 42 AS i, 1.5 AS n, true AS b, NULL::int AS nothing, '' AS blank");
  ASSERT_EQ(result.rows(), 1U);
  EXPECT_EQ(result.text(0, "t"), "ä");
  EXPECT_EQ(result.integer(0, "i"), 42);
  EXPECT_EQ(result.number(0, "n"), 1.5);
  EXPECT_TRUE(result.boolean(0, "b"));
  EXPECT_EQ(result.at(0, "nothing"), std::nullopt);
  EXPECT_EQ(result.integer(0, "nothing"), 0);
  EXPECT_EQ(result.at(0, "blank"), "");
  EXPECT_EQ(error_of([&] { static_cast<void>(result.at(0, "absent")); }).code(), Code::internal);
  EXPECT_EQ(error_of([&] { static_cast<void>(result.integer(0, "t")); }).code(), Code::internal);
}

TEST_F(SessionTest, TakesParametersAsTextAndNull) {
  auto session = connect();
  const auto result = session.query("SELECT $1::int + 1 AS sum, $2::text IS NULL AS is_null, $3::text AS quoted",
                                    {"41", std::nullopt, "it's \\ \"odd\""});
  EXPECT_EQ(result.integer(0, "sum"), 42);
  EXPECT_TRUE(result.boolean(0, "is_null"));
  EXPECT_EQ(result.text(0, "quoted"), "it's \\ \"odd\"");
}

TEST_F(SessionTest, ExecuteRunsSeveralStatementsInOneTransactionAndGivesTheLastResult) {
  auto session = connect();
  const auto result = session.execute("CREATE TABLE t (i int); INSERT INTO t SELECT generate_series(1, 3)");
  EXPECT_EQ(result.command(), "INSERT 0 3");
  EXPECT_EQ(result.affected(), 3);
  EXPECT_EQ(error_of([&] { session.execute("INSERT INTO t VALUES (4); SELECT 1/0"); }).sqlstate(), "22012");
  EXPECT_EQ(session.query("SELECT count(*) AS n FROM t").integer(0, "n"), 3);
}

TEST_F(SessionTest, KeepsWhatPostgresSaysAboutARefusal) {
  auto session = connect();
  session.execute("CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t VALUES (1)");
  const auto twice = error_of([&] { session.query("INSERT INTO t VALUES (1)"); });
  EXPECT_EQ(twice.code(), Code::server);
  EXPECT_EQ(twice.sqlstate(), "23505");
  EXPECT_EQ(twice.message(), "duplicate key value violates unique constraint \"t_pkey\"");
  EXPECT_EQ(fact(twice, "detail"), "Key (id)=(1) already exists.");
  const auto unknown = error_of([&] { session.query("SELECT ä.ident FROM t AS ä"); });
  EXPECT_EQ(unknown.sqlstate(), "42703");
  EXPECT_EQ(fact(unknown, "position"), "8");
  EXPECT_EQ(fact(unknown, "severity"), "ERROR");
  EXPECT_EQ(session.query("SELECT 1 AS one").integer(0, "one"), 1) << "the session goes on";
}

TEST_F(SessionTest, HandsOverNotices) {
  auto session = connect();
  std::vector<Notice> notices;
  session.on_notice([&](const Notice& notice) { notices.push_back(notice); });
  session.execute("DROP TABLE IF EXISTS nowhere; DO $$ BEGIN RAISE WARNING 'careful'; END $$");
  ASSERT_EQ(notices.size(), 2U);
  EXPECT_EQ(notices[0].severity, "NOTICE");
  EXPECT_EQ(notices[0].sqlstate, "00000");
  EXPECT_EQ(notices[1].message, "careful");
}

TEST_F(SessionTest, NoticesSurviveAMove) {
  auto first = connect();
  int notices = 0;
  first.on_notice([&](const Notice&) { ++notices; });
  auto second = std::move(first);
  second.execute("DROP TABLE IF EXISTS nowhere");
  EXPECT_EQ(notices, 1);
}

TEST_F(SessionTest, RefusesNulBytesInsteadOfCuttingTheStatement) {
  auto session = connect();
  using namespace std::string_literals;
  EXPECT_EQ(error_of([&] { session.query("SELECT 1\0, 2"s); }).code(), Code::text);
  EXPECT_EQ(error_of([&] { session.query("SELECT $1", {"a\0b"s}); }).code(), Code::text);
}

TEST_F(SessionTest, RefusesToExchangeCopyDataAndGoesOn) {
  auto session = connect();
  session.execute("CREATE TABLE t (i int)");
  EXPECT_EQ(error_of([&] { session.query("COPY t FROM STDIN"); }).code(), Code::sql_refused);
  EXPECT_EQ(error_of([&] { session.execute("COPY (SELECT generate_series(1, 1000000)) TO STDOUT"); }).code(),
            Code::sql_refused);
  EXPECT_EQ(session.query("SELECT count(*) AS n FROM t").integer(0, "n"), 0);
}

TEST_F(SessionTest, SettingsHoldForTheSession) {
  Session session({.target = url(),
                   .application_name = "lockkeeper/20261206-020000-3f9a",
                   .settings = {{"search_path", "pg_catalog, public"}, {"lock_timeout", "2s"}}});
  EXPECT_EQ(session.query("SELECT current_schemas(false)::text AS s").text(0, "s"), "{pg_catalog,public}");
  EXPECT_EQ(session.query("SHOW lock_timeout").at(0, 0), "2s");
  EXPECT_EQ(session.query("SHOW application_name").at(0, 0), "lockkeeper/20261206-020000-3f9a");
  EXPECT_EQ(session.query("SHOW client_connection_check_interval").at(0, 0), "1s");
}

TEST_F(SessionTest, KnowsWhereItIs) {
  const auto session = connect();
  EXPECT_EQ(session.database(), name());
  EXPECT_EQ(session.user(), "postgres");
  EXPECT_GE(session.server_major(), 13);
  EXPECT_GT(session.backend_pid(), 0);
  EXPECT_EQ(session.described(), name() + " on " + shared_server().socket_folder().string() + ":5432 as postgres");
}

// ---- Stopping. ----

TEST_F(SessionTest, AStopCancelsTheStatementAndTheServerIsIdleAfterwards) {
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
  const auto began = std::chrono::steady_clock::now();
  const auto error = error_of([&] { session.query("SELECT pg_sleep(60)"); });
  EXPECT_LT(std::chrono::steady_clock::now() - began, 20s);
  EXPECT_EQ(error.code(), Code::stopped);
  EXPECT_EQ(error.message(), "stopped: 'SELECT pg_sleep(60)' was cancelled");
  EXPECT_EQ(session.transaction_state(), TransactionState::idle);
  EXPECT_EQ(error_of([&] { session.query("SELECT 1"); }).code(), Code::stopped) << "nothing is sent after a stop";
  const Uninterrupted scope(session);
  EXPECT_EQ(session.query("SELECT 1").at(0, 0), "1") << "but what puts things right is";
}

TEST_F(SessionTest, AStoppedTransactionRollsBack) {
  auto session = connect();
  session.execute("CREATE TABLE t (i int)");
  std::stop_source source;
  session.stop_with(source.get_token());
  {
    const Transaction transaction(session);
    session.query("INSERT INTO t VALUES (1)");
    source.request_stop();
  }
  EXPECT_EQ(session.transaction_state(), TransactionState::idle);
  EXPECT_EQ(connect().query("SELECT count(*) FROM t").at(0, 0), "0");
}

TEST_F(SessionTest, CancelWorksFromAnotherThread) {
  auto session = connect();
  std::jthread canceller([&](const std::stop_token& over) {
    while (!over.stop_requested()) session.cancel();
  });
  const auto error = error_of([&] { session.query("SELECT pg_sleep(60)"); });
  EXPECT_EQ(error.code(), Code::server) << "not our stop token";
  EXPECT_EQ(error.sqlstate(), "57014");
}

// ---- Losing the connection. ----

static base::Error terminated_while(Session& victim, Session& other, const std::string& sql) {
  std::jthread killer([&other, pid = victim.backend_pid()] {
    const auto active =
        "SELECT 1 FROM pg_stat_activity WHERE pid = $1 AND state = 'active' AND query LIKE '%marker%'";
    while (other.query(active, {std::to_string(pid)}).empty()) {
    }
    other.query("SELECT pg_terminate_backend($1)", {std::to_string(pid)});
  });
  return error_of([&] { victim.execute(sql); });
}

TEST_F(SessionTest, SaysWhichStatementRanWhenTheConnectionWasLost) {
  auto victim = connect();
  auto other = connect();
  const auto error = terminated_while(victim, other, "SELECT pg_sleep(60) /* marker */");
  EXPECT_EQ(error.code(), Code::connection);
  EXPECT_EQ(error.sqlstate(), "57P01");
  EXPECT_TRUE(error.message().find("was lost while 'SELECT pg_sleep(60) /* marker */' was running") !=
              std::string::npos)
      << error.message();
  EXPECT_EQ(error.message().find("unknown"), std::string::npos) << error.message();
  EXPECT_TRUE(error.message().find("administrator command") != std::string::npos) << error.message();
  EXPECT_EQ(error_of([&] { victim.query("SELECT 1"); }).code(), Code::connection);
}

TEST_F(SessionTest, ALostCommitHasAnUnknownOutcome) {
  auto victim = connect();
  auto other = connect();
  victim.execute(
      "CREATE TABLE t (i int); CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS "
      "$$ BEGIN PERFORM pg_sleep(60); RETURN NULL; END $$; CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON t "
      "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION slow()");
  victim.execute("BEGIN");
  victim.execute("INSERT INTO t VALUES (1)");
  const auto error = terminated_while(victim, other, "COMMIT /* marker */");
  EXPECT_EQ(error.code(), Code::connection);
  EXPECT_TRUE(error.message().find("so its outcome is unknown") != std::string::npos) << error.message();
}

TEST_F(SessionTest, AKilledClientLeavesNoRunningStatement) {
  auto watcher = connect();
  const auto running = [&] {
    return watcher
        .query("SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()")
        .rows();
  };
  const auto becomes = [&](std::size_t wanted) {
    for (const auto until = std::chrono::steady_clock::now() + 30s; std::chrono::steady_clock::now() < until;) {
      if (running() == wanted) return true;
    }
    return false;
  };
  const pid_t client = ::fork();
  if (client == 0) {
    auto session = connect();
    session.query("SELECT pg_sleep(300)");
    ::_exit(0);
  }
  EXPECT_TRUE(becomes(1));
  ::kill(client, SIGKILL);
  ::waitpid(client, nullptr, 0);
  EXPECT_TRUE(becomes(0));
}

// ---- Scopes. ----

TEST_F(SessionTest, TransactionsAndSavepointsUndoWhatIsNotKept) {
  auto session = connect();
  session.execute("CREATE TABLE t (i int)");
  {
    Transaction transaction(session);
    session.query("INSERT INTO t VALUES (1)");
    {
      const Savepoint savepoint(session, "Try it");
      session.query("INSERT INTO t VALUES (2)");
      EXPECT_EQ(error_of([&] { session.query("SELECT 1/0"); }).sqlstate(), "22012");
    }
    {
      Savepoint savepoint(session, "again");
      session.query("INSERT INTO t VALUES (3)");
      savepoint.release();
    }
    transaction.commit();
  }
  {
    const Transaction transaction(session);
    session.query("INSERT INTO t VALUES (4)");
  }
  EXPECT_EQ(session.query("SELECT string_agg(i::text, ',' ORDER BY i) FROM t").at(0, 0), "1,3");
}

TEST_F(SessionTest, CommittingAFailedTransactionIsAnError) {
  auto session = connect();
  Transaction transaction(session);
  EXPECT_EQ(error_of([&] { session.query("SELECT 1/0"); }).sqlstate(), "22012");
  EXPECT_EQ(session.transaction_state(), TransactionState::failed);
  EXPECT_EQ(error_of([&] { transaction.commit(); }).sqlstate(), "25P02");
  EXPECT_EQ(session.transaction_state(), TransactionState::idle);
}

// As somebody plants it who may create in public: it fits better than PostgreSQL's own, which needs a cast.
static void plant(Session& session) {
  session.execute(
      "CREATE FUNCTION public.planted(oid, int) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION "
      "'called'; "
      "END $$; CREATE OPERATOR public.= (LEFTARG = oid, RIGHTARG = int, FUNCTION = public.planted)");
}
static constexpr auto calls_planted = "SELECT count(*) AS n FROM pg_class WHERE oid = 1259";

TEST_F(SessionTest, OurNamesAreThoseOfPgCatalog) {
  auto people = connect();
  plant(people);
  EXPECT_NE(error_of([&] { people.query(calls_planted); }).message().find("called"), std::string::npos);
  Session ours({.target = url(), .names = Names::ours});
  EXPECT_EQ(ours.query(calls_planted).integer(0, "n"), 1);
  EXPECT_EQ(ours.query("SHOW search_path").at(0, 0U), "pg_catalog, pg_temp");
  EXPECT_EQ(ours.search_path(), std::vector<std::string>{"public"});
  EXPECT_EQ(people.search_path(), std::vector<std::string>{"public"});
  EXPECT_FALSE(ours.through_pooler());
}

TEST_F(SessionTest, AQueryOfOursLeavesTheSessionsNamesAlone) {
  auto people = connect();
  plant(people);
  people.execute("CREATE SCHEMA app; SET search_path = app, public");
  EXPECT_EQ(people.query_ours(calls_planted).integer(0, "n"), 1);
  EXPECT_EQ(people.query("SHOW search_path").at(0, 0U), "app, public");
  people.execute("BEGIN; SET LOCAL search_path = public, pg_catalog; CREATE TABLE app.t ()");
  EXPECT_EQ(people.query_ours(calls_planted).integer(0, "n"), 1);
  EXPECT_EQ(people.query("SHOW search_path").at(0, 0U), "public, pg_catalog");
  people.execute("COMMIT");
  EXPECT_EQ(people.query("SELECT to_regclass('app.t') IS NOT NULL AS there").text(0, "there"), "t");
  EXPECT_EQ(error_of([&] { people.query_ours("SELECT 1/0"); }).sqlstate(), "22012");
  EXPECT_EQ(people.transaction_state(), TransactionState::idle);
}
