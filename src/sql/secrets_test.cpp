#include "sql/secrets.h"

#include <gtest/gtest.h>

using sql::without_secrets;

TEST(WithoutSecrets, HidesWhatStandsBehindPasswordInAnyQuoting) {
  EXPECT_EQ(without_secrets("CREATE ROLE a PASSWORD 'x''y' LOGIN;"), "CREATE ROLE a PASSWORD '***' LOGIN;");
  EXPECT_EQ(without_secrets("ALTER ROLE a ENCRYPTED password /* new */\n E'x\\'y';"),
            "ALTER ROLE a ENCRYPTED password /* new */\n E'***';");
  EXPECT_EQ(without_secrets("ALTER ROLE a PASSWORD $$x'y$$;"), "ALTER ROLE a PASSWORD $$***$$;");
  EXPECT_EQ(without_secrets("ALTER ROLE a PASSWORD $p$x$$y$p$;"), "ALTER ROLE a PASSWORD $p$***$p$;");
  EXPECT_EQ(without_secrets("ALTER ROLE a PASSWORD U&'d\\0061t';"), "ALTER ROLE a PASSWORD U&'***';");
  EXPECT_EQ(without_secrets("ALTER ROLE a PASSWORD \"x\";"), "ALTER ROLE a PASSWORD \"***\";");
  EXPECT_EQ(without_secrets("ALTER USER MAPPING FOR a SERVER s OPTIONS (SET password 'x')"),
            "ALTER USER MAPPING FOR a SERVER s OPTIONS (SET password '***')");
  EXPECT_EQ(without_secrets("ALTER ROLE a PASSWORD 'cut of"), "ALTER ROLE a PASSWORD '***");
}

TEST(WithoutSecrets, HidesInBlocksAndComposedStatements) {
  EXPECT_EQ(without_secrets("DO $$ BEGIN ALTER ROLE a PASSWORD 'x'; END $$"),
            "DO $$ BEGIN ALTER ROLE a PASSWORD '***'; END $$");
  EXPECT_EQ(without_secrets("DO $$ BEGIN EXECUTE 'ALTER ROLE a PASSWORD ''x1'''; END $$"),
            "DO $$ BEGIN EXECUTE 'ALTER ROLE a PASSWORD ''***'''; END $$");
  EXPECT_EQ(without_secrets("EXECUTE format('ALTER ROLE %I PASSWORD %L', 'a', 'x'); SELECT 'y'"),
            "EXECUTE format('ALTER ROLE %I PASSWORD %L', '***', '***'); SELECT 'y'");
  EXPECT_EQ(without_secrets("EXECUTE 'ALTER ROLE a PASSWORD ' || quote_literal('x');"),
            "EXECUTE 'ALTER ROLE a PASSWORD ' || quote_literal('***');");
}

TEST(WithoutSecrets, HidesWhatIsGivenToASecretAndAddresses) {
  EXPECT_EQ(without_secrets("UPDATE c SET api_token = 'abc', name = 'n'"),
            "UPDATE c SET api_token = '***', name = 'n'");
  EXPECT_EQ(without_secrets("CREATE SUBSCRIPTION s CONNECTION 'host=a password=x1y'"),
            "CREATE SUBSCRIPTION s CONNECTION 'host=a password=***'");
  EXPECT_EQ(without_secrets("SELECT 1 -- postgresql://u:x1y@h/d\n"), "SELECT 1 -- postgresql://u:***@h/d\n");
}

TEST(WithoutSecrets, LeavesTheRestAndTheLines) {
  for (const auto* text :
       {"CREATE TABLE u (password text NOT NULL DEFAULT '', token bigint);",
        "SELECT password = crypt(x, password) FROM u WHERE token = t.token;", "", "SELECT 'a;b' -- c",
        "ALTER ROLE a PASSWORD NULL;", "COMMENT ON COLUMN u.password IS 'a hash'"})
    EXPECT_EQ(without_secrets(text), text);
  EXPECT_EQ(without_secrets("ALTER ROLE a PASSWORD 'x\ny';\nSELECT 1"), "ALTER ROLE a PASSWORD '***\n';\nSELECT 1");
}
