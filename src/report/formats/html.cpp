// One self-contained page: no script, nothing fetched, readable on paper and at night.
#include "report/html.h"

#include <fmt/format.h>

#include "base/text.h"
#include "report/formats.h"
#include "report/waivers.h"
#include "run_view/phrases.h"

namespace report {

static std::string tile(const std::string& number, const std::string& label) {
  return fmt::format("<div class=\"tile\"><b>{}</b><span>{}</span></div>\n", escape(number), escape(label));
}

static std::string tiles(const run_view::RunView& view) {
  std::string out = "<div class=\"tiles\">\n";
  if (const auto duration = view.duration()) {
    out += tile(base::format_span(*duration),
                view.planned ? "of " + base::format_span(*view.planned) + " planned" : "in all");
  }
  long long steps = 0;
  long long passed = 0;
  view.for_each_step([&](const run_view::Step& step) {
    ++steps;
    if (step.state == "passed") ++passed;
  });
  if (steps > 0) out += tile(fmt::format("{} of {}", base::grouped(passed), base::grouped(steps)), "steps passed");
  if (!view.migrations.empty()) {
    const auto applied = std::ranges::count(view.migrations, "applied", &run_view::Migration::state);
    out += tile(base::grouped(applied), applied == 1 ? "migration applied" : "migrations applied");
  }
  if (view.downtime && view.downtime->to)
    out += tile(base::format_span(*view.downtime->to - view.downtime->from), "in maintenance mode");
  if (!view.backups.empty()) {
    const auto& proofs = view.backups.back().proofs;
    const bool proved = std::ranges::any_of(proofs, &run_view::Proof::ok);
    out += tile(proved ? "proved" : "not proved", "backup");
  }
  const auto open = std::ranges::count(view.failures, false, &run_view::Failure::resolved);
  if (!view.failures.empty())
    out += tile(base::grouped(std::ssize(view.failures)),
                open == 0 ? "went wrong, all dealt with" : fmt::format("went wrong, {} open", base::grouped(open)));
  return out + "</div>\n";
}

static std::string heading_html(const run_view::RunView& view) {
  std::string out = fmt::format("<header class=\"card top {}\"><h1>{} {}</h1>\n", state_class(view.state),
                                escape(view.title), state_mark(view.state));
  if (!view.record.broken.empty())
    out += fmt::format("<p class=\"broken\"><b>{}</b></p>\n", escape(broken_sentence(view)));
  std::string when = "Run " + view.run;
  if (const auto target = runner::described(view.target); !target.empty()) when += ", database " + target;
  if (view.began) when += ", " + base::format_for_people(*view.began);
  if (view.ended) when += " to " + base::format_for_people(*view.ended);
  out += fmt::format("<p class=\"soft\">{}</p>\n<ul class=\"summary\">\n", escape(when));
  for (const auto& sentence : summary(view)) out += fmt::format("<li>{}</li>\n", escape(sentence));
  out += "</ul>\n";
  if (view.facts.empty()) return out + "</header>\n";
  out += "<dl class=\"facts\">\n";
  for (const auto& [name, value] : view.facts)
    out += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", escape(name), escape(value));
  return out + "</dl></header>\n";
}

static std::string timelines(const run_view::RunView& view) {
  const std::string planned = html_timeline(planned_timeline(view), "Plan against actual course");
  const std::string actual = html_timeline(actual_timeline(view), "Actual course");
  if (planned.empty() && actual.empty()) return {};
  std::string out = "<h2 id=\"timeline\">Timeline</h2>\n";
  if (!actual.empty())
    out += "<p class=\"legend\">Where the time went, from the beginning of the run.</p>\n" + actual;
  if (!planned.empty())
    out +=
        "<p class=\"legend\" style=\"margin-top:1rem\">Against the plan: outlined as planned, filled as it was, "
        "relative to T-0.</p>\n" +
        planned;
  return out;
}

static std::string foot_html(const run_view::RunView& view) {
  std::string out = fmt::format(
      "<footer><p>Made from {} of the journal ({} to {}). Hash of the last: <code>{}</code>. "
      "<code>lockkeeper audit verify</code> shows that none was changed.</p>",
      run_view::number_of(view.record.events, "event"), view.record.first, view.record.last,
      escape(view.record.hash));
  if (!view.runbook.empty())
    out += fmt::format("<p>Runbook {} <code>{}</code></p>", escape(view.runbook), escape(view.runbook_hash));
  return out + "<p>All times are UTC.</p></footer>\n";
}

static std::string render_html(const run_view::RunView& view) {
  std::string out = html_head(view.title, view.state);
  out += heading_html(view) + html_waivers(view) + tiles(view) + html_failures(view) + timelines(view) +
         html_metrics(view) + html_decisions(view) + html_happenings(view) + html_migrations(view) +
         html_backups(view) + html_checks(view) + html_phases(view) + html_rest(view) + foot_html(view);
  return out + "</main>\n</body>\n</html>\n";
}

extern const Format html{.extension = "html", .render = render_html};

}  // namespace report
