// PostgreSQL versions that get no corrections any more.
#include <map>
#include <regex>

#include <fmt/format.h>

#include "lint/prose.h"

namespace lint {

// The day of the last release of each major. Source: https://www.postgresql.org/support/versioning/
static const std::map<int, const char*>& ends() {
  static const std::map<int, const char*> table{{8, "2014-07-24"},  {9, "2021-11-11"},  {10, "2022-11-10"},
                                                {11, "2023-11-09"}, {12, "2024-11-21"}, {13, "2025-11-13"},
                                                {14, "2026-11-12"}, {15, "2027-11-11"}, {16, "2028-11-09"},
                                                {17, "2029-11-08"}, {18, "2030-11-14"}};
  return table;
}

// What is said of the past or of an upgrade is not about the server at hand.
static bool is_aside(const std::string& line) {
  static const std::regex words(
      R"(\b(since|from|before|until|prior|older|newer|later|upgrad\w*|supported|introduced|changed|removed|higher|above|below|minimum|at least|to \d)\b|>=|≥|\d\+|→|->)",
      std::regex::icase);
  return std::regex_search(line, words);
}

static void find_unsupported_version(const Subject& subject, std::vector<Finding>& findings) {
  static const std::regex version(
      R"(\b(?:PostgreSQL|Postgres|postgres:|postgresql-|PG|pgsql-)[ -]?(?:version )?v?(\d{1,2})(\.\d+)?\b|/(?:postgresql|pgsql)[/-](\d{1,2})(\.\d)?/)",
      std::regex::icase);
  const auto& document = subject.document;
  std::map<int, bool> told;
  for (std::size_t i = 0; i < document.lines.size(); ++i) {
    const auto line = document.lines[i].substr(0, 1000);
    std::smatch match;
    if (!std::regex_search(line, match, version) || is_aside(line)) continue;
    const int group = match[1].matched ? 1 : 3;
    const int major = std::stoi(match[group].str());
    const auto end = ends().find(major);
    if (end == ends().end() || told[major]) continue;
    const auto day = date_in(end->second);
    if (!day || day->day > subject.today) continue;
    told[major] = true;
    findings.push_back(
        {.line = static_cast<int>(i) + 1,
         .column = document.column_of(static_cast<int>(i) + 1, match.str(0)),
         .message =
             fmt::format("PostgreSQL {} gets no corrections since {}",
                         match[group].str() + (major < 10 ? match[group + 1].str() : std::string()), end->second),
         .better = "plan the upgrade apart from this migration; until then, rehearse on the same minor version"});
  }
}

extern const Rule unsupported_version{.severity = Severity::warning, .find = find_unsupported_version};

}  // namespace lint
