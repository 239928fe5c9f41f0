#include "report/waivers.h"

#include <fmt/format.h>

#include "report/html.h"
#include "report/markdown_text.h"
#include "run_view/phrases.h"

namespace report {

static std::string by_whom(const run_view::Waiver& waiver) {
  return waiver.by + (waiver.role.empty() ? "" : " (" + waiver.role + ")");
}

// As a fact of the gate itself it has no words of the runbook: the step's are shown.
static std::string claim_of(const run_view::RunView& view, const run_view::Waiver& waiver) {
  if (!waiver.claim.empty() && !waiver.evidence.starts_with(waiver.claim + ": ")) return waiver.claim;
  std::string out = waiver.step;
  view.for_each_step([&](const run_view::Step& step) {
    if (step.id == waiver.step) out = step.title;
  });
  return out;
}

std::string md_waivers(const run_view::RunView& view) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& each : view.waivers) {
    rows.push_back({run_view::clock_time(each.time, view), md(claim_of(view, each)), md(each.evidence),
                    md(by_whom(each)), md(each.reason)});
  }
  const auto table = md_table({"Time", "What was said", "What is known", "Waived by", "Reason"}, std::move(rows));
  return table.empty() ? std::string() : fmt::format("## Waived\n\n{}\n", table);
}

std::string html_waivers(const run_view::RunView& view) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& each : view.waivers) {
    rows.push_back({time_mark(each.time, view), escape(claim_of(view, each)), escape(each.evidence),
                    escape(by_whom(each)), escape(each.reason)});
  }
  if (rows.empty()) return {};
  return "<h2 id=\"waived\">Waived</h2>\n" +
         html_table({{"Time", "nowrap"}, {"What was said"}, {"What is known"}, {"Waived by"}, {"Reason", "third"}},
                    std::move(rows));
}

}  // namespace report
