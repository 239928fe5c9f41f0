#include "pg/catalog.h"
#include "pg/session.h"
#include "pg/shared_server_test.h"

using namespace pg;
using namespace std::string_literals;

using QuoteTest = OnServer;

TEST_F(QuoteTest, AgreesWithTheServerAboutNamesAndTexts) {
  auto session = connect();
  for (const std::string text : {"users", "User", "user", "order", "1st", "a b", "quo\"te", "ConsentLog", "_x9",
                                 "größe", "between", "name", "it's", "back\\slash", "", "semi;colon", "a$b"}) {
    EXPECT_EQ(session.query("SELECT " + quote_literal(text) + "::text").at(0, 0), text);
    if (text.empty()) continue;
    EXPECT_EQ(quote_identifier(text), session.query("SELECT quote_ident($1)", {text}).at(0, 0)) << text;
    EXPECT_EQ(session.query("SELECT 1 AS " + quote_identifier(text)).columns().at(0), text);
  }
}

TEST_F(QuoteTest, KnowsEveryKeywordOfThisServer) {
  auto session = connect();
  const auto words = session.query("SELECT word FROM pg_get_keywords() WHERE catcode <> 'U'");
  ASSERT_GT(words.rows(), 100U);
  for (std::size_t row = 0; row < words.rows(); ++row) {
    EXPECT_EQ(quote_identifier(words.text(row, "word")).front(), '"') << words.text(row, "word");
  }
}

TEST(Quote, NulBytesAreRefused) {
  EXPECT_THROW(quote_identifier("a\0b"s), base::Error);
  EXPECT_THROW(quote_literal("a\0b"s), base::Error);
}

TEST(Quote, NamesAreWrittenAsSqlNeedsThem) {
  EXPECT_EQ((Name{"public", "orders"}.text()), "public.orders");
  EXPECT_EQ((Name{"Shop", "User"}.text()), "\"Shop\".\"User\"");
}
