#include "pg/target.h"

#include <map>

#include "base/error.h"
#include "pg/shared_server_test.h"

using namespace pg;
using base::Code;

static std::map<std::string, std::string> environment(const Options& options) {
  std::map<std::string, std::string> out;
  for (auto& [name, value] : client_environment(options)) out[name] = value;
  return out;
}

TEST(Target, ReadsAUrl) {
  const auto all = environment({.target = "postgresql://deploy:s%40crt@db.internal:6432/shop?sslmode=require"});
  EXPECT_EQ(all.at("PGHOST"), "db.internal");
  EXPECT_EQ(all.at("PGPORT"), "6432");
  EXPECT_EQ(all.at("PGUSER"), "deploy");
  EXPECT_EQ(all.at("PGPASSWORD"), "s@crt");
  EXPECT_EQ(all.at("PGDATABASE"), "shop");
  EXPECT_EQ(all.at("PGSSLMODE"), "require");
  EXPECT_EQ(all.at("PGAPPNAME"), "lockkeeper");
}

TEST(Target, ReplacesTheDatabaseInEveryForm) {
  EXPECT_EQ(environment({.target = "postgresql://db/shop?sslmode=require", .database = "copy"}).at("PGDATABASE"),
            "copy");
  EXPECT_EQ(environment({.target = "host=db dbname='my shop' user=x", .database = "my copy"}).at("PGDATABASE"),
            "my copy");
  EXPECT_EQ(environment({.target = "shop", .database = "copy"}).at("PGDATABASE"), "copy");
  EXPECT_EQ(environment({.target = "", .database = "copy"}).at("PGDATABASE"), "copy");
}

TEST(Target, ABareWordIsADatabase) {
  EXPECT_EQ(environment({.target = "shop"}).at("PGDATABASE"), "shop");
}

TEST(Target, AnEmptyTargetLeavesLibpqsEnvironmentAlone) {
  const auto all = environment({});
  EXPECT_EQ(all.size(), 1U);
  EXPECT_EQ(all.at("PGAPPNAME"), "lockkeeper");
}

TEST(Target, UnreadableStringsAreConfigurationErrorsThatShowNoPassword) {
  for (const auto* target : {"postgresql://deploy:zy%zzxw@db/shop", "postgresql://deploy:zy@xw@db/shop",
                             "postgresql://deploy:zy/xw@db/shop", "host=db password=ab zyxw dbname=shop",
                             "host=db password='zyxw", "postgresql://deploy:zy:xw@[db/shop"}) {
    const auto error = error_of([&] { static_cast<void>(parameters({.target = target})); });
    EXPECT_EQ(error.code(), Code::configuration) << target;
    EXPECT_EQ(error.message().find("xw"), std::string::npos) << error.message();
    EXPECT_EQ(error.message().find("zy"), std::string::npos) << error.message();
    EXPECT_FALSE(error.hint().empty());
  }
}

TEST(Target, AddressesOfOtherSpellingsAreNoDatabasesName) {
  for (const auto* target :
       {"postgresql+psycopg2://deploy:zyxw@db/shop", "jdbc:postgresql://db/shop?user=u&password=zyxw",
        "POSTGRESQL://deploy:zyxw@db/shop", "mysql://deploy:zyxw@db/shop", "deploy:zyxw@db/shop", "//u:zyxw@db/shop",
        "postgres:/u:zyxw@db/shop", "postgresql+asyncpg://u:zyxw@db/shop?ssl=require"}) {
    const auto error = error_of([&] { static_cast<void>(parameters({.target = target})); });
    EXPECT_EQ(error.code(), Code::configuration) << target;
    EXPECT_EQ(error.message().find("zyxw"), std::string::npos) << error.message();
    EXPECT_NE(error.hint().find("postgresql://"), std::string::npos);
  }
}

TEST(Target, AMisspeltOptionIsNamed) {
  const auto error =
      error_of([] { static_cast<void>(parameters({.target = "postgresql://db/shop?sslmod=require"})); });
  EXPECT_NE(error.message().find("sslmod"), std::string::npos) << error.message();
}

TEST(ClientProgram, IsTheRealOne) {
  const auto found = client_program("pg_dump");
  ASSERT_TRUE(found);
  EXPECT_NE(*found, "/usr/bin/pg_dump") << "Debian's wrapper";
  EXPECT_FALSE(client_program("no-such-program-here"));
}

TEST(Target, WithoutItsPasswordItCanBeShown) {
  EXPECT_EQ(without_password("postgresql://deploy@db.internal:6432/shop?sslmode=require"),
            "postgresql://deploy@db.internal:6432/shop?sslmode=require");
  const auto shown = without_password("postgresql://deploy:s%40crt@db.internal/shop");
  EXPECT_EQ(shown.find("s@crt"), std::string::npos) << shown;
  EXPECT_EQ(environment({.target = shown}).at("PGUSER"), "deploy");
  EXPECT_EQ(environment({.target = shown}).at("PGDATABASE"), "shop");
  EXPECT_EQ(environment({.target = without_password("host=db dbname='my shop' password='a b'")}).at("PGDATABASE"),
            "my shop");
  EXPECT_EQ(without_password("shop"), "shop");
}
