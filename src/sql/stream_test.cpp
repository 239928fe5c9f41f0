// Pieces add up to what parse() gives.
#include "sql/stream.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace sql {

static std::vector<Statement> all_of(std::string_view text) {
  Stream stream(text, "big.sql");
  std::vector<Statement> all;
  for (auto some = stream.next(); !some.empty(); some = stream.next())
    all.insert(all.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
  return all;
}

static std::string long_text() {
  std::string text = "-- ä header\n";
  for (int number = 0; text.size() < 500'000; ++number) {
    text += "CREATE TABLE t" + std::to_string(number) + " (id int,\n  note text DEFAULT 'a;\nb');\n";
    if (number % 100 == 0)
      text += "CREATE FUNCTION f" + std::to_string(number) +
              "() RETURNS void LANGUAGE sql BEGIN ATOMIC\n  SELECT 1;\n  SELECT 2;\nEND;\n";
    if (number % 70 == 0) text += "DO $$ BEGIN\n  PERFORM 1;\nEND $$; /* a;\n b;\n*/\n";
  }
  return text;
}

TEST(Stream, GivesTheStatementsOfParseWithTheirPlaces) {
  const auto text = long_text();
  const auto whole = parse(text, "big.sql");
  const auto pieces = all_of(text);
  ASSERT_EQ(pieces.size(), whole.size());
  for (std::size_t at = 0; at < whole.size(); ++at) {
    ASSERT_EQ(pieces[at].text, whole[at].text);
    ASSERT_EQ(pieces[at].text.data(), whole[at].text.data());
    ASSERT_EQ(pieces[at].offset, whole[at].offset);
    ASSERT_EQ(pieces[at].line, whole[at].line);
    ASSERT_EQ(pieces[at].column, whole[at].column);
    ASSERT_EQ(pieces[at].node.index(), whole[at].node.index());
    ASSERT_EQ(pieces[at].uses.size(), whole[at].uses.size());
    if (!whole[at].uses.empty()) {
      ASSERT_EQ(pieces[at].uses[0].offset, whole[at].uses[0].offset);
    }
  }
}

TEST(Stream, NamesTheTruePlaceOfAnError) {
  const auto text = long_text() + "CREATE TABEL x ();\n" + long_text();
  const auto place_of = [](auto work) {
    try {
      work();
    } catch (const base::Error& error) {
      return error.place().value_or(base::Place{});
    }
    return base::Place{};
  };
  const auto place = place_of([&] { all_of(text); });
  const auto expected = place_of([&] { parse(text, "big.sql"); });
  EXPECT_GT(expected.line, 1000);
  EXPECT_EQ(place.line, expected.line);
  EXPECT_EQ(place.column, expected.column);
}

TEST(Stream, RemembersEnumValuesOverPieces) {
  const auto text = "ALTER TYPE mood ADD VALUE 'calm';\n" + long_text() + "INSERT INTO t1 VALUES (1, 'calm');\n";
  EXPECT_NE(all_of(text).back().not_in_transaction, "");
}

TEST(Stream, AnEmptyFileHasNone) {
  EXPECT_TRUE(all_of("").empty());
  EXPECT_TRUE(all_of("-- nothing\n").empty());
}

}  // namespace sql
