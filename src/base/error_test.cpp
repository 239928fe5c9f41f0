#include "base/error.h"

#include <gtest/gtest.h>

using namespace base;

TEST(Error, ReadsAsWhatWhereWhyAndWhatNext) {
  Error error(Code::server, "relation \"User\" does not exist", "Did you mean \"users\"?");
  error.at({.file = "006.sql", .line = 12, .column = 13, .text = "ALTER TABLE \"User\" ADD x int;"});
  error.with("sqlstate", "42P01").during("applying 006");
  EXPECT_EQ(render(error),
            "error: relation \"User\" does not exist\n"
            "  at 006.sql:12:13\n"
            "    ALTER TABLE \"User\" ADD x int;\n"
            "                ^\n"
            "  sqlstate: 42P01\n"
            "  while applying 006\n"
            "Did you mean \"users\"?\n");
}

TEST(Error, WhileDoingKeepsTheInnermostFirst) {
  try {
    while_doing("outer", [] { return while_doing("inner", []() -> int { throw Error{Code::file, "gone"}; }); });
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.trail(), (std::vector<std::string>{"inner", "outer"}));
  }
}
