// Runs the .cases beside each rule: against the catalog of a real server, and against the schema simulated from its
// SQL. What each statement of a case is said to lock is compared with what the server's pg_locks show.
//
//   === finds 3, undo:7:12: title    the rule finds something in these lines (and columns), and nowhere else
//   === quiet (live): title          it finds nothing; (live): only against a server's catalog, where sizes are
//   known;
//                                    (offline): only without
//
// Then SQL; a line "--- undo" begins the undo. The schema before it is that of samples/shop.sql.
#include <filesystem>

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "base/text.h"
#include "pg/shared_server_test.h"
#include "review/rules.h"
#include "testing/case_file.h"
#include "testing/expected_places.h"

namespace review {

namespace fs = std::filesystem;
using findings::Finding;

static fs::path folder() {
  return fs::path(LOCKKEEPER_SOURCE) / "src/review";
}

static migration::Migration migration_of(const std::string& name, const std::string& text,
                                         const std::string& undo = {}) {
  migration::Migration out{.version = name, .name = name};
  out.up = {.file = name + ".sql", .shown = name + ".sql", .text = text};
  if (!undo.empty()) out.down = migration::Script{.file = "undo.sql", .shown = "undo.sql", .text = undo};
  out.header = migration::read_header(text);
  return out;
}

namespace {

class Rules : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    shop_ = base::read_file(folder() / "samples/shop.sql");
    pg::Session({.target = pg::shared_server().url()}).execute("CREATE DATABASE shop");
    session_ = std::make_unique<pg::Session>(pg::Options{.target = pg::shared_server().url("shop")});
    session_->execute(shop_);
    session_->execute("ANALYZE");
    catalog_ = pg::load_catalog(*session_);
  }
  static void TearDownTestSuite() { session_.reset(); }

  static std::string shop_;
  static std::unique_ptr<pg::Session> session_;
  static pg::Catalog catalog_;
};

std::string Rules::shop_;
std::unique_ptr<pg::Session> Rules::session_;
pg::Catalog Rules::catalog_;

}  // namespace

static cases::File cases_of(const base::Entry<Rule>& rule) {
  return {cases::beside("src/review/rules", rule.id), cases::Format::sections};
}

static std::string described(const std::vector<Finding>& findings) {
  std::string out;
  for (const auto& finding : findings) out += "  " + findings::to_text(finding);
  return out;
}

static std::vector<cases::Place> places(const std::vector<Finding>& found) {
  std::vector<cases::Place> out;
  for (const auto& finding : found) {
    EXPECT_FALSE(finding.message.empty());
    EXPECT_FALSE(finding.text.empty());
    out.push_back({.part = finding.file == "undo.sql" ? "undo" : "", .line = finding.line, .column = finding.column});
  }
  return out;
}

static std::vector<Finding> only(std::string_view rule, std::vector<Finding> found) {
  std::erase_if(found, [&](const Finding& finding) { return finding.rule != rule; });
  return found;
}

// With a server's catalog and without; where only one of the two is judged, the head says which.
TEST_F(Rules, FindWhatTheirCasesSay) {
  const Settings settings{.today = *base::parse_instant("2026-11-20T12:00:00Z")};
  const auto schema = migration_of("000_schema", shop_);
  for (const auto& rule : rules()) {
    auto file = cases_of(rule);
    bool finds = false;
    bool quiet = false;
    for (const auto& one : file.cases()) {
      SCOPED_TRACE(file.where(one));
      const auto head = cases::read_head(one.title);
      (head.finds.empty() ? quiet : finds) = true;
      const auto migration = migration_of("001_case", one.value(""), one.value("undo"));
      const auto live = only(rule.id, review({&migration}, catalog_, settings));
      const auto offline = only(rule.id, review({&schema, &migration}, {}, settings, 1));
      const auto wrong = head.where == "offline" ? "" : cases::difference(head.finds, places(live));
      EXPECT_TRUE(wrong.empty() || file.update_head(one, cases::rewritten(head, places(live))))
          << wrong << described(live);
      const auto without = head.where == "live" ? "" : cases::difference(head.finds, places(offline));
      EXPECT_TRUE(without.empty() || file.update_head(one, cases::rewritten(head, places(offline))))
          << "offline\n"
          << without << described(offline);
    }
    EXPECT_TRUE(finds) << rule.id;
    EXPECT_TRUE(quiet) << rule.id;
  }
}

