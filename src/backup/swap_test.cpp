#include "backup/swap.h"

#include "backup/database_test.h"
#include "base/error.h"

using namespace backup;

static const SwapNames shop{.database = "shop", .beside = "new", .kept = "old"};

static std::string planned(const SwapNames& names, const Present& present) {
  const auto plan = plan_swap(names, present);
  if (plan.done()) return "done";
  if (!plan.impossible.empty()) return plan.impossible;
  std::string out;
  for (const auto& [from, to] : plan.renames) out += fmt::format("{}{}>{}", out.empty() ? "" : " ", from, to);
  return out;
}

TEST(PlanSwap, DependsOnWhatIsThere) {
  EXPECT_EQ(planned(shop, {.database = true, .beside = true}), "shop>old new>shop");
  EXPECT_EQ(planned(shop, {.beside = true, .kept = true}), "new>shop");  // only the old one was set aside
  EXPECT_EQ(planned(shop, {.beside = true}), "new>shop");                // the present one was dropped
  EXPECT_EQ(planned(shop, {.database = true, .kept = true}), "done");
  EXPECT_EQ(planned(shop, {.database = true, .beside = true, .kept = true}), "there are both shop and old already");
  EXPECT_EQ(planned(shop, {.database = true}), "the restored database new is not there");
  EXPECT_EQ(planned(shop, {.kept = true}), "the restored database new is not there");
}

TEST(PlanSwap, WithNothingToKeepNeverTouchesADatabaseOfThatName) {
  const SwapNames into{.database = "copy", .beside = "new", .kept = ""};
  EXPECT_EQ(planned(into, {.beside = true}), "new>copy");
  EXPECT_EQ(planned(into, {.database = true}), "done");
  EXPECT_EQ(planned(into, {.database = true, .beside = true}),
            "a database copy has appeared since the restore began");
}

class Swap : public WithDatabase {
 protected:
  void SetUp() override {
    make("My Shop");
    run("CREATE TABLE which AS SELECT 'old' AS it");
    server_session().execute("CREATE DATABASE new");
    pg::Session({.target = pg::shared_server().url("new")}).execute("CREATE TABLE which AS SELECT 'new' AS it");
  }
  [[nodiscard]] SwapNames names() const { return {.database = database(), .beside = "new", .kept = "old \"one\""}; }
  [[nodiscard]] SwapPlan plan() const {
    auto session = server_session();
    return plan_swap(names(), look_for(session, names()));
  }
};

TEST_F(Swap, EndsSessionsAndLetsTheNextOnesIntoTheNewDatabase) {
  auto options = connection();
  options.application_name = "web";
  pg::Session one(options);
  pg::Session two(options);
  two.execute("BEGIN; LOCK TABLE which");
  const auto ended = swap(plan(), {.connection = connection()});
  ASSERT_EQ(ended.size(), 1U);
  EXPECT_EQ(ended[0].application, "web");
  EXPECT_EQ(ended[0].count, 2);
  EXPECT_THROW(one.query("SELECT 1"), base::Error);
  EXPECT_EQ(ask("SELECT it FROM which"), "new");
  EXPECT_EQ(databases(), (std::vector<std::string>{"My Shop", "old \"one\""}));
  EXPECT_TRUE(plan().done());
}

TEST_F(Swap, WorksWhileClientsConnectAllTheTime) {
  std::jthread crowd([&](const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      try {
        run("SELECT it FROM which");
      } catch (const base::Error&) {  // ended, or waiting when the name changed
      }
    }
  });
  swap(plan(), {.connection = connection()});
  crowd.request_stop();
  crowd.join();
  EXPECT_EQ(ask("SELECT it FROM which"), "new");
}

TEST_F(Swap, LeavesEverythingAsItWasWhenItFailsBetweenTheRenames) {
  EXPECT_THROW(swap(plan(), {.connection = connection(), .between = [] { throw std::runtime_error("no"); }}),
               std::runtime_error);
  EXPECT_EQ(databases(), (std::vector<std::string>{"My Shop", "new"}));
  EXPECT_EQ(ask("SELECT it FROM which"), "old");
}

TEST_F(Swap, NamesWhoHoldsTheDatabase) {
  // A replication connection is in the database and is not ended.
  const pg::Session walsender({.target = pg::shared_server().url(database()) + "&replication=database"});
  try {
    swap(plan(), {.connection = connection(), .patience = base::Milliseconds(1)});
    FAIL() << "nothing was thrown";
  } catch (const base::Error& error) {
    EXPECT_EQ(error.sqlstate(), "55006") << error.message();
  }
  EXPECT_EQ(databases(), (std::vector<std::string>{"My Shop", "new"}));
}
