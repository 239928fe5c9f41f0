#include "backup/attributes.h"

#include "backup/database_test.h"
#include "backup/restore_data.h"
#include "base/text.h"

using namespace backup;
using Sentences = std::vector<std::string>;

TEST(SetStatement, WritesListsAsListsAndAllElseAsOneText) {
  EXPECT_EQ(set_statement("ALTER DATABASE shop", {"", "work_mem", "64MB"}),
            "ALTER DATABASE shop SET work_mem TO '64MB'");
  EXPECT_EQ(set_statement("ALTER DATABASE shop", {"", "search_path", R"("$user", public, "My, ""Schema""")"}),
            R"(ALTER DATABASE shop SET search_path TO '$user', 'public', 'My, "Schema"')");
  EXPECT_EQ(set_statement("ALTER DATABASE shop", {"", "search_path", ""}),
            "ALTER DATABASE shop SET search_path TO ''");
  EXPECT_EQ(set_statement("ALTER DATABASE shop", {"", "app.motto", "it's, well"}),
            R"(ALTER DATABASE shop SET "app.motto" TO 'it''s, well')");
}

TEST(CreateStatement, SaysTheProviderWhereTheServerKnowsIt) {
  const Attributes german{.encoding = "UTF8", .collate = "de_DE.UTF-8", .ctype = "de_DE.UTF-8"};
  EXPECT_EQ(
      create_statement(german, "My Shop", 13),
      R"(CREATE DATABASE "My Shop" TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'de_DE.UTF-8' LC_CTYPE 'de_DE.UTF-8')");
  EXPECT_TRUE(create_statement(german, "shop", 15).ends_with(" LOCALE_PROVIDER libc"));
}

TEST(AttributeChanges, SayWhatARestoreChanges) {
  const Attributes now{
      .owner = "app", .connection_limit = 50, .settings = {{"", "work_mem", "64MB"}, {"app", "jit", "off"}}};
  const Attributes then{
      .owner = "dba", .connection_limit = -1, .settings = {{"", "work_mem", "4MB"}, {"", "TimeZone", "UTC"}}};
  EXPECT_EQ(attribute_changes(now, then),
            (Sentences{
                "owner app becomes dba", "connection limit 50 becomes -1", "setting work_mem = 64MB becomes 4MB",
                "setting jit of role app = off is not in the backup and goes", "setting TimeZone = UTC comes back"}));
  EXPECT_EQ(attribute_changes(now, now), Sentences{});
}

class AttributesOnServer : public WithDatabase {};

TEST_F(AttributesOnServer, AreTheSameInADatabaseThatGotThem) {
  make_role("Odd \"Role\"");
  make_role("app");
  const auto name = pg::quote_identifier(database());
  run(base::replace_all(R"(
ALTER DATABASE DB CONNECTION LIMIT 42; ALTER DATABASE DB SET search_path = app, "$user", "Two Words", public;
ALTER DATABASE DB SET timezone = 'Europe/Berlin'; ALTER DATABASE DB SET app.motto = 'it''s, "well"';
ALTER ROLE "Odd ""Role""" IN DATABASE DB SET default_transaction_read_only = on;
REVOKE ALL ON DATABASE DB FROM PUBLIC; GRANT CONNECT ON DATABASE DB TO app WITH GRANT OPTION;
COMMENT ON DATABASE DB IS 'the shop''s'; ALTER DATABASE DB OWNER TO "Odd ""Role""")",
                        " DB ", " " + name + " "));
  auto server = server_session();
  const auto before = *read_attributes(server, database());
  EXPECT_EQ(before.connection_limit, 42);
  EXPECT_EQ(before.settings.size(), 4U);
  server.execute(create_statement(before, "second", 15));
  EXPECT_EQ(apply_attributes(server, before, "second"), Sentences{});
  EXPECT_EQ(to_json(*read_attributes(server, "second")), to_json(before));
  EXPECT_EQ(to_json(attributes_from_json(to_json(before))), to_json(before));
  EXPECT_FALSE(read_attributes(server, "not there"));
}
