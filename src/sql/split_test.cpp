#include <thread>

#include <gtest/gtest.h>

#include "base/error.h"
#include "sql/statement.h"

namespace sql {
namespace {

using base::Code;
using base::Error;

std::vector<std::string> texts(const std::string& text) {
  std::vector<std::string> result;
  for (const auto& statement : parse(text, "case.sql")) result.emplace_back(statement.text);
  return result;
}

Error error_of(const std::string& text) {
  try {
    parse(text, "case.sql");
  } catch (const Error& error) {
    return error;
  }
  ADD_FAILURE() << "accepted: " << text;
  return Error{Code::internal, ""};
}

using Texts = std::vector<std::string>;

TEST(Split, AnEmptyFileHasNoStatements) {
  EXPECT_TRUE(parse("", "x").empty());
  EXPECT_TRUE(parse(" \n\t\r\n", "x").empty());
  EXPECT_TRUE(parse("-- only\n/* comments /* nested */ */\n", "x").empty());
  EXPECT_TRUE(parse(";;\n;", "x").empty());
}

TEST(Split, LeavesCommentsAndSemicolonsOut) {
  EXPECT_EQ(texts("-- head\nSELECT 1 /* a */ ; /* b */ -- c\n\n SELECT 2;\nSELECT 3 -- last\n"),
            (Texts{"SELECT 1 /* a */", "SELECT 2", "SELECT 3"}));
}

TEST(Split, SemicolonsInsideQuotesDoNotSplit) {
  EXPECT_EQ(
      texts("SELECT ';', \"a;b\" FROM t; SELECT E'\\';', U&'\\003b;', $$;$$, $a$;$$;$a$; SELECT 'it''s;'"),
      (Texts{"SELECT ';', \"a;b\" FROM t", "SELECT E'\\';', U&'\\003b;', $$;$$, $a$;$$;$a$", "SELECT 'it''s;'"}));
}

TEST(Split, FunctionBodiesStayWhole) {
  EXPECT_EQ(texts("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END; SELECT 3;").size(), 2u);
  EXPECT_EQ(
      texts("CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $f$ BEGIN PERFORM 1; END; $f$; SELECT 3").size(),
      2u);
  EXPECT_EQ(
      texts("CREATE RULE r AS ON INSERT TO t DO ALSO (INSERT INTO a VALUES (1); INSERT INTO b VALUES (2)); SELECT 1")
          .size(),
      2u);
}

TEST(Split, BackslashesAreOrdinaryInPlainStrings) {
  EXPECT_EQ(texts("SELECT 'C:\\'; SELECT 2"), (Texts{"SELECT 'C:\\'", "SELECT 2"}));
}

TEST(Split, SaysWhereEachStatementStands) {
  const std::string text = "-- héllo\r\n\r\n  SELECT 'é', 1; SELECT 2;\r\n/* x\r\n*/ SELECT 3";
  const auto statements = parse(text, "x");
  ASSERT_EQ(statements.size(), 3u);
  EXPECT_EQ(statements[0].line, 3);
  EXPECT_EQ(statements[0].column, 3);
  EXPECT_EQ(statements[1].line, 3);
  EXPECT_EQ(statements[1].column, 18);  // in characters, not bytes
  EXPECT_EQ(statements[2].line, 5);
  EXPECT_EQ(statements[2].column, 4);
  for (const auto& statement : statements) {
    EXPECT_EQ(text.substr(statement.offset, statement.text.size()), statement.text);
    EXPECT_EQ(statement.text.data(),
              std::string_view(text).data() + (statement.text.data() - std::string_view(text).data()));
  }
}

TEST(Split, StatementsAreViewsIntoTheFile) {
  const std::string text = "SELECT 1;";
  const auto statements = parse(text, "x");
  EXPECT_EQ(statements[0].text.data(), text.data());
}

TEST(Locate, CountsLinesAndCharacters) {
  const std::string text = "one\r\ntwö x\n\nlast";
  EXPECT_EQ(locate(text, 0).line, 1);
  EXPECT_EQ(locate(text, 0).text, "one");
  const auto x = locate(text, text.find('x'));
  EXPECT_EQ(x.line, 2);
  EXPECT_EQ(x.column, 5);
  EXPECT_EQ(x.text, "twö x");
  EXPECT_EQ(locate(text, text.find("\n\n") + 1).text, "");
  EXPECT_EQ(locate(text, text.size()).line, 4);
  EXPECT_EQ(locate(text, 9999).column, 5);
  EXPECT_EQ(locate("", 0).line, 1);
}

TEST(SyntaxErrors, NameThePlaceAndTheLine) {
  const auto error = error_of("-- é\nSELECT 1;\nCREATE TABEL é (id int);\n");
  EXPECT_EQ(error.code(), Code::sql_syntax);
  EXPECT_EQ(error.message(), "syntax error at or near \"TABEL\"");
  ASSERT_TRUE(error.place());
  EXPECT_EQ(error.place()->file, "case.sql");
  EXPECT_EQ(error.place()->line, 3);
  EXPECT_EQ(error.place()->column, 8);
  EXPECT_EQ(error.place()->text, "CREATE TABEL é (id int);");
}

TEST(SyntaxErrors, ColumnsCountCharactersAlsoAfterMultibyteText) {
  const auto error = error_of("SELECT 'ééé', FROM WHERE");
  EXPECT_EQ(error.place()->line, 1);
  EXPECT_EQ(error.place()->column, 15);
}

TEST(SyntaxErrors, TheEndOfInputIsWhereTheTextEnds) {
  const auto error = error_of("CREATE TABLE t (\n  id int\n\n\n");
  EXPECT_EQ(error.message(), "syntax error at end of input");
  EXPECT_EQ(error.place()->line, 2);
  EXPECT_EQ(error.place()->text, "  id int");
}

TEST(SyntaxErrors, AnOpenQuoteIsShownWhereItOpens) {
  const auto error = error_of("SELECT 1;\nSELECT 'abc;\nSELECT 2;");
  EXPECT_EQ(error.message(), "unterminated quoted string at or near \"'abc;\nSELECT 2;\"");
  EXPECT_EQ(error.place()->line, 2);
  EXPECT_EQ(error.place()->column, 8);
}

TEST(SyntaxErrors, AVariableOfPsqlGetsItsOwnHint) {
  EXPECT_EQ(error_of("SELECT :'name'").hint(),
            "Write the value in place of the variable; variables of psql are not known here.");
}

TEST(SyntaxErrors, APlaceholderOfATemplateIsCalledOne) {
  for (const auto* text :
       {"CREATE TABLE {{schema}}.t (id int)", "ALTER TABLE ${table} ADD c int", "DROP TABLE <%= t %>"})
    EXPECT_NE(error_of(text).hint().find("templates are not filled here"), std::string::npos) << text;
}

TEST(TextChecks, ANulByteIsNamedWithItsPlace) {
  const auto error = error_of(std::string("SELECT 1;\nSEL\0ECT 2;", 20));
  EXPECT_EQ(error.code(), Code::text);
  EXPECT_EQ(error.place()->line, 2);
  EXPECT_EQ(error.place()->column, 4);
}

TEST(TextChecks, InvalidUtf8IsNamedWithItsPlace) {
  const auto error = error_of("SELECT 1;\n-- caf\xe9\nSELECT 2;");
  EXPECT_EQ(error.code(), Code::text);
  EXPECT_EQ(error.message(), "byte 0xE9 is not valid UTF-8 here");
  EXPECT_EQ(error.place()->line, 2);
  EXPECT_EQ(error.place()->column, 7);
}

TEST(TextChecks, Utf16IsNamed) {
  const auto error = error_of(std::string("\xFF\xFES\0E\0", 6));
  EXPECT_EQ(error.code(), Code::text);
  EXPECT_NE(error.message().find("UTF-16"), std::string::npos);
}

TEST(MetaCommands, AreNamedWithTheirLineAndTheWayOut) {
  struct Case {
    std::string text;
    std::string command;
    std::string hint;
    int line;
  };
  for (const auto& [text, command, hint, line] : std::vector<Case>{
           {"SELECT 1;\n\\i other.sql\n", "\\i", "Put the contents of other.sql into the migration", 2},
           {"\\copy users from 'x.csv' csv\n", "\\copy", "Use INSERT, or COPY", 1},
           {"SELECT 1;\n\n  \\connect shop\n", "\\connect", "Take the line out: the database is chosen", 3},
           {"\\c shop\n", "\\c", "Take the line out: the database is chosen", 1},
           {"\\set ON_ERROR_STOP off\nSELECT 1;", "\\set", "Write the value itself", 1},
           {"SELECT 'SELECT 1' \\gexec\n", "\\gexec", "End the statement with a semicolon", 1},
           {"\\! rm -rf x\n", "\\!", "Take the line out; commands of the shell", 1},
           {"\\echo hi\n", "\\echo", "Take the line out, or use RAISE NOTICE", 1},
           {"\\foo\n", "\\foo", "Take the line out, or write", 1},
       }) {
    const auto error = error_of(text);
    EXPECT_EQ(error.code(), Code::sql_refused) << text;
    EXPECT_EQ(error.message(), command + " is a command of psql, not SQL");
    EXPECT_EQ(error.hint().substr(0, hint.size()), hint);
    ASSERT_TRUE(error.place());
    EXPECT_EQ(error.place()->line, line) << text;
  }
}

TEST(MetaCommands, ABackslashInQuotesIsNone) {
  EXPECT_EQ(texts("SELECT '\\i x', $$\n\\i y\n$$, \"\\c\"; -- \\copy\n/* \\q */ SELECT 1").size(), 2u);
}

TEST(MetaCommands, ASyntaxErrorBeforeOneIsASyntaxError) {
  EXPECT_EQ(error_of("SELEC 1;\n\\i x\n").code(), Code::sql_syntax);
}

TEST(MetaCommands, RestrictLinesOfPgDumpAreAccepted) {
  const std::string text = "\\restrict aB1\n\nSELECT '\\restrict';\nSELECT 2;\n\n\\unrestrict aB1\n";
  const auto statements = parse(text, "x");
  ASSERT_EQ(statements.size(), 2u);
  EXPECT_EQ(statements[0].text, "SELECT '\\restrict'");
  EXPECT_EQ(statements[0].line, 3);
  EXPECT_EQ(error_of("SELECT 1\n\\restrict x\n;").code(), Code::sql_refused);
}

TEST(MetaCommands, HowAMigrationRunsAnywayIsAccepted) {
  EXPECT_EQ(texts("\\set ON_ERROR_STOP on\nSELECT 1;\n\\set ON_ERROR_STOP 1\n"), Texts{"SELECT 1"});
}

TEST(CopyRows, GoWithTheirCopy) {
  const std::string text =
      "SELECT 1;\nCOPY public.t (a, b) FROM stdin;\n1\tone;\n2\tit's\n\\N\t\\.\n\\.\n\nSELEC 2;\n";
  const auto good = text.substr(0, text.rfind("SELEC")) + "COPY u FROM stdin;\n\\.\nSELECT 2;";
  const auto statements = parse(good, "x");
  ASSERT_EQ(statements.size(), 4u);
  EXPECT_EQ(statements[0].rows, std::nullopt);
  EXPECT_EQ(statements[1].text, "COPY public.t (a, b) FROM stdin");
  EXPECT_EQ(statements[1].rows, "1\tone;\n2\tit's\n\\N\t\\.\n");
  EXPECT_EQ(statements[2].rows, "");
  EXPECT_EQ(statements[3].line, 10);
  EXPECT_EQ(statements[3].offset, good.find("SELECT 2"));
  const auto error = error_of(text);
  EXPECT_EQ(error.code(), Code::sql_syntax);
  EXPECT_EQ(error.place()->line, 8);
}

TEST(CopyRows, WithoutAnEndAreRefusedWithThePlaceOfTheCopy) {
  const auto error = error_of("SELECT 1;\nCOPY public.t (a, b) FROM stdin;\n1\tone\n2\tit's\n\nSELECT 2;\n");
  EXPECT_EQ(error.code(), Code::sql_refused);
  EXPECT_EQ(error.message(), "the rows of COPY … FROM stdin (from line 3) do not end");
  EXPECT_EQ(error.place()->line, 2);
}

TEST(Nesting, TwentyThousandBracketsAreAnError) {
  const auto error = error_of("SELECT " + std::string(20'000, '(') + "1" + std::string(20'000, ')'));
  EXPECT_EQ(error.code(), Code::sql_syntax);
  EXPECT_NE(error.message().find("memory exhausted"), std::string::npos);
}

TEST(Nesting, ALongChainOfOperatorsIsRead) {
  std::string text = "CREATE TABLE t (a text DEFAULT 'a'";
  for (int i = 0; i < 200'000; ++i) text += "||'a'";
  const auto statements = parse(text + "); SELECT 1", "x");
  ASSERT_EQ(statements.size(), 2u);
  EXPECT_FALSE(statements[0].as<CreateTable>()->columns[0].default_volatile);
}

TEST(Nesting, DeepSubSelectsAreRead) {
  std::string text;
  for (int i = 0; i < 2'000; ++i) text += "SELECT (";
  text += "SELECT a FROM t" + std::string(2'000, ')');
  const auto statements = parse(text, "x");
  ASSERT_EQ(statements[0].uses.size(), 1u);
}

TEST(Threads, ParseAtTheSameTime) {
  std::atomic<int> right = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&right, i] {
        for (int k = 0; k < 50; ++k) {
          const auto name = "t" + std::to_string(i);
          const std::string text = "INSERT INTO " + name + " SELECT 1; SELECT 2;";
          const auto statements = parse(text, "x");
          if (statements.size() == 2 && statements[0].as<Insert>()->table.name == name) ++right;
          try {
            parse("SELEC", "x");
          } catch (const Error&) {
            ++right;
          }
        }
      });
    }
  }
  EXPECT_EQ(right, 8 * 50 * 2);
}

TEST(Blank, IsWhatHoldsNoStatement) {
  EXPECT_TRUE(is_blank(" -- x\n/* y */;"));
  EXPECT_FALSE(is_blank("SELECT"));
}

}  // namespace
}  // namespace sql
