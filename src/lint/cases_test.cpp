// Runs the .cases beside each rule: Markdown in, lines of findings out.
//
//   === finds 3, 7:12 (server): title      the rule finds something in these lines (and columns) and nowhere else
//   === quiet: title                       it finds nothing
//   === schema                             SQL, loaded for the cases below it that say (schema)
//
// In brackets: server (an empty database), schema (one with the tables of the last === schema above). A line
// "--- other.md" begins another file in the same folder, which is read as well; the findings are those of the first.
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "base/process.h"
#include "base/text.h"
#include "lint/rules.h"
#include "pg/shared_server_test.h"
#include "testing/case_file.h"
#include "testing/expected_places.h"

namespace lint {

static std::string described(const std::vector<Finding>& findings) {
  std::string out;
  for (const auto& finding : findings)
    out += fmt::format("  {}:{} {}\n", finding.line, finding.column, finding.message);
  return out;
}

static std::vector<cases::Place> places(const std::vector<Finding>& found) {
  std::vector<cases::Place> out;
  for (const auto& finding : found) {
    EXPECT_FALSE(finding.message.empty());
    out.push_back({.part = "", .line = finding.line, .column = finding.column});
  }
  return out;
}

// What the rule finds in the case's first text; the others stand beside it as files. `schema`: where the case needs
// one.
static std::vector<Finding> found_in(const base::Entry<Rule>& rule, const cases::Case& one, bool server,
                                     const std::string& schema) {
  const base::TemporaryFolder folder;
  std::vector<Document> documents;
  for (const auto& part : one.parts) {
    const auto file = folder.path() / (part.key.empty() ? "runbook.md" : part.key);
    base::write_file(file, part.value);
    documents.push_back(read_document(file));
  }
  std::optional<pg::TestDatabase> database;
  std::optional<pg::Session> session;
  std::optional<pg::Transaction> reading;
  if (server) {
    database.emplace();
    if (!schema.empty()) database->connect().execute(schema);
    session.emplace(pg::Options{.target = database->url()});
    reading.emplace(*session, "BEGIN READ ONLY");
  }
  return apply(rule, {.document = documents.front(),
                      .all = documents,
                      .server = session ? &*session : nullptr,
                      .has_schema = !schema.empty(),
                      .shellcheck = base::find_program("shellcheck").has_value(),
                      .today = *base::parse_instant("2026-11-20T12:00:00Z")});
}

static void run_case(const base::Entry<Rule>& rule, cases::File& file, const cases::Case& one,
                     const std::string& schema) {
  SCOPED_TRACE(file.where(one));
  try {
    const auto head = cases::read_head(one.title);
    const bool with_schema = head.where.find("schema") != std::string::npos;
    const auto found = found_in(rule, one, !head.where.empty(), with_schema ? schema : "");
    const auto wrong = cases::difference(head.finds, places(found));
    EXPECT_TRUE(wrong.empty() || file.update_head(one, cases::rewritten(head, places(found))))
        << wrong << described(found);
  } catch (const base::Error& error) {
    ADD_FAILURE() << base::render(error);
  }
}

TEST(Rules, FindWhatTheirCasesSay) {
  for (const auto& rule : rules()) {
    cases::File file(cases::beside("src/lint/rules", rule.id), cases::Format::sections);
    const auto begin_with = [&](std::string_view word) {
      return std::any_of(file.cases().begin(), file.cases().end(),
                         [&](const auto& one) { return one.title.starts_with(word); });
    };
    EXPECT_TRUE(begin_with("finds")) << rule.id;
    EXPECT_TRUE(begin_with("quiet")) << rule.id;
    std::string schema;
    for (const auto& one : file.cases()) {
      if (one.title == "schema")
        schema = one.value("");
      else
        run_case(rule, file, one, schema);
    }
  }
}

TEST(Rules, HavePages) {
  for (const auto& rule : rules()) {
    EXPECT_TRUE(rule.page.starts_with(fmt::format("# {}\n", rule.id))) << rule.id;
    for (const auto* part : {"**Why.**", "**Instead.**", "**Sources.**"})
      EXPECT_NE(rule.page.find(part), std::string_view::npos) << rule.id << " has no " << part;
  }
}

}  // namespace lint
