// Our judgement against what PostgreSQL 15 was measured to do: ../shared/truth, where it is there.
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "base/files.h"
#include "base/json.h"
#include "base/text.h"
#include "impact/impact.h"
#include "impact/shared_server_test.h"

namespace impact {

namespace fs = std::filesystem;

static fs::path truth_folder() {
  return fs::path(LOCKKEEPER_SOURCE) / ".." / "shared" / "truth";
}

// "AccessExclusiveLock" -> "ACCESS EXCLUSIVE", as the table writes modes.
static std::string table_mode(LockMode mode) {
  std::string name(pg_name(mode));
  if (name.empty()) return "none";
  name.resize(name.size() - 4);
  std::string out;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z' && !out.empty()) out += ' ';
    out += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return out;
}

namespace {

struct Claim {
  std::map<std::string, RelationEffect> relations;
  bool transactional = true;
  bool data_loss = false;
  bool fails = false;
  std::set<std::string> rebuilt;
};

struct Score {
  int right = 0;
  int wrong = 0;
};

class Truth : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (!fs::exists(truth_folder() / "truth.jsonl")) return;
    session_ = std::make_unique<pg::Session>(database_for_tests("truth"));
    session_->execute("CREATE ROLE truth_owner; CREATE ROLE truth_reader");
    session_->execute("CREATE TABLESPACE truth_ts LOCATION ''");
    session_->execute(base::read_file(truth_folder() / "fixture.sql"));
    session_->execute("VACUUM ANALYZE");
    fixture_ = pg::load_catalog(*session_);
  }
  static void TearDownTestSuite() { session_.reset(); }
  void SetUp() override {
    if (!session_) GTEST_SKIP() << "no ../shared/truth beside the project";
  }

  static pg::Catalog catalog_after(const base::Json& setup) {
    if (setup.empty()) return fixture_;
    pg::Transaction scope(*session_);
    for (const auto& statement : setup) session_->execute(statement.get<std::string>());
    return pg::load_catalog(*session_);
  }

  static std::unique_ptr<pg::Session> session_;
  static pg::Catalog fixture_;
};

std::unique_ptr<pg::Session> Truth::session_;
pg::Catalog Truth::fixture_;

}  // namespace

static Claim claim(const std::string& text, pg::Catalog catalog) {
  Claim all;
  CreatedRelations made;
  for (const auto& statement : sql::parse(text, "case.sql")) {
    const auto found = effects(statement, catalog, made);
    for (auto& name : simulate(statement, catalog)) made.insert(std::move(name));
    for (const auto& effect : found.relations) {
      auto& entry = all.relations[effect.relation.text()];
      entry.lock = std::max(entry.lock, effect.lock);
      entry.rewrite = entry.rewrite || effect.rewrite;
      entry.scan = entry.scan || effect.scan;
      entry.index_of = effect.index_of;
    }
    all.transactional = all.transactional && !found.not_in_transaction;
    all.data_loss = all.data_loss || !found.data_loss.empty() || !found.overwrites.empty();
    all.fails = all.fails || found.fails.has_value();
    for (const auto& index : found.indexes_rebuilt) all.rebuilt.insert(index.text());
  }
  return all;
}

