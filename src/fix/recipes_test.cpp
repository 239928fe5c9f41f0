// Runs every .cases file of the recipes: the original and its safe form on two copies of one schema have to come to
// the same end, the safe form has to be judged clean, and its undo has to lead back.
//
//   case: a sentence that should hold
//   given:           SQL: a schema with rows
//   migration:       the file that is made safe
//   undo:            its undo
//   files: TITLES    of the files it becomes, in order
//   quiet:           nothing has to change
//   refuses: GLOB    why a statement has no safe form
//   remarks: GLOB    what is said beside it
//   from: MAJOR      holds from this one on; until: up to this one
//   differs: WHAT    "column order": the columns stand in another order; "the original": the end is not compared with
//                    that of the original; "undo": nor the undo's end with the beginning
#include "fix/recipes.h"

#include <algorithm>
#include <cstdlib>
#include <set>

#include <gtest/gtest.h>

#include "base/error.h"
#include "fix/fix.h"
#include "fix/scene_test.h"
#include "pg/snapshot.h"
#include "plan/lock_duration.h"
#include "plan/plan.h"
#include "review/review.h"
#include "testing/case_file.h"

using namespace fix;
namespace fs = std::filesystem;

// The catalog without sizes and names of this database.
static base::Json settled(const base::Json& json, bool any_order) {
  if (json.is_array()) {
    std::vector<base::Json> items;
    for (const auto& item : json) items.push_back(settled(item, any_order));
    if (any_order)
      std::sort(items.begin(), items.end(), [](const auto& a, const auto& b) { return a.dump() < b.dump(); });
    return items;
  }
  if (!json.is_object()) return json;
  if (json.contains("name") && json["name"].is_object() && json["name"].value("name", "").starts_with("_migration"))
    return nullptr;
  static const std::set<std::string> differs{"taken_at", "counted_since", "database", "functions", "types"};
  base::Json out = base::Json::object();
  for (const auto& [key, value] : json.items()) {
    if (!value.is_number() && !differs.contains(key)) out[key] = settled(value, any_order);
  }
  return out;
}

static std::string catalog_of(const Database& database, bool any_order) {
  auto catalog = database.catalog();
  std::erase_if(catalog.relations, [](const auto& entry) { return entry.first.name.starts_with("_migration"); });
  std::erase_if(catalog.owned, [](const auto& one) { return one.kind == "database"; });
  return settled(pg::to_snapshot(catalog), any_order).dump(1);
}

// pg_dump's text without what differs by itself; the lines sorted where columns may stand in another order. Debian's
// pg_dump does not read newer servers: there it is the catalog alone.
static std::string schema_of(const Database& database, bool any_order) {
  if (database.major() > debian_major) return catalog_of(database, any_order);
  base::Command command{.argv = {*pg::client_program("pg_dump"), "-s", "--no-owner", "-T", "_migration*"}};
  command.environment = pg::client_environment({.target = database.url()});
  const auto dump = base::run_or_throw(command).output;
  std::vector<std::string> lines;
  for (const auto line : base::lines(dump)) {
    if (line.empty() || line.starts_with("--") || line.starts_with("\\") || line.starts_with("SET ") ||
        line.starts_with("SELECT pg_catalog.set_config"))
      continue;
    lines.emplace_back(any_order && line.ends_with(',') ? line.substr(0, line.size() - 1) : line);
  }
  if (any_order) std::sort(lines.begin(), lines.end());
  return fmt::format("{}", fmt::join(lines, "\n"));
}

// A line for each table: its rows as one checksum, whatever the order of columns and rows.
static std::string data_of(const Database& database) {
  auto session = database.connect();
  std::string text;
  for (const auto& [name, relation] : database.catalog().relations) {
    if (name.name.starts_with("_migration")) continue;
    if (relation.kind == pg::RelationKind::sequence) {
      const auto rows = session.query("SELECT last_value, is_called FROM " + name.text());
      text += fmt::format("{} {} {}\n", name.text(), rows.text(0, "last_value"), rows.text(0, "is_called"));
      continue;
    }
    const auto rows =
        session.query(fmt::format("SELECT count(*) AS n, md5(string_agg(row_text, ',' ORDER BY row_text)) AS sum FROM"
                                  " (SELECT to_jsonb(t)::text AS row_text FROM {} t) x",
                                  name.text()));
    text += fmt::format("{} {} {}\n", name.text(), rows.text(0, "n"), rows.text(0, "sum"));
  }
  return text;
}

static std::vector<std::string> titles(const Safe& safe) {
  std::vector<std::string> out;
  for (const auto& draft : safe.drafts) out.push_back(draft.title);
  return out;
}

// What the team asked for is not the recipe's to judge: a column that goes, a name that changes
// (and is there again at the end of the same transaction).
static bool is_about_locks(const std::string& rule) {
  static const std::set<std::string> wanted{"drop-column", "rename-column", "rename-table"};
  return !wanted.contains(rule);
}

