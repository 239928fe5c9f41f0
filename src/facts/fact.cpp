#include "facts/fact.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "facts/claims.h"
#include "facts/measured.h"

namespace facts {

std::string_view name(Holds holds) {
  switch (holds) {
    case Holds::yes:
      return "holds";
    case Holds::no:
      return "contradicted";
    case Holds::unknown:
      return "not known";
  }
  return "not known";
}

static std::vector<Claim> read(const Text& text, std::string_view written) {
  std::vector<Claim> out;
  if (says_nothing_of_now(text)) return out;
  const bool negated = is_negated(text);
  for (const auto& entry : claims()) {
    auto claim = entry.item->claimed(text);
    if (!claim || (negated && !entry.item->reads_negation)) continue;
    claim->fact = entry.id;
    claim->text = written;
    out.push_back(std::move(*claim));
  }
  return out;
}

std::vector<Claim> claims_in(std::string_view text) {
  return read(Text(text), text);
}

// What is measured with a number: "Replication lag > 10 s" under NO-GO is true where that is so.
static bool is_number(const Claim& claim) {
  return claim.limit.has_value();
}

std::vector<Claim> denials_in(std::string_view written) {
  const Text text(written);
  auto out = read(text, written);
  std::erase_if(out, [](const Claim& claim) { return !is_number(claim); });
  for (auto& claim : out) claim.denies = !claim.denies;
  if (!out.empty()) return out;
  // The bad word says that it is not as it should be; what should be is said in plain words.
  static constexpr std::string_view bad =
      R"(\b(fail(s|ed|ure|ures|ing)?|missing|absent|incomplete|corrupt(ed)?|unavailable|not (available|taken|completed?|verified|done|found)|un(healthy|verified|proven)|issues?|problems?|broken|outstanding|detected|found|present|exist(s)?|active|running)\b|^no\b)";
  if (!text.says(bad)) return out;
  static constexpr std::pair<std::string_view, std::string_view> instead[] = {
      {R"(\bback-?ups?\b.*\b(unverified|not verified|verification|integrity|restore)|\brestore (test )?fail)",
       "backup verified"},
      {R"(\bback-?ups?\b)", "backup taken"},
      {R"(\block(s|ed)?\b|\bblock(ed|ing)\b)", "no lock waits"},
      {R"(\blong[- ]running\b|\blong transactions?\b)", "no long-running transactions"},
      {R"(\binvalid index)", "no invalid indexes"},
      {R"(\bmigrations?\b.*\bfail|\bfail\w*\b.*\bmigrations?\b)", "no failed migrations"},
      {R"(\b(database|db)\b.*\b(health|unhealthy)\b|\b(health|preflight|pre-flight)\b.*\bcheck)",
       "database health checks passed"},
      {R"(\bdata loss\b|\brows? (lost|missing)\b|\bmissing rows\b)", "no data loss"},
  };
  for (const auto& [about, meant] : instead) {
    if (!text.says(about)) continue;
    out = read(Text(meant), written);
    break;
  }
  return out;
}

static bool is_word_for_no(std::string_view target) {
  const auto lower = base::to_lower(base::trim(target));
  return lower == "no" || lower == "none" || lower == "0" || lower == "nein" || lower == "non";
}

std::vector<Claim> claims_in_row(std::string_view metric, std::string_view target) {
  const auto written = fmt::format("{}: {}", metric, target);
  const auto no = is_word_for_no(target) ? fmt::format("no {}", metric) : std::string();
  auto out = no.empty() ? std::vector<Claim>{} : read(Text(no), written);
  if (out.empty()) out = read(Text(fmt::format("{} {}", metric, target)), written);
  return out;
}

Finding judge(const Claim& claim, const Evidence& evidence) {
  const auto* entry = base::find(claims(), claim.fact);
  if (!entry) return not_known(claim, "what is meant is not known");
  if (!claim.of.empty() && claim.of != base::to_lower(evidence.database))
    return not_known(claim, fmt::format("it is about {}, and what is on record is about {}", claim.of,
                                        evidence.database.empty() ? "this database" : evidence.database));
  auto out = entry->item->judge(claim, evidence);
  out.claim = claim;
  return out;
}

std::vector<std::string> checks_for(const std::vector<Claim>& wanted) {
  std::vector<std::string> out;
  for (const auto& claim : wanted) {
    const auto* entry = base::find(claims(), claim.fact);
    if (!entry || entry->item->check.empty()) continue;
    const std::string check(entry->item->check);
    if (std::ranges::find(out, check) == out.end()) out.push_back(check);
  }
  return out;
}

static const char* sign(Holds holds) {
  return holds == Holds::yes ? "✓" : holds == Holds::no ? "✗" : "?";
}

std::string tell(const Finding& finding) {
  auto out = fmt::format("{} {}: {}", sign(finding.holds), base::replace_all(finding.claim.fact, "-", " "),
                         finding.evidence);
  if (finding.holds == Holds::unknown) out = fmt::format("{} (not known)", out);
  return out;
}

std::string tell(const std::vector<Finding>& findings) {
  std::vector<std::string> lines;
  for (const auto& each : findings) {
    auto line = tell(each);
    if (std::ranges::find(lines, line) == lines.end()) lines.push_back(std::move(line));
  }
  return fmt::format("{}", fmt::join(lines, "\n"));
}

std::vector<Finding> contradicted(const std::vector<Finding>& findings) {
  std::vector<Finding> out;
  std::ranges::copy_if(findings, std::back_inserter(out), [](const auto& each) { return each.holds == Holds::no; });
  return out;
}

}  // namespace facts
