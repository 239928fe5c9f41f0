#include "testing/case_file.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "testing/expected_places.h"

namespace cases {

TEST(CaseFile, FieldsStandBehindTheirKeysOrBelow) {
  const auto all = read("case: it holds\ngiven: SELECT 1\n\ntext:\n  a\n\n   b\n\nexit 5\n\ncase: two\n",
                        Format::fields, {"given", "text", "exit"});
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].title, "it holds");
  EXPECT_EQ(all[0].value("given"), "SELECT 1");
  EXPECT_EQ(all[0].value("text"), "a\n\n b\n");
  EXPECT_EQ(all[0].value("exit"), "5");
  EXPECT_EQ(all[1].line, 11);
  EXPECT_THROW(read("case: one\ngivn: x\n", Format::fields, {"given"}), base::Error);
  EXPECT_THROW(read("  x\n", Format::fields), base::Error);
}

TEST(CaseFile, SectionsKeepTheirLines) {
  const auto all = read("=== quiet: none\nx\n\n--- undo\ny\n=== finds 2: two\n", Format::sections);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].title, "quiet: none");
  EXPECT_EQ(all[0].value(""), "x\n\n");
  EXPECT_EQ(all[0].value("undo"), "y\n");
  EXPECT_EQ(all[1].line, 6);
  EXPECT_THROW(read("x\n", Format::sections), base::Error);
}

TEST(CaseFile, TranscriptsSayWhatComesOutBelow) {
  const auto all = read("a \\\nb\n  one\n  two\nc\n", Format::transcript);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].title, "a \\\nb");
  EXPECT_EQ(all[0].value(""), "  one\n  two\n");
  EXPECT_EQ(all[1].parts.front().line, 6) << "where it goes";
  EXPECT_EQ(read("a\nb\n", Format::lines).size(), 2U);
}

// The file after `change` was made to it as a test makes it.
static std::string updated(const std::string& before, Format format, const std::function<void(File&)>& change) {
  const base::TemporaryFolder folder;
  const auto path = folder.path() / "x.cases";
  base::write_file(path, before);
  const bool were_updating = updating();
  set_updating(true);
  {
    File file(path, format, {"expect", "text", "exit"});
    change(file);
  }
  set_updating(were_updating);
  return base::read_file(path);
}

TEST(CaseFile, IsBroughtUpToDate) {
  EXPECT_EQ(updated("a\n  one\nb\n", Format::lines,
                    [](File& file) {
                      file.update(file.cases()[0].parts[0], "  two\n  three\n");
                      file.update(file.cases()[1].parts[0], "  four\n");
                    }),
            "a\n  two\n  three\nb\n  four\n");
  EXPECT_EQ(updated("=== quiet: x\nSELECT 1;\n=== quiet: y\n", Format::sections,
                    [](File& file) { file.update_head(file.cases()[0], "finds 1: x"); }),
            "=== finds 1: x\nSELECT 1;\n=== quiet: y\n");
  EXPECT_EQ(updated("case: x\nexpect: pass a\ntext\n  b\n\n  c\n\nexit 0\n", Format::fields,
                    [](File& file) {
                      const auto& parts = file.cases()[0].parts;
                      file.update(parts[0], "fail");
                      file.update(parts[1], "d\n\ne\n");
                      file.update(parts[2], "5");
                    }),
            "case: x\nexpect: fail\ntext\n  d\n\n  e\n\nexit 5\n");
}

TEST(CaseFile, IsLeftAloneWhereItIsCompared) {
  const base::TemporaryFolder folder;
  base::write_file(folder.path() / "x.cases", "a\n  one\n");
  const bool were_updating = updating();
  set_updating(false);
  {
    File file(folder.path() / "x.cases", Format::lines);
    EXPECT_FALSE(file.update(file.cases()[0].parts[0], "  two\n"));
  }
  set_updating(were_updating);
  EXPECT_EQ(base::read_file(folder.path() / "x.cases"), "a\n  one\n");
}

TEST(ExpectedPlaces, AreReadAndWritten) {
  const auto head = read_head("finds 2, undo:3:7 (live): two");
  ASSERT_EQ(head.finds.size(), 2U);
  EXPECT_EQ(head.finds[0], (Place{.part = "", .line = 2, .column = 0}));
  EXPECT_EQ(head.finds[1], (Place{.part = "undo", .line = 3, .column = 7}));
  EXPECT_EQ(head.where, "live");
  EXPECT_EQ(rewritten(head, {{.part = "", .line = 4, .column = 1}}), "finds 4:1 (live): two");
  EXPECT_EQ(rewritten(head, {}), "quiet (live): two");
  EXPECT_EQ(rewritten(read_head("quiet: none"), {{.part = "", .line = 4, .column = 1}}), "finds 4: none");
  EXPECT_THROW(read_head("fnds 3: x"), base::Error);
}

TEST(ExpectedPlaces, NameWhatDiffers) {
  const std::vector<Place> expected{{.part = "", .line = 2, .column = 0}, {.part = "undo", .line = 3, .column = 7}};
  EXPECT_EQ(difference(expected, {{.part = "", .line = 2, .column = 9}, {.part = "undo", .line = 3, .column = 7}}),
            "");
  EXPECT_EQ(difference(expected, {{.part = "", .line = 2, .column = 9}, {.part = "undo", .line = 3, .column = 1}}),
            "nothing in undo:3:7\nnot expected: undo:3:1\n");
}

}  // namespace cases
