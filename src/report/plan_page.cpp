#include "report/plan_page.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text.h"
#include "plan/estimate.h"
#include "plan/reasons.h"
#include "report/html.h"

namespace report {

using findings::Finding;
using findings::Severity;

static std::string mark(std::string_view css, std::string_view word) {
  return fmt::format(R"(<span class="state {}">{}</span>)", css, escape(word));
}

static std::string_view class_of_risk(std::string_view risk) {
  return risk == "high" ? "bad" : risk == "medium" ? "warning" : "good";
}

static std::string_view class_of(Severity severity) {
  return severity == Severity::error ? "bad" : severity == Severity::warning ? "warning" : "neutral";
}

static std::vector<const Finding*> of_migration(const PlanPage& page, const migration::Migration& migration) {
  std::vector<const Finding*> found;
  for (const auto& finding : page.findings) {
    if (finding.file == migration.up.shown || (migration.down && finding.file == migration.down->shown))
      found.push_back(&finding);
  }
  return found;
}

static std::string count_marks(const std::vector<const Finding*>& found) {
  std::vector<std::string> marks;
  for (const auto severity : {Severity::error, Severity::warning, Severity::advice}) {
    const auto count =
        std::count_if(found.begin(), found.end(), [&](const Finding* each) { return each->weight() == severity; });
    if (count == 0) continue;
    const auto word = severity == Severity::advice ? fmt::format("{} advice", count)
                                                   : base::count_of(count, std::string(findings::name(severity)));
    marks.push_back(mark(class_of(severity), word));
  }
  return marks.empty() ? "none" : fmt::format("{}", fmt::join(marks, " "));
}

static std::string heading(const PlanPage& page) {
  const auto& plan = page.plan;
  const auto count = static_cast<long long>(plan.migrations.size());
  int worst = 0;
  for (const auto& one : plan.migrations)
    worst = std::max(worst, one.risk == "high" ? 2 : one.risk == "medium" ? 1 : 0);
  const std::string_view risk = worst == 2 ? "high" : worst == 1 ? "medium" : "low";
  std::string out = fmt::format("<header class=\"card top {}\"><h1>Plan for {} {}</h1>\n<ul class=\"summary\">\n",
                                class_of_risk(risk), base::count_of(count, "migration"),
                                mark(class_of_risk(risk), fmt::format("{} risk", risk)));
  for (const auto& line : plan::about_time(plan)) out += fmt::format("<li>{}</li>\n", escape(line));
  return out + fmt::format("<li>Judged by {}.</li>\n</ul></header>\n", escape(page.judged_by));
}

static std::string overview(const PlanPage& page) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& one : page.plan.migrations) {
    rows.push_back({std::to_string(one.number),
                    fmt::format("<a href=\"#m{}\"><code>{}</code></a>", one.number, escape(one.migration->name)),
                    escape(one.priority), escape(plan::show_estimate(one.estimate)), one.breaking ? "yes" : "no",
                    mark(class_of_risk(one.risk), one.risk), count_marks(of_migration(page, *one.migration))});
  }
  return "<h2>Migrations, in the order they run</h2>\n" + html_table({{"#", "number"},
                                                                      {"Migration"},
                                                                      {"Priority"},
                                                                      {"Est. duration", "nowrap"},
                                                                      {"Breaking"},
                                                                      {"Risk"},
                                                                      {"Findings"}},
                                                                     std::move(rows));
}

// Between <svg and </svg>: an XML declaration and a DOCTYPE have no place within a page.
static std::string svg_of(const std::string& picture) {
  const auto begin = picture.find("<svg");
  const auto end = picture.rfind("</svg>");
  if (begin == std::string::npos || end == std::string::npos || end < begin) return {};
  const auto head = picture.find('>', begin) + 1;
  // Graphviz counts in points; what it counts is as large in pixels as the rest of the page.
  return base::replace_all(picture.substr(begin, head - begin), "pt\"", "px\"") +
         picture.substr(head, end + 6 - head);
}

static std::string needs_as_list(const plan::Graph& graph) {
  std::string out = "<ul class=\"plain\">\n";
  for (const auto& need : graph.needs)
    out += fmt::format("<li><code>{}</code> needs <code>{}</code>: {}{}</li>\n", escape(graph.names[need.user]),
                       escape(graph.names[need.maker]), escape(fmt::format("{}", fmt::join(need.relations, ", "))),
                       need.backwards ? " " + mark("bad", "which runs later") : "");
  return out + "</ul>\n";
}

