#include "cli/plan_findings.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "base/text.h"

namespace cli {

using findings::Severity;

static bool stands_in(const findings::Finding& finding, const migration::Migration& migration) {
  return finding.file == migration.up.shown || (migration.down && finding.file == migration.down->shown);
}

std::vector<std::vector<RuleFound>> found_by_migration(const plan::Plan& plan,
                                                       const std::vector<findings::Finding>& found) {
  std::vector<std::vector<RuleFound>> all(plan.migrations.size());
  for (std::size_t at = 0; at < all.size(); ++at) {
    auto& rules = all[at];
    for (const auto& finding : found) {
      if (!stands_in(finding, *plan.migrations[at].migration)) continue;
      auto same = std::find_if(rules.begin(), rules.end(), [&](const auto& one) { return one.rule == finding.rule; });
      if (same == rules.end()) same = rules.insert(same, {.rule = finding.rule, .severity = finding.weight()});
      same->severity = std::max(same->severity, finding.weight());
      ++same->count;
    }
    std::sort(rules.begin(), rules.end(), [](const auto& one, const auto& other) {
      return std::tie(other.severity, one.rule) < std::tie(one.severity, other.rule);
    });
  }
  return all;
}

static int count_of(const std::vector<RuleFound>& rules, Severity severity) {
  int count = 0;
  for (const auto& one : rules) count += one.severity == severity ? one.count : 0;
  return count;
}

std::string summary(const std::vector<RuleFound>& rules) {
  if (rules.empty()) return "none";
  std::string counts;
  for (const auto severity : {Severity::error, Severity::warning, Severity::advice}) {
    const int count = count_of(rules, severity);
    if (count == 0) continue;
    const auto word = severity == Severity::advice ? fmt::format("{} advice", count)
                                                   : base::count_of(count, std::string(findings::name(severity)));
    counts += (counts.empty() ? "" : ", ") + word;
  }
  std::string names;
  for (const auto& one : rules)
    names += (names.empty() ? "" : ", ") + one.rule + (one.count > 1 ? fmt::format(" ({})", one.count) : "");
  return counts + ": " + names;
}

std::string findings_text(const plan::Plan& plan, const std::vector<std::vector<RuleFound>>& found, bool markdown) {
  if (plan.migrations.empty()) return "";
  std::string text =
      markdown ? "\n### Findings\n\n" : "\nFindings of the rules ('lockkeeper lint' shows them with their lines):\n";
  std::size_t width = 0;
  for (const auto& one : plan.migrations) width = std::max(width, base::display_width(one.migration->name));
  for (std::size_t at = 0; at < found.size(); ++at) {
    const auto& name = plan.migrations[at].migration->name;
    text += markdown ? fmt::format("- `{}`: {}\n", name, summary(found[at]))
                     : fmt::format("   {}  {}\n", base::pad_right(name, width), summary(found[at]));
  }
  return text;
}

base::Json findings_json(const std::vector<RuleFound>& rules) {
  base::Json json{{"errors", count_of(rules, Severity::error)},
                  {"warnings", count_of(rules, Severity::warning)},
                  {"advice", count_of(rules, Severity::advice)}};
  json["rules"] = base::Json::array();
  for (const auto& one : rules)
    json["rules"].push_back({{"rule", one.rule}, {"severity", findings::name(one.severity)}, {"count", one.count}});
  return json;
}

}  // namespace cli
