#include "report/postmortem.h"

#include <fmt/format.h>

#include "base/text.h"
#include "report/narrative.h"
#include "run_view/metrics.h"
#include "run_view/order.h"
#include "run_view/phrases.h"

namespace report {

using Kind = Piece::Kind;

static Piece paragraph(std::string text) {
  return {.kind = Kind::paragraph, .text = std::move(text)};
}

static Piece list(std::vector<std::string> items) {
  return {.kind = Kind::list, .items = std::move(items)};
}

static Piece fill_in(std::string question, int lines = 2) {
  return {.kind = Kind::fill_in, .text = std::move(question), .lines = lines};
}

static Piece table(std::vector<std::string> header, std::vector<std::vector<std::string>> rows,
                   std::size_t state_column = Piece::none) {
  return {.kind = Kind::table, .header = std::move(header), .rows = std::move(rows), .state_column = state_column};
}

static Chapter timeline(const run_view::RunView& view) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& moment : chronicle(view)) {
    rows.push_back({clock_time(moment.time, view), view.t0 ? run_view::relative_text(moment.time, *view.t0) : "",
                    moment.what, moment.by, moment.state});
  }
  Chapter chapter{.title = "Detailed timeline"};
  if (!rows.empty())
    chapter.parts.push_back(table({"Time (UTC)", "From T-0", "What", "By", "State"}, std::move(rows), 4));
  return chapter;
}

static Chapter well(const run_view::RunView& view) {
  Chapter chapter{.title = "What went well"};
  auto facts = went_well(view);
  chapter.parts.push_back(facts.empty() ? paragraph("The record measured nothing of the kind.")
                                        : list(std::move(facts)));
  chapter.parts.push_back(fill_in("What else went well (processes, team):"));
  return chapter;
}

static Chapter troubles(const run_view::RunView& view) {
  Chapter chapter{.title = "Issues and resolutions"};
  const auto all = issues(view);
  if (all.empty()) chapter.parts.push_back(paragraph("None is on record."));
  int number = 0;
  for (const auto& issue : all) {
    chapter.parts.push_back(paragraph(fmt::format("{}. {} ({})", ++number, issue.what, issue.state)));
    if (!issue.detail.empty()) chapter.parts.push_back({.kind = Kind::block, .text = issue.detail});
    if (!issue.done.empty()) chapter.parts.push_back(list(issue.done));
  }
  chapter.parts.push_back(fill_in("Issues that are not on record (process, communication):"));
  return chapter;
}

static Chapter figures(const run_view::RunView& view) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& metric : metrics(view))
    rows.push_back({metric.name, metric.planned, metric.actual, metric.before, metric.after, metric.from});
  return {
      .title = "Metrics",
      .parts = {table({"Metric", "Planned", "Actual", "Before", "After", "How it was come by"}, std::move(rows))}};
}

static Chapter phase_times(const run_view::RunView& view) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& spent : times_spent(view)) {
    const auto over = overrun(spent);
    rows.push_back({spent.phase, spent.stage, run_view::span_text(spent.planned),
                    spent.actual ? base::format_span(*spent.actual) : "did not end",
                    over ? "+" + base::format_span(*over) : "", spent.state});
  }
  Chapter chapter{.title = "Planned against actual", .level = 3};
  if (!rows.empty())
    chapter.parts.push_back(table({"Phase", "Stage", "Planned", "Actual", "Over", "State"}, std::move(rows), 5));
  return chapter;
}

// Where the time went: a step that took no time to speak of explains nothing.
static Chapter longest_steps(const run_view::RunView& view) {
  std::vector<const run_view::Step*> steps;
  view.for_each_step([&](const run_view::Step& step) {
    if (step.worked() >= base::Milliseconds(1000)) steps.push_back(&step);
  });
  sort_by(steps, [](const run_view::Step* step) { return -step->worked().count(); });
  if (steps.size() > 12) steps.resize(12);
  std::vector<std::vector<std::string>> rows;
  for (const run_view::Step* step : steps)
    rows.push_back({step->title, step->phase, base::format_span(step->worked()),
                    step->attempts.size() > 1 ? std::to_string(step->attempts.size()) : "", step->state});
  Chapter chapter{.title = "Longest steps", .level = 3};
  if (!rows.empty())
    chapter.parts.push_back(table({"Step", "Phase", "Took", "Attempts", "State"}, std::move(rows), 4));
  return chapter;
}

