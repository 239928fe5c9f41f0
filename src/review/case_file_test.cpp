#include "review/case_file_test.h"

#include <regex>

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/text.h"

namespace review {

static Case read_head(const std::string& head) {
  static const std::regex pattern(R"((finds ([a-z0-9:, ]+?)|quiet) ?(\((live|offline)\))?: (.+))");
  std::smatch parts;
  if (!std::regex_match(head, parts, pattern))
    throw base::Error{base::Code::text, fmt::format("not the head of a case: {}", head)};
  Case out{.title = parts[5]};
  out.live = parts[4] != "offline";
  out.offline = parts[4] != "live";
  const auto numbers = parts[2].str();
  for (const auto part : base::split(numbers, ',')) {
    auto place = std::string(base::trim(part));
    if (place.empty()) continue;
    ExpectedPlace expected;
    if (place.starts_with("undo:")) {
      expected.undo = true;
      place.erase(0, 5);
    }
    const auto colon = place.find(':');
    expected.line = std::stoi(place);
    if (colon != std::string::npos) expected.column = std::stoi(place.substr(colon + 1));
    out.finds.push_back(expected);
  }
  return out;
}

std::vector<Case> read_cases(std::string_view text, const std::string& file) {
  std::vector<Case> out;
  bool undo = false;
  int number = 0;
  for (const auto line : base::lines(text)) {
    ++number;
    if (line.starts_with("=== ")) {
      out.push_back(base::while_doing(fmt::format("reading {}:{}", file, number),
                                      [&] { return read_head(std::string(line.substr(4))); }));
      out.back().line = number;
      undo = false;
    } else if (out.empty()) {
      throw base::Error{base::Code::text, fmt::format("{}:{}: text before the first case", file, number)};
    } else if (line == "--- undo") {
      undo = true;
    } else {
      (undo ? out.back().undo : out.back().text) += std::string(line) + '\n';
    }
  }
  return out;
}

TEST(CaseFile, IsReadAsItSays) {
  const std::string text = "=== finds 2, undo:3:7 (live): two\nx\n--- undo\ny\n=== quiet: none\nz\n";
  const auto cases = read_cases(text, "x.cases");
  ASSERT_EQ(cases.size(), 2U);
  EXPECT_EQ(cases[0].title, "two");
  EXPECT_FALSE(cases[0].offline);
  ASSERT_EQ(cases[0].finds.size(), 2U);
  EXPECT_TRUE(cases[0].finds[1].undo);
  EXPECT_EQ(cases[0].finds[1].column, 7);
  EXPECT_EQ(cases[0].undo, "y\n");
  EXPECT_EQ(cases[1].text, "z\n");
  EXPECT_THROW(read_cases("=== fnds 3: x\n", "x.cases"), base::Error);
}

}  // namespace review
