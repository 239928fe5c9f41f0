#include "lint/case_file_test.h"

#include <regex>

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/text.h"

namespace lint {

static Case read_head(const std::string& head, const std::string& schema) {
  static const std::regex pattern(R"((finds ([0-9:, ]+?)|quiet) ?(\(([a-z, ]+)\))?: (.+))");
  std::smatch parts;
  if (!std::regex_match(head, parts, pattern))
    throw base::Error{base::Code::text, fmt::format("not the head of a case: {}", head)};
  Case out{.title = parts[5]};
  const auto numbers = parts[2].str();
  for (const auto part : base::split(numbers, ',')) {
    const auto place = std::string(base::trim(part));
    if (place.empty()) continue;
    const auto colon = place.find(':');
    out.finds.push_back(
        {.line = std::stoi(place), .column = colon == std::string::npos ? 0 : std::stoi(place.substr(colon + 1))});
  }
  const auto needs = parts[4].str();
  out.server = !needs.empty();
  if (needs.find("schema") != std::string::npos) out.schema = schema;
  return out;
}

std::vector<Case> read_cases(std::string_view text, const std::string& file) {
  std::vector<Case> out;
  std::string schema;
  bool in_schema = false;
  int number = 0;
  for (const auto line : base::lines(text)) {
    ++number;
    if (line == "=== schema") {
      schema.clear();
      in_schema = true;
    } else if (line.starts_with("=== ")) {
      in_schema = false;
      out.push_back(base::while_doing(fmt::format("reading {}:{}", file, number),
                                      [&] { return read_head(std::string(line.substr(4)), schema); }));
      out.back().line = number;
      out.back().files.emplace_back("runbook.md", "");
    } else if (in_schema) {
      schema += std::string(line) + '\n';
    } else if (line.starts_with("--- ") && line.ends_with(".md") && !out.empty()) {
      out.back().files.emplace_back(line.substr(4), "");
    } else if (!out.empty()) {
      out.back().files.back().second += std::string(line) + '\n';
    } else if (!base::trim(line).empty()) {
      throw base::Error{base::Code::text, fmt::format("{}:{}: text before the first case", file, number)};
    }
  }
  return out;
}

TEST(CaseFile, IsReadAsItSays) {
  const std::string text =
      "=== schema\nCREATE TABLE a();\n=== finds 2, 3:7 (schema): two\nx\n--- b.md\ny\n=== quiet: none\n";
  const auto cases = read_cases(text, "x.cases");
  ASSERT_EQ(cases.size(), 2U);
  EXPECT_EQ(cases[0].title, "two");
  EXPECT_EQ(cases[0].schema, "CREATE TABLE a();\n");
  ASSERT_EQ(cases[0].finds.size(), 2U);
  EXPECT_EQ(cases[0].finds[1].column, 7);
  ASSERT_EQ(cases[0].files.size(), 2U);
  EXPECT_EQ(cases[0].files[1], (std::pair<std::string, std::string>("b.md", "y\n")));
  EXPECT_FALSE(cases[1].server);
  EXPECT_THROW(read_cases("=== fnds 3: x\n", "x.cases"), base::Error);
}

}  // namespace lint
