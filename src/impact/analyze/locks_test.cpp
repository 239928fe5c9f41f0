// The lock table: every case of tests/locks runs on each PostgreSQL major that is here, and what the server did is
// held against our claims for that major and against tests/locks/measured.tsv, from which docs/locks.md is written.
// LOCKKEEPER_WRITE_LOCKS=1 writes both anew (tools/lock-table).
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <future>

#include <gtest/gtest.h>

#include "impact/analyze/measure_test.h"
#include "impact/analyze/render_locks_test.h"
#include "pg/catalog.h"
#include "pg/majors_test.h"

namespace impact {

namespace fs = std::filesystem;

static fs::path folder() {
  return fs::path(LOCKKEEPER_SOURCE) / "tests" / "locks";
}

static bool writes() {
  return std::getenv("LOCKKEEPER_WRITE_LOCKS") != nullptr;
}

// Claims that are known to differ from a server, and why; "case@major" or, where every major differs, the case alone.
static const std::map<std::string, std::string>& known_differences() {
  static const auto known = [] {
    std::map<std::string, std::string> out;
    const auto text = base::read_file(folder() / "differences.tsv");
    for (const auto line : base::split(text, '\n')) {
      const auto tab = line.find('\t');
      if (tab != std::string_view::npos && !line.starts_with("#"))
        out.emplace(std::string(line.substr(0, tab)), std::string(line.substr(tab + 1)));
    }
    return out;
  }();
  return known;
}

namespace {

struct Claimed {
  std::map<std::string, Seen> relations;
  bool alone = false;
  std::string refused;  // the SQLSTATE of what is refused first
  std::string unknown;
};

}  // namespace

static Claimed claim(const LockCase& one, pg::Catalog catalog) {
  Claimed out;
  impact::CreatedRelations made;
  try {
    for (const auto& statement : sql::parse(one.statement, one.id)) {
      const auto found = effects(statement, catalog, made);
      for (auto& name : simulate(statement, catalog)) made.insert(std::move(name));
      for (const auto& effect : found.relations) {
        if (effect.rolled_back) continue;  // waited for, and no longer there to be seen
        auto& seen = out.relations[effect.relation.text()];
        if (mode_rank(pg_name(effect.lock)) > mode_rank(seen.mode)) seen.mode = pg_name(effect.lock);
        seen.rewrite = seen.rewrite || effect.rewrite;
        seen.scan = seen.scan || effect.scan;
        seen.index = effect.index_of.has_value();
      }
      out.alone = out.alone || found.not_in_transaction;
      if (found.fails && out.refused.empty()) out.refused = found.fails->sqlstate;
      if (found.unknown && out.unknown.empty()) out.unknown = *found.unknown;
    }
  } catch (const base::Error& error) {
    out.unknown = error.message();  // newer than the grammar
  }
  return out;
}

// What is not as measured, or empty.
static std::string differences(const LockCase& one, const Measured& measured, const Claimed& claimed) {
  if (!claimed.unknown.empty()) return {};  // nothing is claimed
  if (!measured.refused.empty()) {
    if (claimed.refused.empty()) return "refused by the server, not by us";
    if (claimed.refused == measured.refused) return {};
    return fmt::format("refused with {}, {} claimed", measured.refused, claimed.refused);
  }
  if (!claimed.refused.empty()) return "refused by us, not by the server";
  std::string wrong;
  if (claimed.alone != measured.alone)
    wrong += fmt::format("alone: measured {}, claimed {}; ", measured.alone, claimed.alone);
  std::set<std::string> names;
  for (const auto& [name, seen] : measured.relations) names.insert(name);
  for (const auto& [name, seen] : claimed.relations) {
    if (!seen.index || seen.mode == "AccessExclusiveLock") names.insert(name);
  }
  for (const auto& name : names) {
    const auto is = measured.relations.find(name);
    const auto said = claimed.relations.find(name);
    const auto real = is == measured.relations.end() ? Seen{} : is->second;
    auto ours = said == claimed.relations.end() ? Seen{} : said->second;
    if (real.index && said == claimed.relations.end()) continue;  // its table's lock says as much
    if (is == measured.relations.end() && said != claimed.relations.end() && name.ends_with("_seq")) continue;
    if (measured.alone) {
      // Only the first request on tables that the statement names was looked at.
      if (is == measured.relations.end()) continue;
      if (real.mode != ours.mode) wrong += fmt::format("{}: {} asked for, {} claimed; ", name, real.mode, ours.mode);
      continue;
    }
    if (one.options.contains("plan")) ours.scan = real.scan;
    if (real.mode != ours.mode) wrong += fmt::format("{}: {} measured, {} claimed; ", name, real.mode, ours.mode);
    if (real.rewrite != ours.rewrite)
      wrong += fmt::format("{}: rewrite {} measured, {} claimed; ", name, real.rewrite, ours.rewrite);
    if (real.scan != ours.scan)
      wrong += fmt::format("{}: scan {} measured, {} claimed; ", name, real.scan, ours.scan);
  }
  return wrong;
}

namespace {

// What one major did, and what of it we got wrong.
struct OfMajor {
  std::map<std::string, std::string> words;   // case → what the server did
  std::map<std::string, std::string> wrong;   // case → how we differ
  std::map<std::string, std::string> broken;  // case → why it could not be measured
  int unknown = 0;
};

}  // namespace

static OfMajor run(int major, const std::vector<LockCase>& cases) {
  LockServer server(*pg::programs_of(major), folder() / "fixture.sql");
  OfMajor out;
  const auto fixture = [&] {
    auto session = server.database_for({});
    return pg::load_catalog(session);
  }();
  for (const auto& one : cases) {
    if (!exists_on(one, major)) continue;
    try {
      // A session of its own: what a server remembers of a table, it does not lock to look at again.
      auto session = server.database_for(one);
      const auto measured = server.measure(session, one);
      const auto claimed = claim(one, one.setup.empty() ? fixture : pg::load_catalog(session));
      out.words[one.id] = words_of(measured);
      out.unknown += claimed.unknown.empty() ? 0 : 1;
      if (const auto wrong = differences(one, measured, claimed); !wrong.empty()) out.wrong[one.id] = wrong;
    } catch (const base::Error& error) {
      out.broken[one.id] = error.message();
    }
  }
  return out;
}

class LockTable : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    cases_ = read_lock_cases(folder() / "cases.tsv");
    std::map<int, std::future<OfMajor>> running;
    for (const int major : pg::promised_majors) {
      if (pg::programs_of(major))
        running[major] = std::async(std::launch::async, [major] { return run(major, cases_); });
    }
    for (auto& [major, future] : running) majors_[major] = future.get();
  }

  static std::vector<LockCase> cases_;
  static std::map<int, OfMajor> majors_;
};