TEST_F(Rules, HavePages) {
  for (const auto& rule : rules()) {
    EXPECT_TRUE(rule.page.starts_with(fmt::format("# {}\n", rule.id))) << rule.id;
    for (const auto* part : {"**What happens.**", "**Instead.**", "**Sources.**"})
      EXPECT_NE(rule.page.find(part), std::string_view::npos) << rule.id << " has no " << part;
  }
}

// A finding says what is locked as the effects do: so it is the effects that are held against pg_locks.
static std::map<pg::Name, std::string> locks_held(pg::Session& session) {
  const auto rows = session.query(
      "SELECT n.nspname AS schema, c.relname AS name, l.mode FROM pg_locks l JOIN pg_class c ON c.oid = l.relation "
      "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE l.pid = pg_backend_pid() AND l.granted AND c.relkind IN "
      "('r', 'p', 'm') "
      "AND n.nspname IN ('public', 'archive') ORDER BY 1, 2, 3");
  static const std::vector<std::string> order{
      "AccessShareLock", "RowShareLock",          "RowExclusiveLock", "ShareUpdateExclusiveLock",
      "ShareLock",       "ShareRowExclusiveLock", "ExclusiveLock",    "AccessExclusiveLock"};
  const auto rank = [&](const std::string& mode) {
    return std::find(order.begin(), order.end(), mode) - order.begin();
  };
  std::map<pg::Name, std::string> held;
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    auto& mode = held[{rows.text(row, "schema"), rows.text(row, "name")}];
    const auto seen = rows.text(row, "mode");
    if (mode.empty() || rank(seen) > rank(mode)) mode = seen;
  }
  return held;
}

static void compare_locks(const std::string& text, pg::Catalog catalog, pg::Session& session, int& compared) {
  const auto statements = sql::parse(text, "case.sql");
  const auto there = catalog.relations;
  impact::CreatedRelations made;
  std::map<pg::Name, impact::LockMode> claimed;
  pg::Transaction scope(session);
  for (const auto& statement : statements) {
    const auto effects = impact::effects(statement, catalog, made);
    // Statements that commit on their way are observed from outside: ../shared/truth has them.
    if (effects.not_in_transaction || effects.unknown || statement.as<sql::TransactionControl>()) return;
    try {
      session.execute(std::string(statement.text));
    } catch (const base::Error& error) {
      // Rows may refuse what the schema allows, and a NOT NULL without a value always does.
      EXPECT_TRUE(effects.fails || error.sqlstate().starts_with("23")) << statement.text << "\n" << error.message();
      return;
    }
    EXPECT_FALSE(effects.fails) << statement.text << ": said to fail: " << impact::sentence(*effects.fails);
    for (const auto& effect : effects.relations) {
      if (effect.index_of) continue;
      auto& mode = claimed[effect.relation];
      mode = std::max(mode, effect.lock);
    }
    for (auto& name : impact::simulate(statement, catalog)) made.insert(std::move(name));
  }
  for (const auto& [name, mode] : locks_held(session)) {
    if (!there.contains(name) || mode == "AccessShareLock" || mode == "RowShareLock") continue;
    EXPECT_EQ(std::string(impact::pg_name(claimed[name])), mode) << name.text() << " in\n" << text;
    ++compared;
  }
  for (const auto& [name, mode] : claimed) {
    const auto found = there.find(name);
    if (found == there.end() || mode < impact::LockMode::row_exclusive) continue;
    if (found->second.kind == pg::RelationKind::view || found->second.kind == pg::RelationKind::sequence) continue;
    ++compared;
  }
}

TEST_F(Rules, ClaimTheLocksThatAServerTakes) {
  int compared = 0;
  for (const auto& rule : rules()) {
    if (rule.id == "syntax") continue;  // nothing to run
    const auto file = cases_of(rule);
    for (const auto& one : file.cases()) {
      const auto text = one.value("");
      if (text.find("elsewhere") != std::string::npos) continue;  // tables nobody knows
      SCOPED_TRACE(file.where(one));
      compare_locks(text, catalog_, *session_, compared);
    }
  }
  EXPECT_GT(compared, 100);
}

}  // namespace review
