#include "app/loose_file.h"

#include <gtest/gtest.h>

#include "base/files.h"

namespace app {

TEST(LooseFile, IsAMigrationOfItsName) {
  const base::TemporaryFolder folder;
  base::write_file(folder.path() / "add_email.sql",
                   "\xEF\xBB\xBF-- Description: e-mail\nALTER TABLE t ADD e text;\n");
  const auto found = read_loose_file(folder.path() / "add_email.sql");
  EXPECT_EQ(found.name, "add_email");
  EXPECT_TRUE(found.up.file.is_absolute());
  EXPECT_TRUE(found.up.text.starts_with("-- Description"));
}

TEST(LooseFile, WhatPsqlAloneUnderstandsIsBlankedAndNamed) {
  std::string text = "\\set x 1\nCREATE TABLE t (a int);\nCOPY t FROM stdin;\n1\n2\n\\.\nCREATE INDEX ON t (a);\n";
  const auto lines = std::count(text.begin(), text.end(), '\n');
  EXPECT_EQ(blank_psql_commands(text, "x.sql"),
            std::vector<std::string>{"line 1: \\set x 1 is a command of psql, which is not followed"});
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), lines);
  EXPECT_NE(text.find("\nCREATE TABLE t (a int);\n"), std::string::npos);
  EXPECT_NE(text.find("\nCREATE INDEX ON t (a);\n"), std::string::npos);
  EXPECT_NE(text.find("\n1\n2\n\\.\n"), std::string::npos) << "rows are read";
}

}  // namespace app