std::vector<LockCase> LockTable::cases_;
std::map<int, OfMajor> LockTable::majors_;

TEST_F(LockTable, OurClaimsAreWhatEachServerDoes) {
  ASSERT_FALSE(majors_.empty());
  for (const auto& [major, found] : majors_) {
    for (const auto& [id, why] : found.broken)
      ADD_FAILURE() << major << ", " << id << " could not be measured: " << why;
    for (const auto& one : cases_) {
      const auto wrong = found.wrong.find(one.id);
      const auto& known = known_differences();
      const bool listed = known.contains(one.id) || known.contains(fmt::format("{}@{}", one.id, major));
      if (wrong != found.wrong.end() && !listed)
        ADD_FAILURE() << major << ", " << one.id << ": " << one.statement << "\n  " << wrong->second;
    }
    RecordProperty(fmt::format("unknown_on_{}", major), found.unknown);
    fmt::print("PostgreSQL {}: {} cases, {} claimed otherwise, {} unknown\n", major, found.words.size(),
               found.wrong.size(), found.unknown);
  }
}

TEST_F(LockTable, EveryKnownDifferenceIsStillOneOnEachMajorAtHand) {
  for (const auto& [name, why] : known_differences()) {
    const auto at = name.find('@');
    const auto id = name.substr(0, at);
    EXPECT_TRUE(std::ranges::any_of(cases_, [&](const auto& one) { return one.id == id; }))
        << name << " in differences.tsv is not a case";
    for (const auto& [major, found] : majors_) {
      if (at != std::string::npos && name.substr(at + 1) != std::to_string(major)) continue;
      if (!found.words.contains(id)) continue;
      EXPECT_TRUE(found.wrong.contains(id)) << name << " differs no longer on " << major << ": see differences.tsv";
    }
  }
}

TEST_F(LockTable, ThePageSaysWhatTheServersAtHandDo) {
  auto measured = read_measured(folder() / "measured.tsv");
  if (writes()) {
    measured.clear();
    for (const auto& one : cases_) {
      for (const auto& [major, found] : majors_) {
        const auto words = found.words.find(one.id);
        if (words != found.words.end()) measured[one.id][major] = words->second;
      }
    }
    write_measured(folder() / "measured.tsv", cases_, measured);
    base::write_file(fs::path(LOCKKEEPER_SOURCE) / "docs" / "locks.md", render_locks(cases_, measured));
  }
  for (const auto& [major, found] : majors_) {
    for (const auto& [id, words] : found.words)
      EXPECT_EQ(measured[id][major], words) << "PostgreSQL " << major << ", " << id << ": run tools/lock-table";
  }
  EXPECT_EQ(base::read_file(fs::path(LOCKKEEPER_SOURCE) / "docs" / "locks.md"), render_locks(cases_, measured))
      << "run tools/lock-table";
}

}  // namespace impact
