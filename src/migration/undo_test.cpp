#include "migration/undo.h"

#include <gtest/gtest.h>

#include "base/files.h"

namespace migration {

// Every place that a layout reads an undo from is one where it is found.
TEST(Undo, IsFoundWhereTheLayoutsKeepIt) {
  const base::TemporaryFolder folder;
  const auto make = [&](const std::string& name) {
    const auto file = folder.path() / name;
    std::filesystem::create_directories(file.parent_path());
    base::write_file(file, "SELECT 1;\n");
    return file;
  };
  const std::vector<std::pair<std::string, std::string>> pairs{
      {"a/001_x.sql", "a/rollbacks/001_x_rollback.sql"},
      {"b/001_x.sql", "b/rollback/001_x_rollback.sql"},
      {"c/001_x.sql", "c/rollbacks/001_x.sql"},
      {"d/001_x.sql", "d/001_x_rollback.sql"},
      {"e/001_x.sql", "e/001_x.rollback.sql"},
      {"f/001_x.sql", "f/001_x.down.sql"},
      {"g/001_x.sql", "g/001_x_down.sql"},
      {"h/i/001_x.sql", "h/rollbacks/001_x_rollback.sql"},
      {"j/001_x.up.sql", "j/001_x.down.sql"},
      {"k/20260101_x/migration.sql", "k/20260101_x/down.sql"}};
  for (const auto& [script, undo] : pairs) {
    const auto file = make(script);
    EXPECT_EQ(undo_of(file), std::nullopt) << script;
    const auto expected = make(undo);
    EXPECT_EQ(undo_of(file), expected) << script;
  }
}

}  // namespace migration
