// Runs the .cases beside each rule: Markdown in, lines of findings out.
#include <filesystem>

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "base/process.h"
#include "base/text.h"
#include "lint/case_file_test.h"
#include "lint/rules.h"
#include "pg/shared_server_test.h"

namespace lint {

namespace {

// A database of its own for a case; gone with it.
class Database {
 public:
  explicit Database(const std::string& schema) {
    static int number = 0;
    name_ = "case_" + std::to_string(++number);
    pg::Session({.target = pg::shared_server().url()}).execute("CREATE DATABASE " + name_);
    if (!schema.empty()) pg::Session({.target = url()}).execute(schema);
  }
  ~Database() {
    pg::Session({.target = pg::shared_server().url()}).execute("DROP DATABASE " + name_ + " WITH (FORCE)");
  }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  [[nodiscard]] std::string url() const { return pg::shared_server().url(name_); }

 private:
  std::string name_;
};

}  // namespace

static std::string described(const std::vector<Finding>& findings) {
  std::string out;
  for (const auto& finding : findings)
    out += fmt::format("  {}:{} {}\n", finding.line, finding.column, finding.message);
  return out;
}

static void compare(const Case& the_case, const std::vector<Finding>& found) {
  for (const auto& place : the_case.finds) {
    EXPECT_TRUE(std::any_of(found.begin(), found.end(),
                            [&](const Finding& finding) {
                              return finding.line == place.line &&
                                     (place.column == 0 || finding.column == place.column);
                            }))
        << "nothing in " << place.line << ":" << place.column << ", but\n"
        << described(found);
  }
  for (const auto& finding : found) {
    EXPECT_TRUE(std::any_of(the_case.finds.begin(), the_case.finds.end(),
                            [&](const ExpectedPlace& place) { return place.line == finding.line; }))
        << "not expected: " << described({finding});
    EXPECT_FALSE(finding.message.empty());
  }
}

static void run_case(const base::Entry<Rule>& rule, const Case& the_case) {
  const base::TemporaryFolder folder;
  std::vector<Document> documents;
  for (const auto& [name, content] : the_case.files) {
    base::write_file(folder.path() / name, content);
    documents.push_back(read_document(folder.path() / name));
  }
  std::optional<Database> database;
  std::optional<pg::Session> session;
  std::optional<pg::Transaction> reading;
  if (the_case.server) {
    database.emplace(the_case.schema);
    session.emplace(pg::Options{.target = database->url()});
    reading.emplace(*session, "BEGIN READ ONLY");
  }
  auto found = apply(rule, {.document = documents.front(),
                            .all = documents,
                            .server = session ? &*session : nullptr,
                            .has_schema = !the_case.schema.empty(),
                            .shellcheck = base::find_program("shellcheck").has_value(),
                            .today = *base::parse_instant("2026-11-20T12:00:00Z")});
  compare(the_case, found);
}

TEST(Rules, FindWhatTheirCasesSay) {
  for (const auto& rule : rules()) {
    const auto stem = base::replace_all(std::string(rule.id), "-", "_");
    auto file = std::filesystem::path(LOCKKEEPER_SOURCE) / "src/lint/rules" / (stem + ".cases");
    if (!std::filesystem::exists(file)) file.replace_filename(stem + "_.cases");  // a stem that is a C++ word
    const auto text = base::read_file(file);
    const auto cases = read_cases(text, file.filename());
    EXPECT_TRUE(std::any_of(cases.begin(), cases.end(), [](const Case& a) { return !a.finds.empty(); })) << rule.id;
    EXPECT_TRUE(std::any_of(cases.begin(), cases.end(), [](const Case& a) { return a.finds.empty(); })) << rule.id;
    for (const auto& the_case : cases) {
      SCOPED_TRACE(fmt::format("{}:{}: {}", file.filename().string(), the_case.line, the_case.title));
      try {
        run_case(rule, the_case);
      } catch (const base::Error& error) {
        ADD_FAILURE() << base::render(error);
      }
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
