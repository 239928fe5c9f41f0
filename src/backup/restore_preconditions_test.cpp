#include <gtest/gtest.h>

#include "backup/target.h"

using namespace backup;
using base::Code;

static const SwapNames names{.database = "shop", .beside = "shop_restore", .kept = "shop_before"};

// A plain role that owns everything and may create databases: nothing speaks against it.
static Target sound() {
  return {.server_version = 150020,
          .role = "deploy",
          .createdb = true,
          .member_of = {"deploy"},
          .now = Attributes{.owner = "deploy"},
          .roles = {"deploy", "app"},
          .free_bytes = 1000};
}

static Entry shop() {
  return {.server_version = 150018,
          .database_bytes = 100,
          .attributes = {.owner = "deploy"},
          .roles = {{.name = "deploy", .needed = true, .owns = true}, {.name = "app", .needed = true}}};
}

static std::string against(const Target& target, const Entry& entry = shop()) {
  const auto found = objection(target, entry, names);
  return found ? fmt::format("{}: {}", name(found->code()), found->message()) : "nothing";
}

TEST(Objection, IsNoneWhereAllIsAsItShould) {
  EXPECT_EQ(against(sound()), "nothing");
}

TEST(Objection, NamesWhatTheServerLacks) {
  auto target = sound();
  target.in_recovery = true;
  EXPECT_EQ(against(target), "backup: the server is a standby, which takes no restore");
  target = sound();
  target.server_version = 140010;
  EXPECT_EQ(against(target), "backup: the backup is of PostgreSQL 15, the server is 14");
  auto entry = shop();
  entry.extensions = {{"postgis", "3.3"}};
  EXPECT_EQ(against(sound(), entry), "backup: the server does not have extension postgis, which the backup needs");
}

TEST(Objection, NamesMissingPrivileges) {
  auto target = sound();
  target.createdb = false;
  EXPECT_EQ(against(target), "backup: role deploy may not create databases, so nothing can be restored beside");
  target = sound();
  target.now->owner = "boss";
  EXPECT_EQ(against(target), "backup: role deploy may not rename the database, which belongs to boss");
  target = sound();
  target.roles = {"deploy"};
  EXPECT_EQ(against(target), "backup: the server does not have role app, which the backup names");
  target.createrole = true;
  EXPECT_EQ(against(target), "nothing");
  auto entry = shop();
  entry.roles[1].owns = true;
  EXPECT_EQ(against(sound(), entry), "backup: role deploy may not make objects that belong to app");
}

TEST(Objection, NamesSessionsThatCannotBeEnded) {
  auto target = sound();
  target.sessions = {{.pid = "7", .user = "app", .application = "web", .kind = "client backend"}};
  EXPECT_EQ(against(target), "backup: role deploy may not end the sessions of app (web, process 7)");
  target.may_end_sessions = true;
  EXPECT_EQ(against(target), "nothing");
  target.sessions[0].superuser = true;
  EXPECT_EQ(against(target), "backup: role deploy may not end the sessions of app (web, process 7)");
  target.superuser = true;
  EXPECT_EQ(against(target), "nothing");
  target.sessions[0].kind = "walsender";
  EXPECT_EQ(against(target),
            "backup: the database is replicated by app (web, process 7), which is not ended from here");
}

TEST(Objection, StopsForMigrationsPreparedTransactionsAndRoom) {
  auto target = sound();
  target.migration_runs = true;
  EXPECT_EQ(against(target), "lock_held: a migration is running in the database");
  target = sound();
  target.prepared = {"gid1"};
  EXPECT_EQ(against(target), "backup: the database has prepared transactions: gid1");
  target = sound();
  target.free_bytes = 109;
  EXPECT_EQ(
      against(target),
      "file: not enough disk space at the server: the restored database needs 110 bytes and 109 bytes are free");
}

TEST(Cautions, SayWhatChanges) {
  auto target = sound();
  target.roles = {"deploy"};
  target.replication_slots = {"cdc"};
  auto entry = shop();
  entry.database = "shop";
  entry.attributes.connection_limit = 5;
  EXPECT_EQ(
      cautions(target, entry, names),
      (std::vector<std::string>{
          "this backup was never verified", "role app will be created without LOGIN and password",
          "connection limit -1 becomes 5",
          "replication slot cdc stays with the old database and holds back its write-ahead log until dropped"}));
}
