// Runs the .cases beside each entry: texts at the left edge, below them what they claim, and what of it holds with
// the evidence that a line "with" gives. LOCKKEEPER_UPDATE_CASES=1 writes what is said now; read the difference.
#include <cstdlib>

#include <gtest/gtest.h>

#include "base/files.h"
#include "base/text.h"
#include "facts/claims.h"

namespace facts {

static constexpr base::Instant now{base::Milliseconds{1'800'000'000'000}};

static base::Instant hours_ago(const base::Json& from, const char* key) {
  return now - base::Milliseconds(static_cast<long long>(from.value(key, 0.0) * 3'600'000));
}

static std::vector<std::string> texts(const base::Json& from, const char* key) {
  return from.value(key, std::vector<std::string>{});
}

static Backup backup_from(const base::Json& from) {
  const auto proof = from.value("proof", "");
  return {.id = from.value("id", ""),
          .how = from.value("how", ""),
          .taken = hours_ago(from, "hours"),
          .proof = proof == "read"       ? Backup::Proof::read
                   : proof == "restored" ? Backup::Proof::restored
                   : proof == "failed"   ? Backup::Proof::failed
                                         : Backup::Proof::none,
          .proved = hours_ago(from, "proved")};
}

static Evidence evidence_from(const base::Json& from) {
  Evidence out{.now = now, .database = from.value("database", "")};
  for (const auto& each : from.value("backups", base::Json::array())) out.backups.push_back(backup_from(each));
  if (from.contains("maintenance")) {
    const auto& mode = from.at("maintenance");
    out.maintenance =
        Maintenance{.on = mode.value("on", false), .since = hours_ago(mode, "hours"), .how = mode.value("how", "")};
  }
  if (from.contains("preflight")) {
    const auto& suite = from.at("preflight");
    out.preflight = Suite{.name = "preflight",
                          .at = hours_ago(suite, "hours"),
                          .failed = texts(suite, "failed"),
                          .of = suite.value("of", 0)};
  }
  if (from.contains("history")) {
    const auto& history = from.at("history");
    out.history = History{.applied = history.value("applied", 0),
                          .pending = texts(history, "pending"),
                          .failed = texts(history, "failed")};
  }
  out.applied = texts(from, "applied");
  out.failed = texts(from, "failed");
  out.by_others = texts(from, "by_others");
  out.rolled_back = texts(from, "rolled_back");
  if (from.contains("migrating_min")) out.migrating = std::chrono::minutes(from.at("migrating_min").get<int>());
  if (from.contains("began_min")) out.began = now - std::chrono::minutes(from.at("began_min").get<int>());
  const auto asked = from.value("asked", base::Json::object());
  for (const auto& [check, facts] : asked.items()) out.asked[check] = facts;
  return out;
}

static std::string tell_claim(const Claim& claim) {
  std::string out = claim.fact;
  if (claim.denies) out = "not " + out;
  if (!claim.about.empty()) out += ", " + claim.about;
  if (claim.limit) out += ", " + claim.limit->number_text;
  if (claim.span) out += ", " + base::format_span(*claim.span);
  if (claim.count) out += fmt::format(", {}", *claim.count);
  return out;
}

namespace {

struct Case {
  std::string text;
  std::vector<std::string> with = {};
  std::vector<std::string> wanted = {};
};

class ClaimCase : public testing::TestWithParam<std::string> {};

}  // namespace

static std::vector<Case> read_cases(const std::string& text) {
  std::vector<Case> out;
  for (const auto line : base::lines(text)) {
    if (line.empty()) continue;
    if (!line.starts_with("  ")) {
      out.push_back({.text = std::string(line)});
      continue;
    }
    if (line.starts_with("  with ")) out.back().with.emplace_back(line.substr(7));
    out.back().wanted.emplace_back(line);
  }
  return out;
}

static std::vector<std::string> said_of(const Case& each) {
  std::vector<std::string> out;
  const auto claims = claims_in(each.text);
  for (const auto& claim : claims) out.push_back("  " + tell_claim(claim));
  if (claims.empty()) out.emplace_back("  nothing");
  for (const auto& with : each.with) {
    out.push_back("  with " + with);
    const auto evidence = evidence_from(base::Json::parse(with));
    for (const auto& claim : claims) {
      const auto finding = judge(claim, evidence);
      out.push_back(fmt::format("    {}: {}{}", name(finding.holds), finding.evidence,
                                finding.value.empty() ? "" : fmt::format(" [{}]", finding.value)));
    }
  }
  return out;
}

TEST_P(ClaimCase, IsReadAndJudged) {
  const auto file = std::filesystem::path(LOCKKEEPER_SOURCE) / "src/facts/claims" / (GetParam() + ".cases");
  const auto text = base::read_file(file);
  std::string now_said;
  for (const auto& each : read_cases(text)) {
    const auto said = said_of(each);
    now_said += fmt::format("{}\n{}\n", each.text, fmt::join(said, "\n"));
    if (!std::getenv("LOCKKEEPER_UPDATE_CASES"))
      EXPECT_EQ(said, each.wanted) << GetParam() << ".cases: " << each.text;
  }
  if (std::getenv("LOCKKEEPER_UPDATE_CASES") && now_said != text) base::write_file(file, now_said);
}

static std::vector<std::string> all_stems() {
  std::vector<std::string> out;
  for (const auto& entry : claims()) out.push_back(base::replace_all(std::string(entry.id), "-", "_"));
  return out;
}

INSTANTIATE_TEST_SUITE_P(Claims, ClaimCase, testing::ValuesIn(all_stems()),
                         [](const auto& one) { return one.param; });

TEST(Claims, HaveAPageThatBeginsWithTheirName) {
  for (const auto& entry : claims())
    EXPECT_TRUE(entry.page.starts_with(fmt::format("# fact: {}\n", entry.id))) << entry.id;
}

}  // namespace facts
