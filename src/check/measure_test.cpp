// What the database tells of triggers, on a server that counts statements.
#include "check/measure.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "check/baseline.h"
#include "check/checks.h"
#include "check/statements.h"
#include "pg/shared_server_test.h"

using namespace check;

TEST(Measure, AChangeIsNeverHeldAgainstAnAmount) {
  const auto why = [](const char* text, const std::map<std::string, std::string>& metrics = {}) {
    std::vector<std::string> names;
    for (const auto& [name, source] : metrics) names.push_back(name);
    return not_comparable(*parse_trigger(text, names), metrics);
  };
  EXPECT_NE(why("Error rate increased > 10 %").find("how it was before was not measured"), std::string::npos);
  EXPECT_NE(why("Connections grow by more than 20 %"), "");
  EXPECT_NE(why("Error rate increased > 10 %", {{"error_rate", "echo 3"}}), "");
  EXPECT_EQ(why("Error rate change > 10 %", {{"error_rate_change", "echo 3"}}), "");
  EXPECT_EQ(why("Queries 50 % slower"), "") << "against the baseline's statements";
  EXPECT_EQ(why("Error rate > 10 %"), "");
}

namespace {

// Stands still, and lets something happen while it is slept on.
class EventfulClock : public base::FakeClock {
 public:
  explicit EventfulClock(std::function<void()> happening)
      : FakeClock(base::Instant{}), happening_(std::move(happening)) {}
  bool sleep(base::Milliseconds span, const std::stop_token& stop) override {
    happening_();
    return FakeClock::sleep(span, stop);
  }

 private:
  std::function<void()> happening_;
};

class MeasureTest : public ::testing::Test {
 protected:
  static pg::TemporaryServer& server() {
    return pg::shared_server({{"shared_preload_libraries", "pg_stat_statements"}});
  }
  static void SetUpTestSuite() {
    pg::Session({.target = server().url()}).execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
  }
  Advice one(const std::string& condition) {
    return evaluate({condition}, {.session = session_, .config = config_, .journal = journal_, .clock = clock_}, {})
        .at(0);
  }

  base::TemporaryFolder folder_;
  journal::Journal journal_{folder_.path() / "journal.db"};
  config::Config config_;
  std::function<void()> happening_ = [] {};
  EventfulClock clock_{[this] { happening_(); }};
  pg::Session session_{{.target = server().url()}};
};

}  // namespace

TEST_F(MeasureTest, CountsTransactionsThatWereRolledBackMeanwhile) {
  happening_ = [] {
    pg::Session other({.target = server().url()});
    const auto pid = std::to_string(other.backend_pid());
    for (int i = 0; i < 60; ++i) other.execute("BEGIN; SELECT 1; ROLLBACK");
    other = pg::Session({.target = server().url()});
    // A session adds what it counted when it ends.
    while (!other.query("SELECT 1 FROM pg_stat_activity WHERE pid = " + pid).empty()) {
    }
  };
  const auto advice = one("Error rate > 10 %");
  EXPECT_EQ(advice.standing, ConditionState::met) << advice.evidence;
  EXPECT_NE(advice.evidence.find("60 of "), std::string::npos) << advice.evidence;
}

TEST_F(MeasureTest, ComparesTheBaselinesQueriesAsOftenAsTheyAreCalledNow) {
  for (int i = 0; i < 20; ++i) session_.query("SELECT pg_sleep(0.002)");
  auto baseline = capture_baseline(session_);
  ASSERT_FALSE(baseline.at("statements").is_null());
  journal_.append({.kind = "baseline.captured", .data = std::move(baseline)});
  for (int i = 0; i < 30; ++i) session_.query("SELECT pg_sleep(0.02)");
  const auto slower = one("Performance degradation > 70%");
  EXPECT_EQ(slower.standing, ConditionState::met) << slower.evidence;
  EXPECT_EQ(one("Response time > 10 minutes").standing, ConditionState::not_met);
  const auto all = checks();
  const auto& entry =
      *std::find_if(all.begin(), all.end(), [](const auto& item) { return item.id == "query-times"; });
  const auto result = run(entry.id, *entry.item, {.session = session_, .config = config_, .journal = journal_});
  EXPECT_EQ(result.verdict, Verdict::warn) << result.evidence;
  EXPECT_NE(result.evidence.find("in 30 calls: SELECT pg_sleep("), std::string::npos) << result.evidence;
}

TEST_F(MeasureTest, AResetInBetweenIsNoticed) {
  for (int i = 0; i < 5; ++i) session_.query("SELECT pg_sleep(0.001), 1");
  std::string why;
  const auto before = capture_statements(session_, why);
  session_.query("SELECT pg_stat_statements_reset()");
  for (int i = 0; i < 3; ++i) session_.query("SELECT pg_sleep(0.001), 1");
  const auto deltas = compare_statements(before, capture_statements(session_, why));
  EXPECT_TRUE(deltas.reset);
  const auto found = std::find_if(deltas.queries.begin(), deltas.queries.end(),
                                  [](const auto& query) { return query.calls == 3 && query.before_ms; });
  EXPECT_NE(found, deltas.queries.end());
}

TEST_F(MeasureTest, SessionsThatWaitAreCounted) {
  EXPECT_EQ(one("More than 0 sessions blocked").evidence, "nobody waits for a lock");
  EXPECT_EQ(one("connections > 200 %").standing, ConditionState::not_met);
  EXPECT_EQ(one("Replication lag > 10 minutes").standing, ConditionState::unknown);
  EXPECT_EQ(one("CPU > 90 %").standing, ConditionState::unknown);
  EXPECT_EQ(one("Data corruption detected").evidence, "no number in it; a person judges");
}

TEST_F(MeasureTest, AMetricOfTheTeamsComesFirst) {
  config_.metrics = {{"error_rate", "echo '12.5 %'"}, {"cpu", "echo lots"}};
  EXPECT_EQ(one("Error rate > 10 %").standing, ConditionState::met);
  EXPECT_EQ(one("CPU > 90 %").evidence, "metrics.cpu: 'lots' is not a number");
  EXPECT_EQ(one("Error rate > 10 min").standing, ConditionState::unknown) << "per cent are no span of time";
}
