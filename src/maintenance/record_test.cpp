#include "maintenance/record.h"

#include <gtest/gtest.h>

using namespace maintenance;

static journal::Event entered(const std::string& id, const base::Json& more = base::Json::object()) {
  base::Json data{{"id", id},
                  {"database", "shop"},
                  {"server", "db:5432"},
                  {"fence", "none"},
                  {"roles", {}},
                  {"reason", ""},
                  {"until", nullptr},
                  {"owner", nullptr},
                  {"commands", {{"enter", false}, {"leave", false}}},
                  {"saved", {}},
                  {"before", to_json(State{})},
                  {"after", to_json(State{})}};
  data["roles"] = base::Json::array();
  data["saved"] = base::Json::array();
  data.update(more);
  return {.kind = "maintenance.entered", .data = std::move(data)};
}

static journal::Event extended(base::Json data, std::string run = {}) {
  data["id"] = "a";
  return {.run = std::move(run), .kind = "maintenance.extended", .data = std::move(data)};
}

static std::string newest_id(const std::vector<journal::Event>& events, const Place& place) {
  const auto found = newest(events, place);
  return found ? found->id + (found->left ? " left" : "") : "none";
}

TEST(Record, AnOldJournalKnowsADatabaseByItsAddress) {
  const std::vector events{entered("a")};
  const Place here{.database = "shop", .server = "db:5432", .cluster = "77", .oid = "5"};
  EXPECT_EQ(newest_id(events, here), "a");
  auto other = here;
  other.server = "db2:5432";
  EXPECT_EQ(newest_id(events, other), "none");
  EXPECT_EQ(maybe_here(events, other).size(), 1U) << "it may be the same by another name";
  other = here;
  other.database = "crm";
  EXPECT_EQ(newest_id(events, other), "none");
  EXPECT_TRUE(maybe_here(events, other).empty());
}

TEST(Record, TheMachineItselfHasManyAddresses) {
  for (const auto* server : {"localhost:5432", "127.0.0.1:5432", "::1:5432", "/var/run/postgresql:5432", ":5432"}) {
    const std::vector events{entered("a", {{"server", server}})};
    EXPECT_EQ(newest_id(events, {.database = "shop", .server = "/tmp:5432"}), "a") << server;
    EXPECT_EQ(newest_id(events, {.database = "shop", .server = "/tmp:5433"}), "none") << server;
  }
}

TEST(Record, TheServersIdentifierSaysMoreThanAnAddress) {
  const std::vector events{entered("a", {{"cluster", "77"}, {"oid", "5"}})};
  EXPECT_EQ(newest_id(events, {.database = "shop", .server = "10.0.0.7:6432", .cluster = "77", .oid = "5"}), "a");
  EXPECT_EQ(newest_id(events, {.database = "new", .server = "db:5432", .cluster = "77", .oid = "5"}), "a");
  EXPECT_EQ(newest_id(events, {.database = "shop", .server = "db:5432", .cluster = "77", .oid = "9"}), "a")
      << "restored in its place";
  const Place another{.database = "shop", .server = "db:5432", .cluster = "78", .oid = "5"};
  EXPECT_EQ(newest_id(events, another), "none");
  EXPECT_TRUE(maybe_here(events, another).empty());
}

TEST(Record, WhoseNumberItIsComesBeforeWhoseName) {
  const std::vector events{entered("a", {{"cluster", "77"}, {"oid", "5"}}),
                           entered("b", {{"cluster", "77"}, {"oid", "9"}, {"database", "crm"}})};
  EXPECT_EQ(newest_id(events, {.database = "crm", .server = "db:5432", .cluster = "77", .oid = "5"}), "a");
  EXPECT_EQ(newest_id(events, {.database = "shop", .server = "db:5432", .cluster = "77", .oid = "9"}), "b");
}

TEST(Record, LeftInADatabaseOfTheSameNameItIsStillOnInItsOwn) {
  const std::vector events{entered("a", {{"cluster", "77"}, {"oid", "5"}}),
                           journal::Event{.kind = "maintenance.left", .data = {{"id", "a"}, {"oid", "9"}}}};
  EXPECT_EQ(newest_id(events, {.database = "shop", .server = "db:5432", .cluster = "77", .oid = "9"}), "a left");
  EXPECT_EQ(newest_id(events, {.database = "shop_old", .server = "db:5432", .cluster = "77", .oid = "5"}), "a");
}

TEST(Record, AnExtensionMovesItsEndAndWhoIsWatched) {
  auto record = find({entered("a"), extended({{"until", "2026-12-06T04:00:00.000Z"}})}, "a");
  EXPECT_EQ(record->until, base::parse_instant("2026-12-06T04:00:00.000Z"));
  EXPECT_EQ(record->run, "");
  record = find({entered("a", {{"until", "2026-12-06T04:00:00.000Z"}}),
                 extended({{"owner", {{"pid", 7}, {"born", "x"}, {"given", true}}}}, "night")},
                "a");
  EXPECT_EQ(record->until, base::parse_instant("2026-12-06T04:00:00.000Z"));
  EXPECT_EQ(record->run, "night");
  EXPECT_EQ(record->owner->pid, 7);
  EXPECT_TRUE(record->owner_given);
}
