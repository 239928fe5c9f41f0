// Runs the .cases beside each entry: texts at the left edge, below them what they claim, and what of it holds with
// the evidence that a line "with" gives. The test program writes what is said now with --update.
#include <gtest/gtest.h>

#include "base/text.h"
#include "facts/claims.h"
#include "testing/case_file.h"

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

class ClaimCase : public testing::TestWithParam<std::string> {};

}  // namespace

// Evidence is given among the lines that say what comes out, so that several stand below one text.
static std::string said_of(const std::string& text, const std::string& given) {
  std::vector<std::string> out;
  const auto claims = claims_in(text);
  for (const auto& claim : claims) out.push_back("  " + tell_claim(claim));
  if (claims.empty()) out.emplace_back("  nothing");
  for (const auto line : base::lines(given)) {
    if (!line.starts_with("  with ")) continue;
    out.emplace_back(line);
    const auto evidence = evidence_from(base::Json::parse(line.substr(7)));
    for (const auto& claim : claims) {
      const auto finding = judge(claim, evidence);
      out.push_back(fmt::format("    {}: {}{}", name(finding.holds), finding.evidence,
                                finding.value.empty() ? "" : fmt::format(" [{}]", finding.value)));
    }
  }
  return fmt::format("{}\n", fmt::join(out, "\n"));
}

TEST_P(ClaimCase, IsReadAndJudged) {
  cases::File file(cases::beside("src/facts/claims", GetParam()), cases::Format::lines);
  for (const auto& one : file.cases()) {
    const auto& wanted = one.parts.front();
    const auto said = said_of(one.title, wanted.value);
    if (!file.update(wanted, said)) EXPECT_EQ(said, wanted.value) << file.where(one);
  }
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
