#include "report/plan_page.h"

#include <gtest/gtest.h>

namespace report {

static migration::Migration migration_of(const std::string& name, const std::string& text) {
  migration::Migration out{.version = name, .name = name};
  out.up = {.file = name + ".sql", .shown = name + ".sql", .text = text};
  return out;
}

TEST(PlanPage, ShowsEachMigrationItsFindingsAndTheDrawing) {
  const auto first = migration_of("001_<a>", "CREATE TABLE a (id int);");
  const auto second = migration_of("002_b", "ALTER TABLE a ADD COLUMN b int;");
  const auto plan = plan::build_plan({&first, &second}, {});
  const std::vector<findings::Finding> findings{
      {.rule = "json-type", .file = "002_b.sql", .line = 1, .message = "a < b", .text = "x & y"},
      {.rule = "elsewhere", .file = "other.sql", .line = 1, .message = "not here"}};
  PlanPage page{.plan = plan, .findings = findings, .graph = plan::dependencies({&first, &second})};
  const auto without = plan_page(page);
  EXPECT_NE(without.find("001_&lt;a&gt;"), std::string::npos);
  EXPECT_EQ(without.find("<a>"), std::string::npos);
  EXPECT_NE(without.find("a &lt; b"), std::string::npos);
  EXPECT_NE(without.find("x &amp; y"), std::string::npos);
  EXPECT_EQ(without.find("not here"), std::string::npos);
  EXPECT_NE(without.find("<code>002_b</code> needs <code>001_&lt;a&gt;</code>: a"), std::string::npos) << without;
  EXPECT_NE(without.find("apt install graphviz"), std::string::npos);

  page.picture = "<?xml version=\"1.0\"?>\n<!DOCTYPE svg>\n<svg width=\"8pt\" height=\"9pt\">\n<g/></svg>\n";
  const auto with = plan_page(page);
  EXPECT_NE(with.find("<svg width=\"8px\" height=\"9px\">\n<g/></svg></div>"), std::string::npos) << with;
  EXPECT_EQ(with.find("<?xml"), std::string::npos);
  EXPECT_EQ(with.find("apt install"), std::string::npos);
}

TEST(PlanPage, SaysThatNothingIsLeft) {
  const plan::Plan plan;
  const std::vector<findings::Finding> none;
  EXPECT_NE(plan_page({.plan = plan, .findings = none}).find("Nothing to apply"), std::string::npos);
}

}  // namespace report
