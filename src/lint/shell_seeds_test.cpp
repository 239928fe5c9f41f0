// The rules about shell and prose over the five seed runbooks: what they contain is found, at its line.
#include <filesystem>

#include <gtest/gtest.h>

#include "base/files.h"
#include "lint/rules.h"

namespace lint {

namespace {
struct Expected {
  int seed;
  int line;
  const char* rule;
};

struct Seeds {
  std::vector<Document> documents;
  std::vector<std::vector<Finding>> findings;  // by document
};
}  // namespace

static const Seeds* seeds() {
  static const auto read = []() -> std::optional<Seeds> {
    const auto folder = std::filesystem::path(LOCKKEEPER_SOURCE).parent_path() / "shared/seeds";
    std::error_code ignored;
    if (!std::filesystem::exists(folder, ignored)) return std::nullopt;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    Seeds out;
    for (const auto& file : files) out.documents.push_back(read_document(file));
    const auto today = *base::parse_instant("2026-11-21T09:00:00Z");
    const auto found = lint(out.documents, nullptr, false, today);
    for (const auto& document : out.documents) {
      auto& own = out.findings.emplace_back();
      std::copy_if(found.begin(), found.end(), std::back_inserter(own),
                   [&](const Finding& finding) { return finding.file == document.path.string(); });
    }
    return out;
  }();
  return read && read->documents.size() == 5 ? &*read : nullptr;
}

static std::string described(const std::vector<Finding>& findings, std::string_view rule) {
  std::string out;
  for (const auto& finding : findings)
    if (finding.rule == rule) out += fmt::format("  {}:{} {}\n", finding.line, finding.column, finding.message);
  return out;
}

TEST(SeedsShell, ContainWhatIsKnownOfThem) {
  const auto* all = seeds();
  if (all == nullptr) GTEST_SKIP() << "../shared/seeds is not there";
  static const std::vector<Expected> list{
      // The defects of shared/features.md, section 5, that shell and prose show.
      {0, 461, "pipe-without-pipefail"},
      {0, 474, "backup-not-proved"},
      {0, 201, "psql-on-error-stop"},
      {0, 852, "drop-before-restore"},
      {0, 430, "delete-without-restore"},
      {0, 642, "scale-to-constant"},
      {0, 130, "edited-after-rehearsal"},
      {4, 475, "edited-after-rehearsal"},
      {1, 104, "tee-hides-exit"},
      {3, 58, "tee-hides-exit"},
      {3, 58, "timeout-kills-client"},
      {1, 338, "vacuum-full-disk"},
      {4, 902, "vacuum-full-disk"},
      {2, 60, "psql-on-error-stop"},
      {2, 375, "diff-of-globs"},
      {4, 138, "deploy-applies-all"},
      {4, 741, "prisma-rolled-back"},
      {4, 750, "prisma-rolled-back"},
      {4, 787, "recovery-conf"},
      {4, 783, "rm-rf"},
      {4, 899, "wal-deleted"},
      {0, 812, "threshold-conflict"},  // 50 % in line 231, 70 % here
      {1, 40, "threshold-conflict"},   // 50 % free against seed 0's 30 %
      {4, 51, "threshold-conflict"},   // 20 %
      {4, 91, "threshold-conflict"},   // window of 1.5 to 2 h against 3 h
      // Others, read and judged by hand.
      {0, 83, "interactive"},
      {0, 317, "placeholder"},
      {0, 358, "failure-hidden"},
      {0, 520, "cd-left-behind"},
      {0, 564, "link-missing"},
      {0, 251, "link-missing"},
      {0, 840, "psql-padded-value"},
      {0, 968, "never-ends"},
      {0, 1200, "placeholder"},
      {0, 1230, "repeated-checklist"},
      {1, 74, "mojibake"},
      {1, 104, "output-overwritten"},
      {1, 280, "placeholder"},
      {1, 86, "placeholder"},
      {2, 3, "stale-date"},
      {2, 30, "backup-not-proved"},
      {2, 387, "rollback-never-tried"},
      {3, 207, "placeholder"},
      {4, 47, "personal-path"},
      {4, 101, "never-scaled-back"},
      {4, 728, "rollback-never-tried"},
      {4, 79, "restores-another-file"},
      {4, 789, "stale-date"},
      {4, 801, "no-rollback"},
      {4, 847, "sql-in-shell"},
  };
  for (const auto& each : list) {
    const auto& findings = all->findings.at(static_cast<std::size_t>(each.seed));
    EXPECT_TRUE(
        std::any_of(findings.begin(), findings.end(),
                    [&](const Finding& finding) { return finding.rule == each.rule && finding.line == each.line; }))
        << "seed " << each.seed << ", line " << each.line << ": no " << each.rule << ", but\n"
        << described(findings, each.rule);
  }
}

TEST(SeedsShell, HaveEachCauseOnce) {
  const auto* all = seeds();
  if (all == nullptr) GTEST_SKIP() << "../shared/seeds is not there";
  for (const auto& findings : all->findings) {
    for (const auto* rule : {"psql-on-error-stop", "scale-to-constant", "shellcheck", "file-missing"}) {
      const auto count = std::count_if(findings.begin(), findings.end(),
                                       [&](const Finding& finding) { return finding.rule == rule; });
      EXPECT_LE(count, 1) << rule << "\n" << described(findings, rule);
    }
  }
}

}  // namespace lint