// Empty if everything that counts for the case is as measured; else what is not, line by line.
static std::string compare(const base::Json& truth, const Claim& claim, std::map<std::string, Score>& scores) {
  std::string wrong;
  const auto check = [&](const std::string& field, const std::string& what, const std::string& is,
                         const std::string& said) {
    auto& score = scores[field];
    (is == said ? score.right : score.wrong) += 1;
    if (is != said) wrong += fmt::format("  {} {}: measured {}, judged {}\n", field, what, is, said);
  };
  const auto word = [](bool value) { return std::string(value ? "yes" : "no"); };
  const bool needs_data = truth["needs_data"].get<bool>();
  const bool fails = truth["fails"].get<bool>();
  if (!needs_data) check("fails", "", word(fails), word(claim.fails));
  if (fails) return wrong;
  if (!truth["transactional"].is_null())
    check("transactional", "", word(truth["transactional"].get<bool>()), word(claim.transactional));
  if (!needs_data) check("data_loss", "", word(truth["data_loss"].get<bool>()), word(claim.data_loss));
  std::set<std::string> rebuilt;
  for (const auto& index : truth["indexes_rebuilt"]) rebuilt.insert(index.get<std::string>());
  check("indexes_rebuilt", "", fmt::format("{}", fmt::join(rebuilt, " ")),
        fmt::format("{}", fmt::join(claim.rebuilt, " ")));
  std::map<std::string, base::Json> measured;
  std::set<std::string> names;
  for (const auto& relation : truth["relations"]) {
    const auto name = relation["relation"].get<std::string>();
    measured[name] = relation;
    names.insert(name);
  }
  for (const auto& [name, effect] : claim.relations) names.insert(name);
  for (const auto& name : names) {
    const auto is = measured.find(name);
    const auto said = claim.relations.find(name);
    const std::string kind = is == measured.end() ? "?" : is->second["kind"].get<std::string>();
    const bool table = kind == "r" || kind == "m";
    if ((kind == "S" || kind == "i" || kind == "I") && said == claim.relations.end()) continue;
    const bool mode_known = is != measured.end() && !is->second["lock_mode"].is_null();
    check("lock", name, mode_known ? is->second["lock_mode"].get<std::string>() : "none",
          said == claim.relations.end() ? "none" : table_mode(said->second.lock));
    if (!table && kind != "?") continue;
    const auto flag = [&](const char* field) {
      return is != measured.end() && is->second.contains(field) && !is->second[field].is_null() &&
             is->second[field].get<bool>();
    };
    check("rewrite", name, word(flag("rewrite")), word(said != claim.relations.end() && said->second.rewrite));
    const bool depends = is != measured.end() && is->second.contains("scan") && is->second["scan"].is_null();
    if (!depends) check("scan", name, word(flag("scan")), word(said != claim.relations.end() && said->second.scan));
  }
  return wrong;
}

// What is known to be judged otherwise than measured, and why. Everything else has to be right in every field.
static const std::map<std::string, std::string> known_gaps{};

TEST_F(Truth, HoldsForEveryCaseButTheKnownGaps) {
  std::map<std::string, Score> groups;
  std::map<std::string, Score> fields;
  std::string report;
  std::ifstream lines(truth_folder() / "truth.jsonl");
  for (std::string line; std::getline(lines, line);) {
    const auto truth = base::Json::parse(line);
    const auto group = truth["group"].get<std::string>();
    std::string text;
    for (const auto& statement : truth["statements"])
      text += base::replace_all(statement.get<std::string>(), "{db}", "truth") + ";\n";
    std::string wrong;
    try {
      wrong = compare(truth, claim(text, catalog_after(truth["setup"])), fields);
    } catch (const base::Error& error) {
      if (error.message().find("cannot run inside a transaction block") != std::string::npos) continue;  // its set-up
      wrong = "  " + error.message() + "\n";
    }
    (wrong.empty() ? groups[group].right : groups[group].wrong) += 1;
    if (!wrong.empty())
      report += fmt::format("{} [{}]: {}\n{}", truth["id"].get<std::string>(), group, base::trim(text), wrong);
    const bool gap = known_gaps.contains(truth["id"].get<std::string>());
    if (gap) {
      EXPECT_NE(wrong, "") << truth["id"] << " is right by now: take it off the list of gaps";
    } else {
      EXPECT_EQ(wrong, "") << truth["id"] << ": " << text;
    }
  }
  for (const auto& [group, score] : groups)
    fmt::print("{:14} {:3} of {:3} cases\n", group, score.right, score.right + score.wrong);
  for (const auto& [field, score] : fields)
    fmt::print("{:16} {:4} of {:4}\n", field, score.right, score.right + score.wrong);
  if (std::getenv("TRUTH_REPORT")) fmt::print("{}", report);
}

}  // namespace impact
