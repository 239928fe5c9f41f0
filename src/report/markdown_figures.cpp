// Figures and what else is on record, for the Markdown report.
#include <fmt/format.h>

#include "base/text.h"
#include "report/markdown_parts.h"
#include "report/markdown_text.h"
#include "run_view/metrics.h"
#include "run_view/phrases.h"

namespace report {

std::string md_metrics(const run_view::RunView& view) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& metric : metrics(view)) {
    rows.push_back({md(metric.name), md(metric.planned), md(metric.actual), md(metric.before), md(metric.after),
                    md(metric.from)});
  }
  return fmt::format(
      "## In figures\n\n{}\n",
      md_table({"Metric", "Planned", "Actual", "Before", "After", "How it was come by"}, std::move(rows)));
}

std::string md_happenings(const run_view::RunView& view) {
  if (view.happenings.empty()) return {};
  std::vector<std::vector<std::string>> rows;
  for (const auto& event : view.happenings)
    rows.push_back({clock_time(event.time, view), md(event.what), md(event.by)});
  return fmt::format("## Also on record\n\n{}\n", md_table({"Time", "What", "By"}, std::move(rows)));
}

std::string md_actions(const run_view::RunView& view) {
  if (view.actions.empty()) return {};
  std::vector<std::vector<std::string>> rows;
  for (const auto& item : view.actions) rows.push_back({md(item.text), md(item.owner), md(item.due)});
  return fmt::format("## Action items\n\n{}\n", md_table({"Action", "Owner", "Due"}, std::move(rows)));
}

}  // namespace report
