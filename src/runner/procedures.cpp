#include "runner/procedures.h"

#include <algorithm>
#include <map>

#include "base/error.h"
#include "base/text.h"
#include "runner/steps.h"

namespace runner {

bool lies_in(const runbook::Runbook& runbook, std::size_t section, std::size_t root) {
  for (std::optional<std::size_t> at = section; at; at = runbook.sections[*at].parent) {
    if (*at == root) return true;
  }
  return false;
}

// Several of one title are told apart by a number, in the order of the file: none of them is meant by the title
// alone.
static void tell_apart(std::vector<OnDemand>& all) {
  std::map<std::string, std::vector<OnDemand*>> named;
  for (auto& each : all) {
    auto& same = named[each.slug];
    // A section inside of another one of this title is a part of that one.
    const bool inner = std::ranges::any_of(same, [&](const auto* other) {
      return std::ranges::all_of(
          each.steps, [&](const auto* step) { return std::ranges::find(other->steps, step) != other->steps.end(); });
    });
    if (!each.steps.empty() && !inner) same.push_back(&each);
  }
  for (auto& [slug, same] : named) {
    if (same.size() < 2) continue;
    for (std::size_t at = 0; at < same.size(); ++at) {
      same[at]->slug += fmt::format("-{}", at + 1);
      same[at]->title += fmt::format(" (line {})", same[at]->line);
    }
  }
}

ProcedureNames::ProcedureNames(const runbook::Runbook& runbook) {
  for (auto& each : on_demand(runbook)) by_line_.try_emplace(each.line, std::move(each.slug));
}

std::string ProcedureNames::of(const runbook::Procedure& procedure) const {
  const auto found = by_line_.find(procedure.line);
  return found == by_line_.end() ? base::slug(procedure.title) : found->second;
}

std::vector<OnDemand> on_demand(const runbook::Runbook& runbook) {
  std::vector<OnDemand> out;
  for (const auto& procedure : runbook.procedures) {
    OnDemand whole{.title = procedure.title, .slug = base::slug(procedure.title), .line = procedure.line};
    for (const auto& step : procedure.steps) whole.steps.push_back(&step);
    const auto root = std::find_if(runbook.sections.begin(), runbook.sections.end(),
                                   [&](const runbook::Section& section) { return section.line == procedure.line; });
    const bool any = !whole.steps.empty();
    out.push_back(std::move(whole));
    if (!any || root == runbook.sections.end()) continue;
    const auto first = static_cast<std::size_t>(root - runbook.sections.begin());
    for (std::size_t i = first + 1; i < runbook.sections.size() && lies_in(runbook, i, first); ++i) {
      OnDemand part{.title = runbook.sections[i].title,
                    .slug = base::slug(runbook.sections[i].title),
                    .line = runbook.sections[i].line};
      for (const auto& step : procedure.steps) {
        if (lies_in(runbook, step.section, i)) part.steps.push_back(&step);
      }
      if (!part.steps.empty()) out.push_back(std::move(part));
    }
  }
  tell_apart(out);
  return out;
}

// "rollback-1" has its words in "rollback-procedure-1-before-step-4", in this order.
static bool words_in_order(const std::string& wanted, const std::string& slug) {
  const auto words = base::split(slug, '-');
  std::size_t at = 0;
  for (const auto word : base::split(wanted, '-')) {
    while (at < words.size() && words[at] != word) ++at;
    if (at == words.size()) return false;
    ++at;
  }
  return true;
}

static std::vector<const runbook::Step*> recorded(const OnDemand& procedure) {
  std::vector<const runbook::Step*> out;
  for (const auto* step : procedure.steps) {
    if (kind_of(*step).recorded) out.push_back(step);
  }
  return out;
}

OnDemand find_procedure(const runbook::Runbook& runbook, const std::string& wanted) {
  const auto slug = base::slug(wanted);
  std::vector<OnDemand> found;
  std::vector<std::string> titles;
  const auto all = on_demand(runbook);
  for (const auto& each : all) {
    if (!each.steps.empty()) titles.push_back(each.slug);
    if (each.slug == slug && !slug.empty() && !each.steps.empty()) return each;
  }
  for (const auto& each : all) {
    if (!slug.empty() && !each.steps.empty() && words_in_order(slug, each.slug)) found.push_back(each);
  }
  // A section and its only part are one: the outer, with what it says besides.
  const auto other = [&](const OnDemand& each) { return recorded(each) != recorded(found.front()); };
  if (!found.empty() && std::none_of(found.begin() + 1, found.end(), other)) return found.front();
  if (!found.empty()) {
    titles.clear();
    for (const auto& each : found) titles.push_back(each.slug);
  }
  throw base::Error{base::Code::usage,
                    found.empty() ? fmt::format("there is no procedure '{}' with steps", wanted)
                                  : fmt::format("'{}' fits more than one procedure", wanted),
                    titles.empty() ? std::string("See what the runbook holds with 'lockkeeper runbook show'.")
                                   : fmt::format("Name one of: {}.", fmt::join(titles, ", "))};
}

std::optional<OnDemand> procedure_named_in(const runbook::Runbook& runbook, const std::string& sentence) {
  const auto said = "-" + base::slug(sentence, 1000) + "-";
  std::optional<OnDemand> best;
  for (auto& each : on_demand(runbook)) {
    if (each.steps.empty() || each.slug.find('-') == std::string::npos) continue;  // one word may mean anything
    if (said.find("-" + each.slug + "-") == std::string::npos) continue;
    if (!best || each.slug.size() > best->slug.size()) best = std::move(each);
  }
  return best;
}

}  // namespace runner
