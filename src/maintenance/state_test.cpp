#include "maintenance/state.h"

#include <gtest/gtest.h>

using namespace maintenance;

static State usual() {
  return {.connection_limit = -1,
          .grants = {{"", false}, {"owner", false}},
          .roles = {{.name = "web"}, {.name = "worker", .connection_limit = 5, .read_only = "off"}}};
}

TEST(State, TheReadOnlyFenceGoesUpAndComesDownAgain) {
  const auto before = usual();
  const auto after = fenced(before, Fence::read_only);
  EXPECT_EQ(
      statements(before, after, "Shop"),
      (std::vector<std::string>{"ALTER ROLE web IN DATABASE \"Shop\" SET default_transaction_read_only = 'on'",
                                "ALTER ROLE worker IN DATABASE \"Shop\" SET default_transaction_read_only = 'on'"}));
  EXPECT_EQ(
      statements(after, without_fence(after, before, after), "Shop"),
      (std::vector<std::string>{"ALTER ROLE web IN DATABASE \"Shop\" RESET default_transaction_read_only",
                                "ALTER ROLE worker IN DATABASE \"Shop\" SET default_transaction_read_only = 'off'"}));
}

TEST(State, ALimitGoesToTheRolesAndWithoutRolesToTheDatabase) {
  EXPECT_EQ(statements(usual(), fenced(usual(), Fence::connection_limit), "shop"),
            (std::vector<std::string>{"ALTER ROLE web CONNECTION LIMIT 0", "ALTER ROLE worker CONNECTION LIMIT 0"}));
  const State bare{.connection_limit = 40};
  EXPECT_EQ(statements(bare, fenced(bare, Fence::connection_limit), "shop"),
            std::vector<std::string>{"ALTER DATABASE shop CONNECTION LIMIT 0"});
}

TEST(State, RevokingFromPublicGivesTheOthersARightOfTheirOwn) {
  const auto before = usual();
  const auto after = fenced(before, Fence::revoke_connect, {"report"});
  EXPECT_EQ(statements(before, after, "shop"),
            (std::vector<std::string>{"GRANT CONNECT ON DATABASE shop TO report",
                                      "REVOKE CONNECT ON DATABASE shop FROM PUBLIC"}));
  EXPECT_EQ(statements(after, without_fence(after, before, after), "shop"),
            (std::vector<std::string>{"GRANT CONNECT ON DATABASE shop TO PUBLIC",
                                      "REVOKE CONNECT ON DATABASE shop FROM report"}));
}

TEST(State, WhatOthersChangedMeanwhileStays) {
  const auto before = usual();
  const auto after = fenced(before, Fence::read_only);
  auto now = after;
  now.roles[0].read_only = "false";
  now.grants.push_back({"zoe", false});
  const auto left = without_fence(now, before, after);
  EXPECT_EQ(left.roles[0].read_only, "false");
  EXPECT_EQ(left.roles[1].read_only, "off");
  EXPECT_EQ(differences(before, left),
            (std::vector<std::string>{"default_transaction_read_only of web: false, was not set",
                                      "zoe may connect, and might not"}));
}

TEST(State, LeavingWhatWasNeverPutUpChangesNothing) {
  const auto before = usual();
  EXPECT_EQ(without_fence(before, before, fenced(before, Fence::revoke_connect, {"report"})), before);
}

TEST(State, ReadsWhatItWrites) {
  const auto after = fenced(usual(), Fence::read_only);
  EXPECT_EQ(state_of(base::Json::parse(to_json(after).dump())), after);
}
