// The rules about SQL over the five seed runbooks, judged by a server: what they contain is found at its line, and
// nothing else.
#include <algorithm>
#include <filesystem>
#include <set>

#include <gtest/gtest.h>

#include "base/files.h"
#include "lint/rules.h"
#include "pg/shared_server_test.h"

namespace lint {

namespace {

struct Expected {
  int seed;
  int line;
  const char* rule;
};

}  // namespace

// Each was looked at and is so: PostgreSQL 15 was asked where the grammar alone does not tell.
static const std::vector<Expected>& expected() {
  static const std::vector<Expected> list{
      // The defects of shared/features.md, section 5, that SQL shows.
      {0, 155, "unknown-name"},
      {0, 602, "unknown-name"},
      {0, 749, "unknown-name"},
      {0, 996, "unknown-name"},
      {0, 353, "lag-on-primary"},
      {0, 887, "folded-name"},
      {0, 875, "drop-cascade"},
      {1, 380, "sql-syntax"},
      {1, 392, "sql-syntax"},
      {1, 396, "batch-by-offset"},
      {1, 399, "commit-in-do"},
      {1, 425, "table-swap"},
      {2, 40, "restore-point"},
      {2, 47, "set-in-other-session"},
      {2, 79, "lock-claim"},
      {2, 156, "lock-claim"},
      {2, 415, "not-in-one-message"},
      {2, 496, "lock-claim"},
      {3, 78, "lock-query"},
      {4, 393, "unknown-name"},
      {4, 411, "unknown-name"},
      {4, 691, "unknown-name"},
      {4, 475, "shell-in-sql"},
      {4, 495, "folded-name"},
      {4, 632, "foreign-key-index"},
      {4, 811, "like-underscore"},
      {4, 844, "set-in-other-session"},
      {4, 916, "not-in-null"},
      {4, 922, "not-in-null"},
      {4, 925, "replication-role"},
      // More of the same kinds, and what the list does not have.
      {0, 750, "unknown-name"},
      {0, 762, "unknown-name"},
      {0, 888, "folded-name"},
      {0, 889, "folded-name"},
      {0, 890, "folded-name"},
      {0, 997, "unknown-name"},
      {0, 1010, "unknown-name"},
      {0, 1011, "unknown-name"},
      {2, 37, "shell-in-sql"},
      {2, 217, "like-underscore"},
      {2, 226, "like-underscore"},
      {2, 277, "lock-claim"},
      {2, 355, "like-underscore"},
      {4, 286, "like-underscore"},
      {4, 300, "like-underscore"},
      {4, 394, "unknown-name"},
      {4, 412, "unknown-name"},
      {4, 440, "like-underscore"},
      {4, 496, "folded-name"},
      {4, 497, "folded-name"},
      {4, 498, "folded-name"},
      {4, 576, "shell-in-sql"},
      {4, 692, "unknown-name"},
      {4, 722, "setting-left-behind"},
      {4, 823, "drop-cascade"},
      {4, 885, "unknown-name"},
      {0, 144, "proves-nothing"},
      {0, 347, "proves-nothing"},
      {0, 533, "proves-nothing"},
      {0, 580, "proves-nothing"},
      {2, 216, "proves-nothing"},
      {4, 207, "proves-nothing"},
      {4, 249, "proves-nothing"},
      {4, 387, "proves-nothing"},
      {4, 435, "proves-nothing"},
      {4, 616, "proves-nothing"},
  };
  return list;
}

static std::vector<Document> seeds() {
  const auto folder = std::filesystem::path(LOCKKEEPER_SOURCE).parent_path() / "shared/seeds";
  std::error_code missing;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder, missing)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<Document> out;
  for (const auto& file : files) out.push_back(read_document(file));
  return out;
}

static bool is_expected(int seed, const Finding& finding) {
  return std::any_of(expected().begin(), expected().end(), [&](const Expected& one) {
    return one.seed == seed && one.line == finding.line && one.rule == finding.rule;
  });
}

TEST(SeedsSql, ContainWhatIsKnownOfThemAndNoMore) {
  const auto documents = seeds();
  if (documents.size() != 5) GTEST_SKIP() << "../shared/seeds is not there";
  pg::Session session({.target = pg::shared_server().url()});
  const auto found = lint(documents, &session, false, *base::parse_instant("2026-11-21T09:00:00Z"));

  std::set<std::string_view> ours;
  for (const auto& one : expected()) ours.insert(one.rule);
  for (int seed = 0; seed < 5; ++seed) {
    const auto file = documents[static_cast<std::size_t>(seed)].path.string();
    for (const auto& one : expected()) {
      EXPECT_TRUE(one.seed != seed || std::any_of(found.begin(), found.end(),
                                                  [&](const Finding& finding) {
                                                    return finding.file == file && finding.line == one.line &&
                                                           finding.rule == one.rule;
                                                  }))
          << seed << ":" << one.line << " " << one.rule << " is not found";
    }
    for (const auto& finding : found) {
      if (finding.file != file || !ours.contains(finding.rule)) continue;
      EXPECT_TRUE(is_expected(seed, finding))
          << seed << ":" << finding.line << " " << finding.rule << ": " << finding.message;
    }
  }
}

}  // namespace lint
