// Figures and what else is on record, for the page.
#include <fmt/format.h>

#include "report/html.h"
#include "run_view/metrics.h"

namespace report {

static std::string figure(const std::string& text) {
  // A figure that is none should not draw the eye.
  if (text == run_view::not_measured) return fmt::format("<span class=\"soft nowrap\">{}</span>", text);
  return escape(text);
}

std::string html_metrics(const run_view::RunView& view) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& metric : metrics(view)) {
    rows.push_back({escape(metric.name), figure(metric.planned), figure(metric.actual), figure(metric.before),
                    figure(metric.after), fmt::format("<span class=\"soft\">{}</span>", escape(metric.from))});
    if (metric.from.empty()) rows.back().back().clear();
  }
  return "<h2 id=\"figures\">In figures</h2>\n" + html_table({{"Metric", "nowrap"},
                                                              {"Planned", "nowrap"},
                                                              {"Actual", "nowrap"},
                                                              {"Before", "figure"},
                                                              {"After", "figure"},
                                                              {"How it was come by", "third"}},
                                                             std::move(rows));
}

std::string html_happenings(const run_view::RunView& view) {
  if (view.happenings.empty()) return {};
  std::vector<std::vector<std::string>> rows;
  for (const auto& event : view.happenings)
    rows.push_back({time_mark(event.time, view), escape(event.what), escape(event.by)});
  return "<h2 id=\"record\">Also on record</h2>\n" +
         html_table({{"Time", "nowrap"}, {"What", "most"}, {"By"}}, std::move(rows));
}

}  // namespace report
