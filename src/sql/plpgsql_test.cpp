#include "sql/plpgsql.h"

#include <gtest/gtest.h>

#include "sql/constant_text.h"

namespace sql {

static std::vector<std::string> texts(const Body& body) {
  std::vector<std::string> out;
  for (const auto& statement : body.statements) out.push_back(statement.text);
  return out;
}

TEST(Plpgsql, SaysWhatIsSentAndUnderWhatCondition) {
  const auto body = read_plpgsql(
      R"(DECLARE n int := 0;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'c') THEN
    ALTER TABLE orders ADD CONSTRAINT c CHECK (qty >= 0);
  ELSE
    DELETE FROM logs;
  END IF;
  PERFORM touch_all();
END)");
  EXPECT_EQ(body.problem, "");
  EXPECT_EQ(texts(body),
            (std::vector<std::string>{"SELECT NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'c')",
                                      "ALTER TABLE orders ADD CONSTRAINT c CHECK (qty >= 0)", "DELETE FROM logs",
                                      "SELECT touch_all()"}));
  EXPECT_EQ(body.statements.at(1).line, 4);
  EXPECT_EQ(body.statements.at(1).conditions,
            std::vector<std::string>{"NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'c')"});
  EXPECT_EQ(body.statements.at(2).conditions,
            std::vector<std::string>{"NOT (NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'c'))"});
  EXPECT_TRUE(body.statements.at(3).conditions.empty());
}

TEST(Plpgsql, AVariableReadFromAQueryIsKnownOnlyWhereNothingElseSetsIt) {
  const auto once =
      read_plpgsql("DECLARE t text; BEGIN SELECT relname INTO t FROM pg_class; EXECUTE 'DROP TABLE ' || t; END");
  EXPECT_TRUE(once.unseen.empty());
  EXPECT_FALSE(once.statements.back().loop_query.empty());
  for (const auto* text :
       {"DECLARE t text; BEGIN SELECT relname INTO t FROM pg_class; t := 'orders'; EXECUTE 'DROP TABLE ' || t; END",
        "DECLARE t text; BEGIN IF random() > 0.5 THEN SELECT relname INTO t FROM pg_class; END IF; EXECUTE 'DROP "
        "TABLE ' || t; "
        "END",
        "DECLARE t text; BEGIN SELECT relname INTO t FROM pg_class; SELECT conname INTO t FROM pg_constraint; "
        "EXECUTE 'DROP TABLE ' || t; END",
        "DECLARE t text := 'orders'; BEGIN SELECT relname INTO t FROM pg_class; EXECUTE 'DROP TABLE ' || t; END"})
    EXPECT_EQ(read_plpgsql(text).unseen.size(), 1U) << text;
}

TEST(Plpgsql, AVariableIsWhatItWasDeclaredWithOnlyWhereNothingSetsIt) {
  const auto unseen = [](const std::string& set) {
    return read_plpgsql("DECLARE a text; b text := 'x'; BEGIN " + set + " EXECUTE 'DROP TABLE ' || b; END")
        .unseen.size();
  };
  EXPECT_EQ(unseen(""), 0U);
  EXPECT_EQ(unseen("IF b = 'x' THEN a := b; END IF;"), 0U);
  for (const auto* set : {"SELECT 'x', 'old' INTO a, b;", "SELECT 'old' INTO STRICT b;", "B := 'old';",
                          "CALL rename(b);", "FOR a, b IN SELECT 1, 2 LOOP NULL; END LOOP;",
                          "DECLARE b text := 'inner'; BEGIN NULL; END;", "EXECUTE 'SELECT 1' INTO b;"})
    EXPECT_EQ(unseen(set), 1U) << set;
  for (const auto* set : {"arr[1] := 'a';", "SELECT 1, ARRAY['a'] INTO n, arr;", "arr := '{a}';"}) {
    const auto body = read_plpgsql("DECLARE n int; t text; arr text[] := ARRAY['x']; BEGIN " + std::string(set) +
                                   " FOREACH t IN ARRAY arr LOOP EXECUTE 'DROP TABLE ' || t; END LOOP; END");
    EXPECT_EQ(body.unseen.size(), 1U) << set;
  }
  EXPECT_EQ(read_plpgsql("DECLARE t text; BEGIN FOREACH t IN ARRAY ARRAY['a'] LOOP t := 'old_' || t; "
                         "EXECUTE 'DROP TABLE ' || t; END LOOP; END")
                .unseen.size(),
            1U);
}

static std::vector<std::string> conditions_of_last(const std::string& body) {
  return read_plpgsql("BEGIN " + body + " DROP TABLE orders; END").statements.back().conditions;
}

static bool last_may_not_run(const std::string& body) {
  return read_plpgsql("BEGIN " + body + " DROP TABLE orders; END").statements.back().may_not_run;
}

TEST(Plpgsql, OnlyReturnLeavesMoreThanItsLoopOrBlock) {
  const std::vector<std::string> none;
  EXPECT_EQ(conditions_of_last("IF a THEN RETURN; END IF;"), std::vector<std::string>{"NOT (a)"});
  EXPECT_EQ(conditions_of_last("IF a THEN RETURN; END IF; IF b THEN RETURN; END IF;"),
            (std::vector<std::string>{"NOT (a)", "NOT (b)"}));
  for (const auto* fine : {"FOR i IN 1..3 LOOP IF a THEN EXIT; END IF; END LOOP;",
                           "FOR i IN 1..3 LOOP IF a THEN CONTINUE; END IF; END LOOP;", "LOOP EXIT WHEN a; END LOOP;",
                           "WHILE a LOOP CONTINUE; END LOOP;", "<<x>> BEGIN IF a THEN EXIT x; END IF; END;",
                           "<<x>> LOOP LOOP EXIT x; END LOOP; END LOOP;"}) {
    EXPECT_EQ(conditions_of_last(fine), none) << fine;
    EXPECT_FALSE(last_may_not_run(fine)) << fine;
  }
  EXPECT_TRUE(last_may_not_run("LOOP IF a THEN RETURN; END IF; END LOOP;"));
  EXPECT_TRUE(last_may_not_run("BEGIN IF a THEN RETURN; END IF; EXCEPTION WHEN others THEN NULL; END;"));
  const auto loop = read_plpgsql(
      "BEGIN FOR i IN 1..2 LOOP IF a THEN EXIT; END IF; DROP TABLE t; END LOOP; FOR i IN 1..2 LOOP IF b THEN "
      "CONTINUE; END IF; DROP TABLE u; END LOOP; END");
  ASSERT_EQ(loop.statements.size(), 4U);
  EXPECT_EQ(loop.statements.at(1).conditions, (std::vector<std::string>{"NOT (a)", "NOT (a)"}));
  EXPECT_EQ(loop.statements.at(3).conditions, std::vector<std::string>{"NOT (b)"});
}

TEST(Plpgsql, WhichOfSeveralHandlersRunsIsNotKnown) {
  const auto certain = [](const std::string& handlers) {
    std::vector<bool> out;
    for (const auto& each : read_plpgsql("BEGIN TRUNCATE a; EXCEPTION " + handlers + " END").statements) {
      if (each.handles) out.push_back(!each.may_not_run);
    }
    return out;
  };
  EXPECT_EQ(certain("WHEN undefined_table THEN TRUNCATE b;"), std::vector<bool>{true});
  EXPECT_EQ(certain("WHEN unique_violation THEN TRUNCATE b; WHEN others THEN TRUNCATE c;"),
            (std::vector<bool>{false, false}));
  EXPECT_EQ(certain("WHEN others THEN TRUNCATE b; WHEN unique_violation THEN TRUNCATE c;"),
            (std::vector<bool>{true, false}));
}

TEST(Plpgsql, ReadsExecuteOfConstantsAndOwnsUpToTheRest) {
  const auto body = read_plpgsql(
      R"(DECLARE r record; which text := current_setting('app.table'); BEGIN
EXECUTE 'ALTER TABLE orders DROP COLUMN ' || quote_ident('Gift');
EXECUTE format('DROP TABLE %I.%I', 'a', 'b');
FOR r IN SELECT tablename FROM pg_tables LOOP
  EXECUTE format('ALTER TABLE %I ADD z int', which);
END LOOP;
COMMIT;
EXCEPTION WHEN others THEN TRUNCATE logs; END)");
  EXPECT_EQ(texts(body), (std::vector<std::string>{"ALTER TABLE orders DROP COLUMN \"Gift\"", "DROP TABLE a.b",
                                                   "SELECT tablename FROM pg_tables", "TRUNCATE logs"}));
  EXPECT_EQ(body.unseen, std::vector<std::string>{"line 5 of it runs a text that is put together at run time"});
  EXPECT_TRUE(body.ends_transactions);
  EXPECT_FALSE(body.statements.at(1).may_not_run);
  EXPECT_EQ(body.statements.at(1).guards, std::vector<int>{0});
  EXPECT_EQ(body.statements.at(3).handles, 0);
}

TEST(Plpgsql, LeavesToTheCatalogWhatTheRowsOfALoopComplete) {
  const auto body = read_plpgsql(
      R"(DECLARE r record; BEGIN
FOR r IN SELECT tablename FROM pg_tables LOOP
  EXECUTE format('ALTER TABLE %I ADD z int', r.tablename);
END LOOP; END)");
  ASSERT_EQ(body.statements.size(), 2U);
  const auto& loop = body.statements.at(1);
  EXPECT_EQ(loop.text, "");
  EXPECT_TRUE(loop.may_not_run);
  EXPECT_EQ(loop.loop_query, "SELECT tablename FROM pg_tables");
  EXPECT_EQ(complete(loop, {{"tablename", "Orders"}}), "ALTER TABLE \"Orders\" ADD z int");
  EXPECT_FALSE(complete(loop, {{"schemaname", "public"}}));
  EXPECT_TRUE(body.unseen.empty());
}

TEST(Plpgsql, SaysWhatItCannotRead) {
  EXPECT_NE(read_plpgsql("BEGIN IF x THEN END").problem, "");
  EXPECT_NE(read_plpgsql("import os").problem, "");
  EXPECT_EQ(read_plpgsql("BEGIN EXECUTE $lk$DROP TABLE x$lk$; END").statements.at(0).text, "DROP TABLE x");
}

TEST(ConstantText, KnowsOnlyConstants) {
  EXPECT_EQ(constant_text("'a' || 'b'"), "ab");
  EXPECT_EQ(constant_text("format('%s %L 100%%', 'x', 'it''s')"), "x 'it''s' 100%");
  EXPECT_EQ(constant_text("quote_ident('Mixed')"), "\"Mixed\"");
  EXPECT_EQ(constant_text("'a'::text"), "a");
  EXPECT_EQ(constant_text("a || 'b'"), std::nullopt);
  EXPECT_EQ(constant_text("format('%2$s %1$I', 'x', 'y')"), "y x");
  EXPECT_EQ(constant_text("format('%2$s', 'x')"), std::nullopt);
  EXPECT_EQ(constant_text("now()"), std::nullopt);
  EXPECT_EQ(constant_text("1; DROP TABLE x"), std::nullopt);
}

}  // namespace sql