static std::string dependencies(const PlanPage& page) {
  const auto& graph = page.graph;
  std::string out = "<h2>Who needs whom</h2>\n";
  if (graph.needs.empty()) return out + "<p class=\"legend\">None of them uses what another migration makes.</p>\n";
  std::vector<std::string> alone;
  for (std::size_t at = 0; at < graph.names.size(); ++at) {
    if (plan::is_alone(graph, at)) alone.push_back(fmt::format("<code>{}</code>", escape(graph.names[at])));
  }
  const bool backwards =
      std::any_of(graph.needs.begin(), graph.needs.end(), [](const auto& n) { return n.backwards; });
  const auto svg = svg_of(page.picture);
  if (svg.empty()) {
    out += needs_as_list(graph);
    out +=
        "<p class=\"legend\">This is a picture where Graphviz is installed (<code>apt install graphviz</code>); "
        "<code>lockkeeper plan --graph | dot -Tsvg</code> draws it elsewhere.</p>\n";
  } else {
    out += fmt::format(
        "<p class=\"legend\">An arrow goes from a migration to the one whose tables it uses.{}{}</p>\n"
        "<div class=\"card scroll graph\">{}</div>\n",
        std::count(graph.numbers.begin(), graph.numbers.end(), 0) > 0 ? " Without a number: not part of this plan."
                                                                      : "",
        backwards ? " Red: that one runs later, so this order cannot work." : "", svg);
  }
  if (!alone.empty()) out += fmt::format("<p class=\"legend\">On their own: {}.</p>\n", fmt::join(alone, ", "));
  return out;
}

static std::string finding_of(const Finding& finding) {
  std::string out = fmt::format("<li>{} line {}: {} <span class=\"soft\">{}</span>",
                                mark(class_of(finding.weight()), findings::name(finding.weight())), finding.line,
                                escape(finding.message), escape(finding.rule));
  if (!finding.text.empty())
    out += fmt::format("<pre>{}</pre>", escape(base::shorten(base::trim(finding.text), 200)));
  if (!finding.better.empty()) out += fmt::format("<div class=\"soft\">better: {}</div>", escape(finding.better));
  return out + "</li>\n";
}

static std::string details(const PlanPage& page, const plan::MigrationPlan& one) {
  std::string out = fmt::format("<section class=\"card\" id=\"m{}\"><h3>{}. <code>{}</code> {}</h3>\n", one.number,
                                one.number, escape(one.migration->name), mark(class_of_risk(one.risk), one.risk));
  out += fmt::format("<p class=\"soft\">{}; {}.{}</p>\n", escape(plan::contents(one)), escape(plan::how_it_runs(one)),
                     plan::is_known(one.estimate)
                         ? " " + escape(plan::show_estimate(one.estimate) + ": " + one.estimate.basis + ".")
                         : "");
  std::vector<std::vector<std::string>> rows;
  for (const auto& reason : plan::reasons(one)) rows.push_back({escape(reason.label), escape(reason.text)});
  if (!rows.empty()) out += html_table({{"", "nowrap"}, {"", "wide"}}, std::move(rows));
  const auto found = of_migration(page, *one.migration);
  if (!found.empty()) {
    out += fmt::format("<details{}><summary>Findings: {}</summary><ul class=\"plain\">\n",
                       found.size() <= 8 ? " open" : "", count_marks(found));
    for (const auto* finding : found) out += finding_of(*finding);
    out += "</ul></details>\n";
  }
  return out + "</section>\n";
}

// Graphviz draws in black on white; the page has a night side.
static constexpr std::string_view graph_style = R"css(
.graph svg { width: auto; min-width: 0; margin: 0 auto; }
.graph svg polygon[fill="white"] { fill: none; }
.graph svg .node path { fill: var(--code); stroke: var(--plan); }
.graph svg .edge path { stroke: var(--plan); } .graph svg .edge polygon { fill: var(--plan); stroke: var(--plan); }
.graph svg .edge text { fill: var(--soft); font-size: 11px; }
.graph svg .backwards path { stroke: var(--bad-fill); stroke-width: 2; }
.graph svg .backwards polygon { fill: var(--bad-fill); stroke: var(--bad-fill); }
.graph svg .backwards text { fill: var(--bad); font-weight: 600; }
section .card { border: 0; padding: 0; }
section h3 { margin-top: 0; }
)css";

std::string plan_page(const PlanPage& page) {
  auto out = html_head("Plan", "");
  out.insert(out.find("</style>"), graph_style);
  if (page.plan.migrations.empty())
    return out + "<header class=\"card top good\"><h1>Nothing to apply</h1></header>\n</main>\n</body>\n</html>\n";
  out += heading(page) + overview(page) + dependencies(page) + "<h2>Why</h2>\n";
  for (const auto& one : page.plan.migrations) out += details(page, one);
  return out +
         "<footer><p>Locks last to the end of the transaction. What is not judged is unknown, not safe. "
         "<code>lockkeeper explain RULE</code> says what a rule is about.</p></footer>\n</main>\n</body>\n</html>\n";
}

}  // namespace report
