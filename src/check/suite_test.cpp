#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "base/printable.h"
#include "check/baseline.h"
#include "check/check.h"
#include "check/checks.h"
#include "check/table.h"
#include "pg/identity.h"
#include "pg/shared_server_test.h"

using namespace check;

namespace {

class SuiteTest : public ::testing::Test {
 protected:
  static pg::TemporaryServer& server() { return pg::shared_server(); }
  void SetUp() override {
    pg::Session({.target = server().url()}).execute("DROP DATABASE IF EXISTS suite WITH (FORCE)");
    pg::Session({.target = server().url()}).execute("CREATE DATABASE suite");
    session_ = std::make_unique<pg::Session>(pg::Options{.target = server().url("suite")});
  }
  Surroundings surroundings() { return {.session = *session_, .config = config_, .journal = journal_}; }
  static const Result& result(const std::vector<Result>& results, std::string_view check) {
    return *std::find_if(results.begin(), results.end(), [&](const Result& item) { return item.check == check; });
  }

  base::TemporaryFolder folder_;
  journal::Journal journal_{folder_.path() / "journal.db"};
  config::Config config_;
  std::unique_ptr<pg::Session> session_;
};

}  // namespace

TEST_F(SuiteTest, PreflightNotesWhatVerifyComparesWith) {
  session_->execute("CREATE TABLE users AS SELECT generate_series(1, 10) AS id; CREATE TABLE logs (i int)");
  const auto before = run_suite("preflight", surroundings());
  EXPECT_EQ(result(before, "baseline").verdict, Verdict::pass);
  EXPECT_EQ(result(before, "baseline").evidence,
            "2 tables, 0 indexes and 10 rows noted for 'lockkeeper check verify'");
  session_->execute("DELETE FROM users WHERE id = 1; DROP TABLE logs");
  const auto after = run_suite("verify", surroundings());
  EXPECT_EQ(result(after, "rows-kept").verdict, Verdict::fail);
  EXPECT_EQ(result(after, "tables-kept").verdict, Verdict::fail);
  EXPECT_EQ(worst(after), Verdict::fail);
  const auto events = journal_.read();
  ASSERT_EQ(events.size(), 3U);
  EXPECT_EQ(events[0].kind, "baseline.captured");
  EXPECT_EQ(events[0].data.at("rows").at("public.users"), 10);
  EXPECT_EQ(events[1].data.at("suite"), "preflight");
  EXPECT_EQ(events[2].kind, "check.finished");
  EXPECT_EQ(events[2].data.at("results").size(), after.size());
  EXPECT_EQ(events[2].data.at("figures").at("tables"), 1);
  EXPECT_FALSE(events[1].data.contains("figures"));
  for (const auto& event : events) EXPECT_EQ(event.database, pg::identity_of(*session_)) << event.kind;
}

TEST_F(SuiteTest, ABaselineByAnotherAddressIsThisDatabases) {
  session_->execute("CREATE TABLE users AS SELECT generate_series(1, 10) AS id");
  run_suite("preflight", surroundings());
  const auto link = folder_.path() / "link";
  std::filesystem::create_symlink(server().socket_folder(), link);
  pg::Session other({.target = fmt::format("postgresql://postgres@/suite?host={}", link.string())});
  const auto after = run_suite("verify", {.session = other, .config = config_, .journal = journal_});
  EXPECT_EQ(result(after, "rows-kept").verdict, Verdict::pass) << result(after, "rows-kept").evidence;
}

TEST_F(SuiteTest, EveryCheckBelongsToASuiteAndHasAPage) {
  for (const auto& entry : checks()) {
    EXPECT_NE(entry.item->suites, 0U) << entry.id;
    EXPECT_TRUE(entry.page.starts_with("# " + std::string(entry.id) + "\n")) << entry.id;
    EXPECT_NE(entry.page.find("**Why.**"), std::string_view::npos) << entry.id;
    EXPECT_NE(entry.page.find("**What to do.**"), std::string_view::npos) << entry.id;
  }
}

