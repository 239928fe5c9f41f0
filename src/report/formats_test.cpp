#include "report/formats.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "report/html.h"
#include "report/markdown_text.h"
#include "report/timeline.h"
#include "run_view/sample_events_test.h"
#include "testing/case_file.h"

namespace report {

static std::string render(std::string_view format, const std::vector<journal::Event>& events) {
  return base::find(formats(), format)->item->render(run_view::build_run_view(events));
}

// --update writes the sample anew; the difference is for reviewers.
static void expect_as_sample(const std::string& name, const std::string& text) {
  const std::string file = std::string(LOCKKEEPER_SOURCE "/src/report/samples/") + name;
  if (cases::updating()) base::write_file(file, text, 0644);
  EXPECT_EQ(text, base::read_file(file)) << "run with --update if this is as it should be";
}

TEST(Markdown, IsAsTheSamples) {
  expect_as_sample("finished.md", render("markdown", run_view::finished_night()));
  expect_as_sample("killed.md", render("markdown", run_view::killed_night()));
  expect_as_sample("failed.md", render("markdown", run_view::failed_night()));
}

TEST(Json, IsAsTheSample) {
  expect_as_sample("failed.json", render("json", run_view::failed_night()));
}

// Every text of every event replaced by something that wants to be markup.
static void poison(base::Json& data, const std::string& text) {
  if (data.is_string()) {
    data = text + data.get<std::string>();
  } else if (data.is_structured()) {
    for (auto& element : data) poison(element, text);
  }
}

static std::vector<journal::Event> poisoned(std::vector<journal::Event> events) {
  for (auto& event : events) {
    for (const char* key : {"step", "id", "about", "version"}) {
      if (event.data.contains(key))
        event.data[key] = "<i id='k'>\"" + (event.data[key].is_string() ? event.data[key].get<std::string>() : "");
    }
    for (auto& [key, value] : event.data.items()) {
      if (key != "step" && key != "id" && key != "about" && key != "version")
        poison(value, "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&\x01");
    }
    event.actor = event.run = event.hash = "<script>alert(1)</script>";
  }
  return events;
}

TEST(Html, EscapesEveryText) {
  for (const auto& night : {run_view::finished_night(), run_view::killed_night(), run_view::failed_night()}) {
    const std::string page = render("html", poisoned(night));
    for (const char* forbidden : {"<script", "<img", "<i ", "onerror=alert(1)>&\x01", "\x01"}) {
      EXPECT_EQ(page.find(forbidden), std::string::npos) << forbidden;
    }
    EXPECT_NE(page.find("&lt;script&gt;alert(1)"), std::string::npos);
    // No text ends the attribute that it stands in: every tag's quotes are even.
    for (std::size_t at = page.find('<', page.find("</style>")); at != std::string::npos;
         at = page.find('<', at + 1)) {
      const std::string tag = page.substr(at, page.find('>', at) - at);
      EXPECT_EQ(std::ranges::count(tag, '"') % 2, 0) << tag;
    }
  }
}

TEST(Html, LoadsNothing) {
  const std::string page = render("html", run_view::finished_night());
  for (const char* forbidden : {"http://", "https://", "url(", "@import", "<link", "<script", "src="}) {
    EXPECT_EQ(page.find(forbidden), std::string::npos) << forbidden;
  }
}

TEST(Html, ClosesWhatItOpens) {
  for (const auto& night : {run_view::finished_night(), run_view::killed_night(), run_view::failed_night()}) {
    const std::string page = render("html", night);
    std::vector<std::string> open;
    for (std::size_t at = page.find('<', page.find("<html")); at != std::string::npos; at = page.find('<', at + 1)) {
      const std::string tag = page.substr(at + 1, page.find('>', at) - at - 1);
      const std::string name = tag.substr(0, tag.find(' '));
      if (name == "meta" || name == "br" || tag.ends_with('/')) continue;
      if (!name.starts_with('/')) {
        open.push_back(name);
      } else {
        ASSERT_FALSE(open.empty()) << tag;
        ASSERT_EQ("/" + open.back(), name) << page.substr(at > 200 ? at - 200 : 0, 220);
        open.pop_back();
      }
    }
    EXPECT_TRUE(open.empty());
  }
}

TEST(Html, ShowsAnEmptyRunToo) {
  EXPECT_NE(render("html", {}).find("</html>"), std::string::npos);
}

TEST(Html, KeepsAnAwkwardTextAsItIs) {
  EXPECT_EQ(escape("a<b>&\"'\x1f\tü"), "a&lt;b&gt;&amp;&quot;&#39;\xef\xbf\xbd\tü");
}

TEST(MarkdownText, StaysTextWhateverItHolds) {
  EXPECT_EQ(md("a|b *c* _d_ `e` <f>\n# g"), "a\\|b \\*c\\* \\_d\\_ \\`e\\` \\<f\\> \\# g");
  EXPECT_EQ(md_block("```\nx\n```\n"), "````\n```\nx\n```\n````\n");
  EXPECT_EQ(md_shortened("1\n2\n3\n4\n5\n6\n7\n8\n9\n", 3), "1\n2\n… 6 more lines …\n9\n");
  EXPECT_EQ(md_table({"a", "b"}, {{"1", ""}, {"2", ""}}), "| a |\n| --- |\n| 1 |\n| 2 |\n");
}

TEST(Timeline, LeavesOutTheTimeTheProgramWasAway) {
  const auto line = actual_timeline(run_view::build_run_view(run_view::killed_night()));
  ASSERT_EQ(line.cuts.size(), 1U);
  EXPECT_EQ(line.cuts[0].label, "away 15 min");
  EXPECT_LT(line.cuts[0].width, 0.05);
  for (const auto& row : line.rows) {
    for (const auto& bar : row.actual) {
      EXPECT_GE(bar.from, 0);
      EXPECT_LE(bar.from, bar.to);
      EXPECT_LE(bar.to, 1);
    }
  }
  EXPECT_EQ(line.rows.size(), 7U);
}

TEST(Timeline, PutsThePlanBesideTheCourse) {
  const auto line = planned_timeline(run_view::build_run_view(run_view::finished_night()));
  ASSERT_EQ(line.rows.size(), 7U);
  EXPECT_EQ(line.rows[0].planned->from, 0);  // T-2 hours is the beginning
  EXPECT_NEAR(*line.zero, 2.0 / 3, 0.001);
  EXPECT_EQ(line.rows.back().planned->to, 1);
  EXPECT_TRUE(planned_timeline(run_view::build_run_view({})).rows.empty());
}

}  // namespace report
