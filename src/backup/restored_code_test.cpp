#include "backup/restored_code.h"

#include <gtest/gtest.h>

using backup::code_that_runs;

static const std::string evil =
    "CREATE FUNCTION public.evil(t text) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN COPY (SELECT 1) TO PROGRAM "
    "'id'; RETURN true; END $$;\n";

TEST(CodeThatRuns, IsWhatTheRestoreEvaluates) {
  const std::vector<std::pair<std::string, std::string>> users{
      {"CREATE TABLE public.t (\n  a text,\n  CONSTRAINT c CHECK (public.evil(a))\n);", "a CHECK of public.t"},
      {"ALTER TABLE ONLY public.t ADD CONSTRAINT c CHECK (public.evil(a));", "a CHECK of public.t"},
      {"CREATE DOMAIN public.d AS text CONSTRAINT c CHECK (public.evil(VALUE));", "a CHECK of the domain public.d"},
      {"CREATE TABLE public.t (a text, b boolean GENERATED ALWAYS AS (public.evil(a)) STORED);",
       "a generated column or CHECK of public.t"},
      {"CREATE INDEX i ON public.t USING btree (public.evil(a));", "the index i"},
      {"CREATE UNIQUE INDEX i ON public.t USING btree (a) WHERE public.evil(a);", "the index i"},
      {"CREATE MATERIALIZED VIEW public.m AS SELECT public.evil('x') WITH NO DATA;",
       "the materialized view public.m"},
      {"CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION public.evil();", "the event trigger e"},
      {"CREATE STATISTICS public.s ON (public.evil(a)), a FROM public.t;", "the statistics public.s"}};
  for (const auto& [sql, who] : users) {
    const auto found = code_that_runs(evil + sql);
    ASSERT_EQ(found.size(), 1U) << sql;
    EXPECT_EQ(found.front(), who + " calls public.evil, which starts programs (COPY … PROGRAM)");
  }
}

TEST(CodeThatRuns, IsFoundBehindOtherFunctionsAndInOtherLanguages) {
  const auto through = code_that_runs(
      evil +
      "CREATE FUNCTION public.nice(t text) RETURNS boolean LANGUAGE sql AS $$ SELECT public.evil(t) $$;\n"
      "CREATE TABLE public.t (a text CHECK (public.nice(a)));");
  ASSERT_EQ(through.size(), 1U);
  EXPECT_EQ(through.front(),
            "a CHECK of public.t calls public.nice, which calls public.evil, which starts programs (COPY … PROGRAM)");
  for (const auto* language : {"plpython3u", "plperlu", "c", "'C'"}) {
    EXPECT_EQ(code_that_runs(std::string("CREATE FUNCTION public.f() RETURNS boolean LANGUAGE ") + language +
                             " AS $$x$$; CREATE TABLE public.t (a text CHECK (public.f()));")
                  .size(),
              1U)
        << language;
  }
  for (const auto* body : {"SELECT pg_read_file('/etc/passwd') IS NULL", "SELECT lo_export(1, 'x') = 1",
                           "ALTER ROLE mallory SUPERUSER; SELECT true", "x := $e$COPY (SELECT 1) TO PROGRAM 'id'$e$",
                           "COPY t FROM '/etc/passwd'; SELECT true"}) {
    EXPECT_EQ(code_that_runs(std::string("CREATE FUNCTION public.f() RETURNS boolean LANGUAGE sql AS $$") + body +
                             "$$; CREATE TABLE public.t (a text CHECK (public.f()));")
                  .size(),
              1U)
        << body;
  }
  EXPECT_EQ(code_that_runs("CREATE FUNCTION public.f() RETURNS boolean LANGUAGE plpgsql AS $$BEGIN EXECUTE x; END$$;"
                           "CREATE TABLE public.t (a text CHECK (public.f()));")
                .size(),
            1U);
}

TEST(CodeThatRuns, IsNotWhatOnlyComputesOrOnlyLies) {
  const std::string pure =
      "CREATE FUNCTION public.f(t text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN t ~ 'x'; END "
      "$$;\nCREATE TABLE public.t (a text CHECK (public.f(a)));";
  EXPECT_TRUE(code_that_runs(pure).empty());
  EXPECT_TRUE(code_that_runs(evil + "CREATE TABLE public.t (a text DEFAULT public.evil('x'));").empty());
  EXPECT_TRUE(
      code_that_runs(evil + "CREATE TRIGGER g AFTER INSERT ON public.t EXECUTE FUNCTION public.evil();").empty());
  EXPECT_TRUE(code_that_runs(evil + "CREATE TABLE public.evils (a text CHECK (a <> 'x'));").empty());
  EXPECT_TRUE(code_that_runs("").empty());
}
