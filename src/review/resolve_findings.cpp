#include "review/resolve_findings.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text.h"
#include "review/rules.h"
#include "sql/locate.h"

namespace review {

using findings::Finding;

// Whether the allowance is one that can be relied on: a rule, a reason, a day where one is written.
static std::optional<std::string> incomplete(const Suppression& allowance) {
  if (allowance.rules.empty()) return "names no rule";
  for (const auto& rule : allowance.rules)
    if (!base::find(rules(), rule)) return fmt::format("there is no rule {}", rule);
  if (base::trim(allowance.reason).empty()) return "it gives no reason";
  if (!allowance.until.empty() && !allowance.ends) return fmt::format("until={} is not a day", allowance.until);
  return std::nullopt;
}

static std::string near_rule(const Suppression& allowance) {
  std::vector<std::string> names;
  for (const auto& entry : rules()) names.emplace_back(entry.id);
  for (const auto& rule : allowance.rules) {
    if (base::find(rules(), rule)) continue;
    if (const auto near = base::near_match(rule, names)) return fmt::format("Did you mean {}?", *near);
  }
  return "-- lockkeeper: allow RULE reason=\"why it is safe here\" by=NAME until=2027-01-31";
}

static std::vector<Finding> judge_allowances(const File& file, const Settings& settings,
                                             const std::vector<bool>& used, const std::vector<bool>& late) {
  std::vector<Finding> out;
  const auto add = [&](const char* rule, Severity severity, const Suppression& allowance, std::string message,
                       std::string better) {
    if (settings.off.contains(rule)) return;
    if (const auto found = settings.severities.find(rule); found != settings.severities.end())
      severity = found->second;
    const auto place = sql::locate(file.migration->up.text, allowance.offset);
    out.push_back({.rule = rule,
                   .file = file.migration->up.shown,
                   .line = place.line,
                   .column = place.column,
                   .severity = severity,
                   .message = std::move(message),
                   .better = std::move(better),
                   .text = std::string(place.text)});
  };
  for (std::size_t at = 0; at < file.allowances.size(); ++at) {
    const auto& allowance = file.allowances[at];
    if (const auto why = incomplete(allowance)) {
      add("allow-incomplete", Severity::error, allowance, fmt::format("this allows nothing: {}", *why),
          near_rule(allowance));
    } else if (late[at]) {
      add("allow-expired", Severity::error, allowance,
          fmt::format("this allowed {} until {}{}, which is over", fmt::join(allowance.rules, ", "), allowance.until,
                      allowance.by.empty() ? "" : fmt::format(" (by {})", allowance.by)),
          "mend what it allowed, or decide anew and give a later day");
    } else if (!used[at]) {
      add("allow-unused", Severity::advice, allowance,
          fmt::format("nothing here needs {} to be allowed", fmt::join(allowance.rules, ", ")),
          "take the comment out");
    }
  }
  return out;
}

static Finding as_finding(const Kept& kept, const migration::Script& script) {
  return {.rule = std::string(kept.rule),
          .file = script.shown,
          .severity = kept.severity,
          .message = kept.pending.message,
          .better = kept.pending.better};
}

static std::string line_at(std::string_view text, std::size_t offset) {
  offset = std::min(offset, text.size());
  const auto before = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
  const auto begin = before == std::string_view::npos ? 0 : before + 1;
  auto line = text.substr(begin, std::min(text.find('\n', begin), text.size()) - begin);
  if (line.ends_with('\r')) line.remove_suffix(1);
  // A file may be one line; what is shown is what stands around the place.
  return std::string(line.size() > 4000 ? line.substr(0, 4000) : line);
}

void settle(File& file, const Settings& settings, std::vector<Finding>& out) {
  std::stable_sort(file.kept.begin(), file.kept.end(), [](const Kept& a, const Kept& b) {
    return std::tie(a.pending.location.undo, a.pending.location.offset, a.rule) <
           std::tie(b.pending.location.undo, b.pending.location.offset, b.rule);
  });
  sql::Locator up(file.migration->up.text);
  std::optional<sql::Locator> down;
  if (file.migration->down) down.emplace(file.migration->down->text);
  std::vector<bool> used(file.allowances.size(), false);
  std::vector<bool> late(file.allowances.size(), false);
  std::vector<Finding> here;
  for (const auto& kept : file.kept) {
    const bool undo = kept.pending.location.undo && down;
    const auto& script = undo ? *file.migration->down : file.migration->up;
    auto finding = as_finding(kept, script);
    const auto place = undo ? down->at(kept.pending.location.offset) : up.at(kept.pending.location.offset);
    finding.line = place.line;
    finding.column = place.column;
    bool allowed = false;
    for (std::size_t at = 0; at < file.allowances.size() && !undo; ++at) {
      const auto& allowance = file.allowances[at];
      if (std::find(allowance.rules.begin(), allowance.rules.end(), finding.rule) == allowance.rules.end()) continue;
      if (incomplete(allowance)) continue;
      const bool reaches = allowance.whole_file ||
                           std::any_of(file.statements.begin(), file.statements.end(), [&](const Lines& lines) {
                             return lines.first <= finding.line && finding.line <= lines.last &&
                                    lines.first <= allowance.line && allowance.line <= lines.last;
                           });
      if (!reaches) continue;
      if (allowance.ends && *allowance.ends < settings.today) {
        late[at] = true;
        continue;
      }
      used[at] = true;
      allowed = true;
    }
    if (allowed) continue;
    finding.text = line_at(script.text, kept.pending.location.offset);
    here.push_back(std::move(finding));
  }
  if (!file.allowances.empty()) {
    auto more = judge_allowances(file, settings, used, late);
    here.insert(here.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    std::stable_sort(here.begin(), here.end(), [](const Finding& a, const Finding& b) {
      return std::tie(a.file, a.line, a.column, a.rule) < std::tie(b.file, b.line, b.column, b.rule);
    });
  }
  here.erase(std::unique(here.begin(), here.end()), here.end());
  out.insert(out.end(), std::make_move_iterator(here.begin()), std::make_move_iterator(here.end()));
  file.kept.clear();
  file.kept.shrink_to_fit();
}

}  // namespace review