static Chapter actions(const run_view::RunView& view) {
  std::vector<std::vector<std::string>> rows;
  const auto row = [&](const std::string& text, const std::string& owner, const std::string& due,
                       const std::string& from) {
    rows.push_back(
        {std::to_string(rows.size() + 1), text, owner.empty() ? blank : owner, due.empty() ? blank : due, from});
  };
  for (const auto& item : view.actions) row(item.text, item.owner, item.due, "noted by " + item.by);
  for (const auto& suggestion : suggestions(view)) row(suggestion.text, "", "", "suggested: " + suggestion.from);
  row(blank, "", "", "");
  return {
      .title = "Action items",
      .parts = {table({"#", "Action", "Owner", "Due", "From"}, std::move(rows)),
                paragraph("More of them: lockkeeper note --action \"…\" --owner NAME --due DATE --run " + view.run)}};
}

static Document heading(const run_view::RunView& view) {
  Document document{.title = "Post-mortem: " + view.title, .state = view.state};
  document.facts.emplace_back("Run", view.run);
  if (auto target = runner::described(view.target); !target.empty())
    document.facts.emplace_back("Database", std::move(target));
  if (view.began) document.facts.emplace_back("Began", base::format_for_people(*view.began));
  if (view.ended)
    document.facts.emplace_back(view.state == "unfinished" ? "Last event" : "Ended",
                                base::format_for_people(*view.ended));
  for (const auto& [name, value] : view.facts) document.facts.emplace_back(name, value);
  document.facts.emplace_back("Written by", blank);
  return document;
}

Document postmortem(const run_view::RunView& view) {
  auto document = heading(view);
  document.chapters = {
      {.title = "Executive summary",
       .parts = {list(summary(view)), fill_in("What it meant for users and business:")}},
      timeline(view),
      well(view),
      troubles(view),
      {.title = "Root cause",
       .parts = {fill_in("What caused it:", 3), fill_in("What contributed to it:"),
                 fill_in("Why it was not found before (rehearsal, lint, review):"),
                 fill_in("How it was noticed, and by whom:")}},
      figures(view),
      phase_times(view),
      longest_steps(view),
      {.title = "Improvements",
       .parts = {fill_in("Process:"), fill_in("Documentation, this runbook included:"), fill_in("Tools:")}},
      actions(view)};
  document.foot = {fmt::format("Made from {} of the journal ({} to {}); hash of the last: {}.",
                               run_view::number_of(view.record.events, "event"), view.record.first, view.record.last,
                               view.record.hash),
                   "All times are UTC. What is blank was left to people."};
  return document;
}

base::Json postmortem_json(const run_view::RunView& view) {
  base::Json json{{"run", view.run}, {"title", view.title}, {"state", view.state}, {"summary", summary(view)}};
  json["timeline"] = base::Json::array();
  for (const auto& moment : chronicle(view)) {
    json["timeline"].push_back({{"time", base::format_instant(moment.time)},
                                {"what", moment.what},
                                {"by", moment.by},
                                {"state", moment.state}});
  }
  json["went_well"] = went_well(view);
  json["issues"] = base::Json::array();
  for (const auto& issue : issues(view)) {
    json["issues"].push_back(
        {{"what", issue.what}, {"state", issue.state}, {"detail", issue.detail}, {"done", issue.done}});
  }
  json["metrics"] = to_json(metrics(view));
  json["actions"] = base::Json::array();
  for (const auto& item : view.actions)
    json["actions"].push_back({{"action", item.text}, {"owner", item.owner}, {"due", item.due}, {"by", item.by}});
  json["suggestions"] = base::Json::array();
  for (const auto& suggestion : suggestions(view))
    json["suggestions"].push_back({{"action", suggestion.text}, {"from", suggestion.from}});
  return json;
}

}  // namespace report