// No statement of the safe form reads or writes a whole table under a lock that writes wait for, nor a statement
// after one that took it.
static void expect_clean(const Project& project, const pg::Catalog& before) {
  const auto folder = project.folder();
  std::vector<const migration::Migration*> all;
  for (const auto& migration : folder.migrations) all.push_back(&migration);
  for (const auto& one : plan::build_plan(all, before).migrations) {
    for (const auto& statement : one.statements) {
      const auto* bad = long_under_lock(statement.effects);
      EXPECT_EQ(bad, nullptr) << one.migration->name << ": " << statement.text << ": " << bad->why;
      EXPECT_FALSE(statement.effects.fails) << statement.text << ": " << sentence(*statement.effects.fails);
    }
    for (const auto& work : plan::work_under_lock(one))
      ADD_FAILURE() << one.migration->name << ": " << work.relation.text() << ": " << work.why;
  }
  for (const auto& finding : review::review(all, before)) {
    if (finding.weight() > findings::Severity::advice && is_about_locks(finding.rule))
      ADD_FAILURE() << findings::to_text(finding);
  }
  for (const auto& finding : folder.findings) ADD_FAILURE() << finding.message;
}

static void expect_same_end(const cases::Case& one, Project& project, int major) {
  const bool any_order = one.value("differs") == "column order";
  const Database original(major);
  const Database safe(major);
  original.execute(one.value("given"));
  safe.execute(one.value("given"));
  const auto before = schema_of(safe, any_order);
  const auto catalog_before = safe.catalog();
  project.up(safe);
  if (one.value("differs") != "the original") {
    original.execute(one.value("migration"));
    EXPECT_EQ(schema_of(original, any_order), schema_of(safe, any_order));
    EXPECT_EQ(catalog_of(original, any_order), catalog_of(safe, any_order));
    EXPECT_EQ(data_of(original), data_of(safe));
  }
  expect_clean(project, catalog_before);
  if (!one.has("undo")) return;
  const auto rows = data_of(safe);
  project.down(safe);
  if (one.value("differs") != "undo") EXPECT_EQ(before, schema_of(safe, any_order)) << "the undo leads elsewhere";
  project.up(safe);  // and forth again
  EXPECT_EQ(rows.empty(), data_of(safe).empty());
}

// From PostgreSQL 18 on NOT NULL needs no CHECK before it.
static std::string files_of(const cases::Case& one, int major) {
  const auto files = one.value("files");
  return major < 18 ? files : base::replace_all(files, "not_null_check set_not_null", "not_null validate");
}

static void run_case(cases::File& file, const cases::Case& one, int major) {
  SCOPED_TRACE(file.where(one));
  try {
    Project project(one.value("migration"), one.value("undo"));
    pg::Catalog catalog;
    {
      const Database database(major);
      database.execute(one.value("given"));
      catalog = database.catalog();
    }
    const auto safe = project.make_safe(catalog);
    if (one.has("quiet")) {
      EXPECT_TRUE(safe.changes.empty());
      EXPECT_TRUE(safe.refusals.empty());
      EXPECT_TRUE(safe.drafts.empty()) << fmt::format("{}", fmt::join(titles(safe), " "));
      return;
    }
    if (one.has("refuses")) {
      ASSERT_EQ(safe.refusals.size(), 1U);
      EXPECT_TRUE(base::glob_matches(one.value("refuses"), safe.refusals.front().why)) << safe.refusals.front().why;
      return;
    }
    for (const auto& refusal : safe.refusals) ADD_FAILURE() << refusal.why;
    if (one.has("remarks")) {
      const auto said = fmt::format("{}", fmt::join(safe.remarks, "\n"));
      EXPECT_TRUE(base::glob_matches(one.value("remarks"), said)) << said;
    }
    if (one.has("files")) {
      const auto files = fmt::format("{}", fmt::join(titles(safe), " "));
      if (major != debian_major || !file.update(*one.find("files"), files)) EXPECT_EQ(files, files_of(one, major));
    }
    expect_same_end(one, project, major);
  } catch (const base::Error& error) {
    ADD_FAILURE() << base::render(error);
  }
}

static bool holds_on(const cases::Case& one, int major) {
  return (!one.has("from") || major >= std::stoi(one.value("from"))) &&
         (!one.has("until") || major <= std::stoi(one.value("until")));
}

class Recipes : public ::testing::TestWithParam<std::tuple<int, std::string>> {};

TEST_P(Recipes, ComeToTheSameEnd) {
  const auto& [major, id] = GetParam();
  if (!pg::programs_of(major)) GTEST_SKIP() << "PostgreSQL " << major << " is not here; tools/pg-matrix fetches it";
  cases::File file(
      cases::beside("src/fix/recipes", id), cases::Format::fields,
      {"given", "migration", "undo", "files", "quiet", "refuses", "differs", "from", "until", "remarks"});
  ASSERT_FALSE(file.cases().empty());
  for (const auto& one : file.cases()) {
    if (holds_on(one, major)) run_case(file, one, major);
  }
}

static std::vector<std::string> ids() {
  std::vector<std::string> out;
  for (const auto& entry : recipes()) out.emplace_back(entry.id);
  return out;
}

static std::string name_of(const ::testing::TestParamInfo<std::tuple<int, std::string>>& one) {
  const auto& [major, id] = one.param;
  return fmt::format("{}_{}", base::replace_all(id, "-", "_"), major);
}

// The newest differs most from Debian's; LOCKKEEPER_ALL_MAJORS=1 asks the others too, a minute each.
static std::vector<int> majors() {
  if (std::getenv("LOCKKEEPER_ALL_MAJORS")) return {std::begin(pg::promised_majors), std::end(pg::promised_majors)};
  return {debian_major, 18};
}

INSTANTIATE_TEST_SUITE_P(Fix, Recipes, ::testing::Combine(::testing::ValuesIn(majors()), ::testing::ValuesIn(ids())),
                         name_of);
