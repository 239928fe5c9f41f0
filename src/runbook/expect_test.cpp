#include "runbook/expect.h"

#include <gtest/gtest.h>

namespace runbook {

static bool command_holds(std::string_view expected, std::string_view output, bool ordered = true) {
  return !difference({.text = std::string(expected)}, {.output = std::string(output), .ordered = ordered});
}

static bool query_holds(std::string_view expected, std::vector<std::vector<std::string>> rows,
                        std::vector<std::string> header = {"a", "b"}, bool ordered = false) {
  const TextTable table{std::move(header), std::move(rows)};
  return !difference({.text = std::string(expected)},
                     {.output = format_table(table), .tables = {table}, .is_query = true, .ordered = ordered});
}

TEST(ValueMatches, NumbersWithOperators) {
  struct Row {
    const char* expected;
    const char* actual;
    bool holds;
  };
  for (const auto& row :
       {Row{"110+", "110", true}, Row{"110+", "356", true}, Row{"110+", "109", false}, Row{">= 5", "5", true},
        Row{"> 5", "5", false}, Row{"at least 3", "4", true}, Row{"< 30 min", "12 min", true},
        Row{"< 1%", "0.3%", true}, Row{"< 1%", "2 %", false}, Row{"under 500 ms", "510 ms", false},
        Row{"1,000+", "1200", true}, Row{"110+", "many", false}, Row{"0", "0", true}, Row{"0", "10", false},
        Row{"1.0", "1", true}}) {
    EXPECT_EQ(value_matches(row.expected, row.actual), row.holds) << row.expected << " against " << row.actual;
  }
}

TEST(ValueMatches, WildcardsStandAlone) {
  EXPECT_TRUE(value_matches("X", "42"));
  EXPECT_TRUE(value_matches("PostgreSQL X, 19 tables", "PostgreSQL 15, 19 tables"));
  EXPECT_TRUE(value_matches("latest order: SO-X", "latest order: SO-10042"));
  EXPECT_TRUE(value_matches("backup XXX done", "backup b-17 done"));
  EXPECT_TRUE(value_matches("id <number> …", "id 5 and more"));
  EXPECT_FALSE(value_matches("X", ""));
  EXPECT_FALSE(value_matches("XML", "HTML"));
  EXPECT_FALSE(value_matches("PostgreSQL X, 19 tables", "PostgreSQL 15, 20 tables"));
}

TEST(ValueMatches, SpacesBooleansAndMojibakeDoNotMatter) {
  EXPECT_TRUE(value_matches("a   b", " a b "));
  EXPECT_TRUE(value_matches("true", "t"));
  EXPECT_FALSE(value_matches("true", "f"));
  EXPECT_TRUE(value_matches("âœ“ All migrations are valid", "✓ All migrations are valid"));
}

TEST(Difference, CountsRows) {
  EXPECT_TRUE(query_holds("0 rows", {}));
  EXPECT_TRUE(query_holds("no rows", {}));
  EXPECT_FALSE(query_holds("0 rows", {{"1", "2"}}));
  EXPECT_TRUE(query_holds("2+ rows", {{"1", "2"}, {"3", "4"}, {"5", "6"}}));
  EXPECT_TRUE(query_holds("at least 1 row", {{"1", "2"}}));
  EXPECT_TRUE(command_holds("0 rows", " a\n---\n(0 rows)\n"));
  EXPECT_TRUE(command_holds("2 rows", "one\ntwo\n"));
}

TEST(Difference, TablesMatchWhateverTheirDress) {
  EXPECT_TRUE(query_holds("a|b\n---+---\n1 | x\n", {{"1", "x"}}));
  EXPECT_TRUE(query_holds("   a    |  b\n--------+-----\n      1 | X\n(1 row)\n", {{"1", "anything"}}));
  EXPECT_FALSE(query_holds("a | b\n--+--\n1 | x\n", {{"1", "x"}, {"2", "y"}}));
  EXPECT_FALSE(query_holds("a | c\n--+--\n1 | x\n", {{"1", "x"}}));
  EXPECT_FALSE(query_holds("a\n---\n1\n", {{"1", "x"}}));
  EXPECT_TRUE(
      query_holds("mapped | unmapped\n-------+----------\n   X   |    0\n", {{"71", "0"}}, {"mapped", "unmapped"}));
  EXPECT_FALSE(
      query_holds("mapped | unmapped\n-------+----------\n   X   |    0\n", {{"71", "3"}}, {"mapped", "unmapped"}));
}

TEST(Difference, RowsMayComeInAnyOrderUnlessTheyAreOrdered) {
  const char* table = "a | b\n--+--\n1 | x\n2 | y\n";
  EXPECT_TRUE(query_holds(table, {{"2", "y"}, {"1", "x"}}));
  EXPECT_FALSE(query_holds(table, {{"2", "y"}, {"1", "x"}}, {"a", "b"}, true));
}

TEST(Difference, ATableIsFoundInWhatACommandPrints) {
  const char* expected = " status\n--------\n VALID\n(1 row)\n";
  EXPECT_TRUE(command_holds(expected, "connecting\n status \n--------\n VALID\n(1 row)\n\ndone\n"));
  EXPECT_FALSE(command_holds(expected, "connecting\n"));
}

TEST(Difference, LinesMustOccur) {
  EXPECT_TRUE(command_holds("orders unchanged\nusers unchanged\n", "note\norders unchanged\nusers unchanged\n"));
  EXPECT_FALSE(command_holds("orders unchanged", "orders were 5, are 4\n"));
  EXPECT_TRUE(command_holds("HTTP 200", "< HTTP 200 OK\n"));
  EXPECT_TRUE(command_holds("101+ tables", "105 tables\n"));
  EXPECT_FALSE(command_holds("0", "10 errors\n"));
  EXPECT_TRUE(command_holds("{\"connections\":{\"active\":X,\"idle\":Y}}",
                            "{ \"connections\": {\"active\": 3, \"idle\": 12} }\n"));
  EXPECT_TRUE(command_holds("âœ“ All migrations are valid\nPending migrations: 1",
                            "✓ All migrations are valid\nPending migrations: 1\n"));
  EXPECT_TRUE(command_holds("done", "\x1b[32mdone\x1b[0m\n"));
}

TEST(Difference, TheOnlyCellIsComparedAsAValue) {
  EXPECT_TRUE(query_holds("110+", {{"356"}}, {"count"}));
  EXPECT_FALSE(query_holds("110+", {{"19"}}, {"count"}));
  EXPECT_TRUE(query_holds("VALID", {{"VALID"}}, {"status"}));
}

TEST(Difference, ProseIsForPeople) {
  const auto found = difference({.text = "Row counts match the baseline", .prose = true}, {.output = "x"});
  ASSERT_TRUE(found);
  EXPECT_NE(found->find("Row counts match the baseline"), std::string::npos);
}

TEST(Difference, SaysWhatIsMissingAndWhatCame) {
  EXPECT_EQ(*difference({.text = "a\nb"}, {.output = "a\nc\n"}),
            "this line did not come:\n- b\nit printed:\n  a\n  c");
  const TextTable table{{"a"}, {{"2"}}};
  EXPECT_EQ(*difference({.text = "a\n---\n1"}, {.output = {}, .tables = {table}, .is_query = true}),
            "expected 1 row (-), got 1 (+)\n- 1\n+ 2");
}

TEST(FormatTable, LooksAsPsqlPrintsIt) {
  EXPECT_EQ(format_table({{"waiting"}, {{"0"}}}), " waiting\n---------\n       0\n(1 row)");
  EXPECT_EQ(format_table({{"name", "n"}, {{"a", "1"}, {"b", "2"}, {"c", "3"}}}, 2),
            " name | n\n------+---\n a    | 1\n b    | 2\n … 1 more\n(3 rows)");
}

TEST(Expect, JsonIsComparedByFields) {
  const auto differs = [](const char* expected, const char* output) {
    return difference({.text = expected}, {.output = output}).value_or("holds");
  };
  EXPECT_EQ(differs("{\"status\": \"ok\", \"count\": X}", "{\"count\":3,\n \"more\":[1],\"status\":\"ok\"}"),
            "holds");
  EXPECT_EQ(differs("{\"a\": {\"b\": 1}}", "HTTP/1.1 200 OK\n\n{\"a\":{\"b\":2,\"c\":0}}"), "a.b is 2, expected 1");
  EXPECT_EQ(differs("{\"n\": >= 5, \"id\": <id>}", "{\"n\": 7, \"id\": \"x-1\"}"), "holds");
  EXPECT_EQ(differs("{\"n\": \">= 5\"}", "{\"n\": 3}"), "n is 3, expected >= 5");
  EXPECT_EQ(differs("{\"a\": 1, ...}", "{\"b\": 2}"), "a is missing, expected 1");
  EXPECT_EQ(differs("[{\"a\": 2}, {\"a\": 1}]", "[{\"a\": 1}, {\"a\": 2}]"), "holds");
  EXPECT_EQ(differs("[1]", "[1, 2]"), "the answer: expected 1 element, got 2");
  EXPECT_EQ(differs("[1, ...]", "[2, 1]"), "holds");
}

TEST(Expect, JsonOfAQueryStandsInItsCell) {
  const Produced asked{.tables = {{{"json"}, {{"{\"a\": 1, \"b\": 2}"}}}}, .is_query = true};
  EXPECT_EQ(difference({.text = "{\"b\": 2}"}, asked), std::nullopt);
}

TEST(Expect, ARowOfWildcardsLeavesTheRowsThatOthersName) {
  const Produced printed{.output = " a | b\n---+---\n 1 | 2\n 3 | 4\n", .ordered = false};
  EXPECT_EQ(difference({.text = " a | b\n---+---\n X | X\n 1 | 2\n"}, printed), std::nullopt);
}

// Thousands of lines against thousands: by looking up, not by trying each against each.
TEST(Expect, LongOutputsAreComparedInNoTime) {
  std::string lines;
  for (int i = 0; i < 5000; ++i) lines += fmt::format("row {} is there\n", i);
  EXPECT_EQ(difference({.text = lines}, {.output = lines}), std::nullopt);
}

}  // namespace runbook
