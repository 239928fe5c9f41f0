// Every format over the same report; SARIF against the parts of its schema that a reader relies on.
#include "findings/formats.h"

#include <regex>

#include <gtest/gtest.h>

#include "base/text.h"

namespace findings {

static Report sample() {
  Report report{.files = {"a b.sql", "clean.sql"}, .findings = {}, .rules = {}, .judged_by = "no server"};
  report.rules.push_back(
      {.id = "no-where", .severity = Severity::warning, .page = "# no-where\n\nFinds `it`. More.\n"});
  report.findings.push_back({.rule = "no-where",
                             .file = "a b.sql",
                             .line = 3,
                             .column = 8,
                             .severity = Severity::error,
                             .message = "100% of <orders>,\nwith \"quotes\" & pipes | here",
                             .better = "a WHERE",
                             .text = "\tUPDATE orders;"});
  report.findings.push_back(
      {.rule = "other", .file = "a b.sql", .severity = Severity::advice, .message = "whole file"});
  return report;
}

static std::string rendered(std::string_view id, const Report& report) {
  const auto* entry = base::find(formats(), id);
  return entry ? entry->item->render(report) : "no such format";
}

TEST(Formats, TextShowsTheLineWithACaret) {
  EXPECT_EQ(rendered("text", sample()),
            "a b.sql:3:8: error: 100% of <orders>,\n    with \"quotes\" & pipes | here [no-where]\n"
            "    UPDATE orders;\n"
            "          ^\n"
            "  better: a WHERE\n\n"
            "a b.sql: advice: whole file [other]\n\n"
            "2 findings: 1 error, 0 warnings, 1 advice (2 files, judged by no server)\n");
}

TEST(Formats, AdviceThatComesAgainAndAgainIsShownTwiceAndThenByItsLines) {
  Report report{.files = {"a.sql"}, .judged_by = "no server"};
  const auto add = [&](int line, Severity severity) {
    report.findings.push_back({.rule = "r", .file = "a.sql", .line = line, .severity = severity, .message = "m"});
  };
  for (int line = 1; line <= 4; ++line) add(line, Severity::advice);
  EXPECT_EQ(rendered("text", report).find("more of r"), std::string::npos);
  for (int line = 5; line <= 30; ++line) add(line, Severity::advice);
  add(31, Severity::warning);
  const auto text = rendered("text", report);
  EXPECT_NE(text.find("a.sql:2: advice: m [r]\n\n  and 28 more of r in this file: lines 3, 4, 5, "),
            std::string::npos)
      << text;
  EXPECT_NE(text.find(", 22 …\n"), std::string::npos) << text;
  EXPECT_EQ(text.find("a.sql:3:"), std::string::npos) << text;
  EXPECT_NE(text.find("a.sql:31: warning"), std::string::npos) << text;
  EXPECT_NE(text.find("31 findings: 0 errors, 1 warning, 30 advice"), std::string::npos) << text;
}

TEST(Formats, TheCaretStandsUnderWideCharactersToo) {
  const Finding finding{.rule = "r", .file = "f", .line = 1, .column = 4, .message = "m", .text = "日本 x"};
  EXPECT_EQ(to_text(finding), "f:1:4: warning: m [r]\n    日本 x\n         ^\n");
}

TEST(Formats, ALongLineIsShownAroundTheCaret) {
  const Finding finding{.rule = "r",
                        .file = "f",
                        .line = 1,
                        .column = 5001,
                        .message = "m",
                        .text = std::string(5000, 'a') + "X" + std::string(5000, 'b')};
  const auto text = to_text(finding);
  EXPECT_LT(text.size(), 600U);
  const auto lines = base::lines(text);
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(base::display_width(lines[1].substr(0, lines[1].find('X'))), lines[2].find('^'));
}

TEST(Formats, JsonHasWhatRunbookLintAlwaysGave) {
  const auto json = base::Json::parse(rendered("json", sample()));
  EXPECT_FALSE(json["ok"].get<bool>());
  EXPECT_EQ(json["findings"][0]["rule"], "no-where");
  EXPECT_EQ(json["findings"][0].size(), 7U);
  EXPECT_EQ(json["findings"].size(), sample().findings.size());
  EXPECT_EQ(json["files"], sample().files.size());
  EXPECT_EQ(base::Json::parse(rendered("json", {}))["findings"], base::Json::array());
}

TEST(Formats, SarifHasTheShapeOfItsSchema) {
  const auto json = base::Json::parse(rendered("sarif", sample()));
  EXPECT_EQ(json["version"], "2.1.0");
  ASSERT_EQ(json["runs"].size(), 1U);
  const auto& run = json["runs"][0];
  EXPECT_EQ(run["tool"]["driver"]["name"], "lockkeeper");
  EXPECT_EQ(run["tool"]["driver"]["rules"][0]["id"], "no-where");
  EXPECT_EQ(run["tool"]["driver"]["rules"][0]["shortDescription"]["text"], "Finds it.");
  EXPECT_EQ(run["columnKind"], "unicodeCodePoints");
  const auto& first = run["results"][0];
  EXPECT_EQ(first["ruleIndex"], 0);
  EXPECT_EQ(first["level"], "error");
  const auto& where = first["locations"][0]["physicalLocation"];
  EXPECT_EQ(where["artifactLocation"]["uri"], "a%20b.sql");
  EXPECT_EQ(where["region"]["startLine"], 3);
  EXPECT_EQ(where["region"]["startColumn"], 8);
  const auto& second = run["results"][1];
  EXPECT_FALSE(second.contains("ruleIndex"));  // not in the catalogue
  EXPECT_EQ(second["level"], "note");
  EXPECT_FALSE(second["locations"][0]["physicalLocation"].contains("region"));  // startLine is at least 1 there
}

TEST(Formats, GithubEscapesWhatItsCommandsTakeForTheirOwn) {
  EXPECT_EQ(rendered("github", sample()),
            "::error file=a b.sql,line=3,col=8,title=no-where::100%25 of <orders>,%0Awith \"quotes\" & pipes | "
            "here%0Abetter: a WHERE\n"
            "::notice file=a b.sql,title=other::whole file\n");
}

TEST(Formats, GitlabHasItsFiveFields) {
  const auto json = base::Json::parse(rendered("gitlab", sample()));
  ASSERT_EQ(json.size(), 2U);
  for (const auto& entry : json) {
    for (const auto* field : {"description", "check_name", "fingerprint", "severity", "location"})
      EXPECT_TRUE(entry.contains(field)) << field;
    EXPECT_GE(entry["location"]["lines"]["begin"].get<int>(), 1);
  }
  EXPECT_EQ(json[0]["severity"], "major");
  EXPECT_NE(json[0]["fingerprint"], json[1]["fingerprint"]);
}

TEST(Formats, JunitFailsFromFailOnOnAndPassesCleanFiles) {
  const auto xml = rendered("junit", sample());
  EXPECT_NE(xml.find("<testsuite name=\"a b.sql\" tests=\"2\" failures=\"1\" errors=\"0\">"), std::string::npos);
  EXPECT_NE(xml.find("message=\"100% of &lt;orders&gt;,&#10;with &quot;quotes&quot; &amp; pipes | here\""),
            std::string::npos);
  EXPECT_NE(xml.find("<testcase name=\"nothing found\" classname=\"clean.sql\"/>"), std::string::npos);
  EXPECT_NE(xml.find("<system-out>a b.sql: advice: whole file [other]"), std::string::npos);
}

TEST(Formats, MarkdownEscapesAndFences) {
  const auto text = rendered("markdown", sample());
  EXPECT_NE(text.find("| error | a b.sql:3 | no-where |\n"), std::string::npos) << text;
  EXPECT_NE(text.find("```sql\nUPDATE orders;\n```\n"), std::string::npos) << text;
  EXPECT_NE(text.find("\\<orders\\>"), std::string::npos) << text;
}

TEST(Formats, FingerprintsSurviveMovedLinesAndTellEqualLinesApart) {
  auto moved = sample().findings;
  moved.push_back(moved[0]);
  auto before = fingerprints(moved);
  for (auto& finding : moved) finding.line += 10;
  EXPECT_EQ(fingerprints(moved), before);
  EXPECT_NE(before[0], before[2]);
}

TEST(Formats, AnEmptyReportIsADocumentToo) {
  const Report report{.files = {"a.sql"}};
  for (const auto& entry : formats()) {
    EXPECT_NO_THROW(entry.item->render(report)) << entry.id;
    EXPECT_FALSE(entry.item->summary.empty()) << entry.id;
  }
  EXPECT_FALSE(report.fails());
}

}  // namespace findings