TEST_F(SuiteTest, AMissingRightSkipsAndAnyOtherRefusalFails) {
  const Check forbidden{
      .question = "?",
      .suites = health,
      .gather =
          [](const Surroundings& there) {
            there.session.execute("SET ROLE pg_monitor; SELECT * FROM pg_authid");
            return base::Json();
          },
      .decide = [](const base::Json&,
                   const config::Thresholds&) { return Answer{.verdict = Verdict::pass, .evidence = ""}; }};
  EXPECT_EQ(run("forbidden", forbidden, surroundings()).verdict, Verdict::skip);
  const Check broken{.question = "?",
                     .suites = health,
                     .gather =
                         [](const Surroundings& there) {
                           there.session.execute("SELECT 1/0");
                           return base::Json();
                         },
                     .decide = forbidden.decide};
  const auto result = run("broken", broken, surroundings());
  EXPECT_EQ(result.verdict, Verdict::fail);
  EXPECT_EQ(result.evidence, "could not be answered: division by zero");
}

TEST_F(SuiteTest, TheBaselineOfTheRunComesBeforeANewerOneOfTheDatabase) {
  const auto capture = [&](const std::string& run, long long rows) {
    journal_.append({.run = run,
                     .kind = "baseline.captured",
                     .data = {{"database", "shop"}, {"server", "a:5432"}, {"rows", {{"t", rows}}}}});
  };
  capture("one", 1);
  capture("two", 2);
  EXPECT_EQ(latest_baseline(journal_, "one", {"shop", "a:5432"}).at("rows").at("t"), 1);
  EXPECT_EQ(latest_baseline(journal_, "three", {"shop", "a:5432"}).at("rows").at("t"), 2);
  EXPECT_EQ(latest_baseline(journal_, "", {"shop", "a:5432"}).at("rows").at("t"), 2);
  EXPECT_TRUE(latest_baseline(journal_, "", {"shop", "b:5432"}).is_null());
  EXPECT_TRUE(latest_baseline(journal_, "", {"other", "a:5432"}).is_null());
}

// What a role may not see is skipped or warned about; nothing passes for lack of sight, and nothing breaks.
TEST_F(SuiteTest, ARoleWithoutRightsGetsAnAnswerToEveryQuestion) {
  session_->execute("CREATE TABLE secret AS SELECT 1 AS i; DROP ROLE IF EXISTS looker; CREATE ROLE looker LOGIN");
  pg::Session session({.target = server().url("suite") + "&user=looker"});
  const Surroundings poor{.session = session, .config = config_, .journal = journal_};
  const auto results = run_suite("preflight", poor);
  EXPECT_EQ(result(results, "privileges").verdict, Verdict::fail);
  EXPECT_EQ(result(results, "free-disk").verdict, Verdict::skip);
  EXPECT_EQ(result(results, "long-transactions").verdict, Verdict::skip) << "the test's own session cannot be seen";
  EXPECT_EQ(result(results, "baseline").verdict, Verdict::skip);
  EXPECT_NE(result(results, "baseline").evidence.find("permission denied for table secret"), std::string::npos);
  run_suite("verify", poor);
  run_suite("health", poor);
  session_->execute("DROP ROLE looker");
}

TEST_F(SuiteTest, AnUnknownSuiteIsAUsageError) {
  try {
    run_suite("prefligth", surroundings());
    FAIL() << "ran";
  } catch (const base::Error& error) {
    EXPECT_EQ(error.code(), base::Code::usage);
  }
}

TEST(Table, ShowsVerdictsEvidenceAndWhatToDo) {
  const std::vector<Result> results{{"server", Verdict::pass, "answers"},
                                    {"dead-tuples", Verdict::warn, "a: 9\nb: 8", "VACUUM a;\nVACUUM b;"},
                                    {"locks", Verdict::fail, "one waits", "End it."},
                                    {"archiver", Verdict::skip, "off", "Nothing."}};
  EXPECT_EQ(render(results, false),
            "✓ server       answers\n"
            "⚠ dead-tuples  a: 9\n"
            "               b: 8\n"
            "✗ locks        one waits\n"
            "– archiver     off\n"
            "\n"
            "What to do:\n"
            "⚠ dead-tuples  VACUUM a;\n"
            "               VACUUM b;\n"
            "✗ locks        End it.\n"
            "– archiver     Nothing.\n"
            "\n"
            "1 passed, 1 warning, 1 failed, 1 skipped\n");
  EXPECT_NE(base::printable(render(results, true)).find("\x1b[31m✗\x1b[0m locks"), std::string::npos);
}
